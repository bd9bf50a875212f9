import type { Carrier, Contributor, Description } from '../description.ts';

export type CitationStyle = 'GBT7714' | 'RIS' | 'BIBTEX';

/** A citation of one publication. Pure; what the description does not say is left out, never guessed. */
export function cite(description: Description, style: CitationStyle): string {
  switch (style) {
    case 'GBT7714':
      return gbt7714(description);
    case 'RIS':
      return ris(description);
    case 'BIBTEX':
      return bibtex(description);
  }
}

/** Codes of document types, GB/T 7714—2015 appendix B; Z is any other. */
const TYPE_CODES: Readonly<Record<Carrier, string>> = {
  PRINT: 'M',
  EBOOK: 'M',
  AUDIO: 'Z',
  VIDEO: 'Z',
  SERIAL: 'J',
  ARTICLE: 'J',
  REPORT: 'R',
  STANDARD: 'S',
  PATENT: 'P',
  MAP: 'CM',
  SCORE: 'M',
  OTHER: 'Z',
};

/** More authors than this are cut to as many and 等 (GB/T 7714—2015 §8.1.2). */
const MOST_AUTHORS = 3;

/**
 * `吴承恩. 西游记: 上[M]. 3版. 北京: 人民文学出版社, 2010.` (GB/T 7714—2015 §4.1): authors, title, type, others with their
 * role, edition (a first one is not named), place, publisher, year.
 */
function gbt7714(description: Description): string {
  const { authors, others } = peopleOf(description);
  const title = `${wholeTitle(description, ': ')}[${TYPE_CODES[description.carrier ?? 'PRINT']}]`;
  const sentences = [
    namesOf(authors),
    title,
    others.map(({ name, role }) => (role === undefined ? name : `${name}, ${role}`)).join('; '),
    editionOf(description.edition),
    imprint(description),
  ];
  return `${sentences.filter((text) => text !== '').join('. ')}.`;
}

function namesOf(authors: readonly Contributor[]): string {
  const names = authors.slice(0, MOST_AUTHORS).map(({ name }) => name);
  return authors.length > MOST_AUTHORS ? `${names.join(', ')}, 等` : names.join(', ');
}

/** `第2版` is cited as `2版`; a first edition is not (§8.3). */
function editionOf(edition: string | undefined): string {
  const plain = (edition ?? '').trim().replace(/^第(?=.+版$)/u, '');
  return /^[1１一]版$/u.test(plain) ? '' : plain;
}

function imprint({ place, publisher, year }: Description): string {
  const published = [place, publisher].filter((text) => text !== undefined).join(': ');
  return [published, year === undefined ? '' : String(year)].filter((text) => text !== '').join(', ');
}

/** Those who made the work, and those who made it readable: translators, illustrators, annotators. */
function peopleOf({ contributors = [] }: Description): {
  readonly authors: readonly Contributor[];
  readonly others: readonly Contributor[];
} {
  const isOther = ({ role = '' }: Contributor) =>
    /译|绘|图|注|校|点|序|审|朗读|播讲/u.test(role) && !/著|编|撰|作/u.test(role);
  return {
    authors: contributors.filter((person) => !isOther(person)),
    others: contributors.filter(isOther),
  };
}

/** Title with subtitle and part. */
function wholeTitle({ title, subtitle, partNumber, partTitle }: Description, colon: string): string {
  const part = [partNumber, partTitle].filter((text) => text !== undefined).join(' ');
  return [title, subtitle, part].filter((text) => text !== undefined && text !== '').join(colon);
}

const RIS_TYPES: Partial<Record<Carrier, string>> = {
  EBOOK: 'EBOOK',
  SERIAL: 'JFULL',
  ARTICLE: 'JOUR',
  REPORT: 'RPRT',
  STANDARD: 'STAND',
  PATENT: 'PAT',
  MAP: 'MAP',
  SCORE: 'MUSIC',
  AUDIO: 'SOUND',
  VIDEO: 'VIDEO',
};

/** One tag a line, as reference managers import it. */
function ris(description: Description): string {
  const { authors, others } = peopleOf(description);
  const translators = others.filter(({ role = '' }) => role.includes('译'));
  const lines: readonly (readonly [string, string | number | undefined])[] = [
    ['TY', RIS_TYPES[description.carrier ?? 'PRINT'] ?? 'BOOK'],
    ...authors.map(({ name }) => ['AU', name] as const),
    ...translators.map(({ name }) => ['A4', name] as const),
    ['TI', wholeTitle(description, ': ')],
    ['T2', description.series?.[0]?.title],
    ['ET', description.edition],
    ['CY', description.place],
    ['PB', description.publisher],
    ['PY', description.year],
    ['SN', description.isbns?.[0] ?? description.issn],
    ['LA', description.language],
    ...(description.subjects ?? []).map((subject) => ['KW', subject] as const),
    ['AB', description.summary],
    ['ER', ''],
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([tag, value]) => `${tag}  - ${oneLine(String(value))}\r\n`)
    .join('');
}

function bibtex(description: Description): string {
  const { authors, others } = peopleOf(description);
  const fields: readonly (readonly [string, string | number | undefined])[] = [
    ['title', wholeTitle(description, ': ')],
    ['author', joined(authors)],
    ['translator', joined(others.filter(({ role = '' }) => role.includes('译')))],
    ['edition', description.edition],
    ['series', description.series?.[0]?.title],
    ['address', description.place],
    ['publisher', description.publisher],
    ['year', description.year],
    ['isbn', description.isbns?.[0]],
    ['language', description.language],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`  ${name} = {${escaped(oneLine(String(value)))}}`],
  );
  const key = (description.isbns?.[0] ?? description.localId).replace(/[^\w-]/g, '');
  return `@book{liantu-${key},\n${lines.join(',\n')}\n}\n`;
}

const joined = (people: readonly Contributor[]) => people.map(({ name }) => `{${name}}`).join(' and ');

const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** Characters that LaTeX reads as commands; the braces around names are ours and stay. */
function escaped(text: string): string {
  return text.replace(/\\/g, '\\textbackslash ').replace(/[&%$#_]/g, '\\$&');
}
