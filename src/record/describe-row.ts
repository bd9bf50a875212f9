import type { Finding, Read } from '../base/finding.ts';
import { isbnFault, readIsbns, readUnifiedBookNumber } from '../base/isbn.ts';
import { type ColumnField, meaningOf } from './columns.ts';
import type { Carrier, Contributor, Description, HoldingStatement } from './description.ts';
import { readBarcodes } from './fields/barcodes.ts';
import { callNumberIn } from './fields/call-number.ts';
import { carrierOfColumns, carrierOfNumber, carrierOfWord } from './fields/carrier.ts';
import { isClcNumber, readClassNumbers, readSubjects } from './fields/classification.ts';
import { isoDay } from './fields/holdings.ts';
import { readPublisher, readShopImprint, readYear } from './fields/publication.ts';
import { readStatement } from './fields/responsibility.ts';
import { readStatus } from './fields/status.ts';
import { clean, unique, withoutBookMarks } from './fields/text.ts';
import { readTitle } from './fields/title.ts';
import type { Profile } from './profile.ts';
import type { Row } from './row.ts';

type Cells = ReadonlyMap<ColumnField, string>;

/** What a line of a sheet describes; refused where it names no title. */
export function describeRow(
  row: Row,
  profile: Profile,
  place: string,
): Read<Omit<Description, 'localId'> & { readonly localId: string | null }> {
  const cells = understood(row.cells, profile);
  const findings: Finding[] = [];
  const get = (field: ColumnField): string => clean(cells.get(field) ?? '');
  const title = titleOf(cells);
  if (title.title === undefined || title.title === '') {
    return {
      ok: false,
      findings: [
        { code: 'TITLE_MISSING', severity: 'error', place, got: Object.values(row.cells).join(' ').slice(0, 80) },
      ],
    };
  }
  const { statement, carrierWord, ...titles } = title;
  const responsibility = responsibilityOf(cells, statement);
  const value = {
    localId: get('recordId') === '' ? null : get('recordId'),
    ...titles,
    title: title.title,
    ...responsibility,
    ...imprintOf(cells),
    ...identifiersOf(cells, place, findings),
    ...classOf(cells, profile, place, findings),
    ...present('extent', extentOf(get('extent'))),
    ...(get('series') === '' ? {} : { series: [{ title: withoutBookMarks(get('series')) }] }),
    ...presentList('subjects', unique(readSubjects(get('subject')))),
    ...present('summary', get('summary')),
    ...present('audience', get('audience')),
    ...present('language', languageOf(get('language'))),
    carrier: carrierOf(row, cells, carrierWord),
    holdings: holdingsOf(row, profile, place, findings),
  };
  return { ok: true, value, findings };
}

/** The cells by meaning; of two columns with one meaning the first filled counts. */
function understood(cells: Readonly<Record<string, string>>, profile: Profile): Cells {
  const map = new Map<ColumnField, string>();
  for (const [column, value] of Object.entries(cells)) {
    const field = meaningOf(column, profile.columns);
    if (field !== null && !map.has(field) && value.trim() !== '') map.set(field, value.normalize('NFC').trim());
  }
  return map;
}

function titleOf(cells: Cells): Partial<Description> & { readonly statement: string; readonly carrierWord: string } {
  const parts = readTitle(cells.get('title') ?? '');
  const part = clean(cells.get('part') ?? '');
  const subtitle = clean(cells.get('subtitle') ?? '') || (parts.subtitle ?? '');
  return {
    title: parts.title,
    ...present('subtitle', subtitle),
    ...present('partNumber', part === '' ? (parts.partNumber ?? '') : part),
    ...present('partTitle', parts.partTitle ?? ''),
    ...presentList(
      'parallelTitles',
      [clean(cells.get('parallelTitle') ?? '')].filter((title) => title !== ''),
    ),
    statement: parts.responsibility ?? '',
    carrierWord: parts.carrierWord ?? '',
  };
}

/** The cell that tells it, else the word in the title, else what only one kind of document has. */
function carrierOf(row: Row, cells: Cells, carrierWord: string): Carrier {
  const serial = cells.has('coverage') || (cells.has('issn') && !cells.has('isbn'));
  return (
    carrierOfWord(clean(cells.get('documentType') ?? '')) ??
    carrierOfWord(carrierWord) ??
    carrierOfNumber(clean(cells.get('documentNumber') ?? '')) ??
    carrierOfColumns(Object.keys(row.cells)) ??
    (serial ? 'SERIAL' : 'PRINT')
  );
}

function responsibilityOf(cells: Cells, statement: string): Pick<Description, 'responsibility' | 'contributors'> {
  const told = clean(cells.get('responsibility') ?? '').replace(/^作者\/译者\s*[:：]\s*/u, '');
  const translator = clean(cells.get('translator') ?? '');
  const responsibility = [
    told || statement,
    translator === '' || told.includes(translator) ? '' : `${translator}${translator.endsWith('译') ? '' : '译'}`,
  ]
    .filter((part) => part !== '')
    .join(' ; ');
  const contributors: readonly Contributor[] = readStatement(responsibility);
  return { ...present('responsibility', responsibility), ...(contributors.length === 0 ? {} : { contributors }) };
}

function imprintOf(cells: Cells): Partial<Description> {
  const shop = readShopImprint(cells.get('publisher') ?? '');
  const publisher = readPublisher(shop?.publisher ?? cells.get('publisher') ?? '');
  const year = readYear(cells.get('date') ?? shop?.date ?? '');
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...present('place', clean(cells.get('place') ?? '')),
    ...(year === undefined ? {} : { year }),
    ...present('edition', clean(cells.get('edition') ?? '')),
    ...present('price', clean(cells.get('price') ?? shop?.price ?? '')),
  };
}

function identifiersOf(cells: Cells, place: string, findings: Finding[]): Partial<Description> {
  const told = cells.get('isbn') ?? '';
  const unified = readUnifiedBookNumber(cells.get('unifiedBookNumber') ?? told);
  const reading = unified === null ? readIsbns(told) : { isbns: [], invalid: [] };
  if (reading.isbns.length === 0 && reading.invalid.length > 0) {
    findings.push({ code: isbnFault(told), severity: 'warning', place, got: told.slice(0, 80) });
  }
  return {
    ...presentList('isbns', reading.isbns),
    ...presentList('invalidIsbns', reading.invalid),
    ...present('issn', clean(cells.get('issn') ?? '')),
    ...(unified === null ? {} : { unifiedBookNumber: unified }),
    ...present('documentNumber', clean(cells.get('documentNumber') ?? '')),
  };
}

function classOf(cells: Cells, profile: Profile, place: string, findings: Finding[]): Partial<Description> {
  const told = cells.get('classNumber') ?? cells.get('callNumber') ?? '';
  const [classNumber, ...more] = readClassNumbers(told);
  if (classNumber === undefined) return {};
  if (profile.callNumbers !== 'clc' && profile.callNumbers !== 'told')
    return presentList('otherClassNumbers', cells.has('classNumber') ? [classNumber, ...more] : []);
  if (!isClcNumber(classNumber)) {
    findings.push({ code: 'CLASS_NUMBER_DOUBTFUL', severity: 'info', place, got: told.slice(0, 80) });
    return cells.has('classNumber') ? { classNumber } : {};
  }
  return { classNumber, ...presentList('otherClassNumbers', more) };
}

const extentOf = (text: string): string => (/^\d{1,5}$/.test(text) ? `${text}页` : text);

const LANGUAGES: Readonly<Record<string, string>> = {
  中文: 'chi',
  汉语: 'chi',
  英文: 'eng',
  英语: 'eng',
  日文: 'jpn',
  日语: 'jpn',
  法文: 'fre',
  德文: 'ger',
  俄文: 'rus',
};
const languageOf = (text: string): string => LANGUAGES[text] ?? (/^[a-z]{3}$/.test(text) ? text : '');

function holdingsOf(row: Row, profile: Profile, place: string, findings: Finding[]): readonly HoldingStatement[] {
  const first = understood(row.cells, profile);
  const others = (row.copies ?? []).map((cells) => understood(cells, profile));
  const seen = new Set<string>();
  return [first, ...others].flatMap((cells) => {
    const common = {
      ...present('callNumber', callNumberOf(cells, profile) || callNumberOf(first, profile)),
      ...copyOf(cells, profile, place, findings),
    };
    const numbers = readBarcodes(cells.get('barcode') ?? cells.get('accession') ?? '').filter(
      (number) => !seen.has(number),
    );
    for (const number of numbers) seen.add(number);
    if (numbers.length > 0) return numbers.map((barcode) => ({ ...common, barcode, copies: 1 }));
    return [{ ...common, copies: copiesOf(cells.get('copies')) }];
  });
}

function callNumberOf(cells: Cells, { callNumbers }: Profile): string {
  const whole = clean(cells.get('callNumber') ?? '');
  if (whole !== '') return whole;
  const number = clean(cells.get('classNumber') ?? '');
  const book = clean(cells.get('bookNumber') ?? '');
  return number === '' ? '' : callNumberIn(number, book, callNumbers === 'told' ? null : callNumbers);
}

function copyOf(cells: Cells, profile: Profile, place: string, findings: Finding[]): Partial<HoldingStatement> {
  const word = clean(cells.get('status') ?? '');
  const availability = profile.statusWords?.[word] ?? readStatus(word);
  if (availability === null)
    findings.push({ code: 'STATUS_WORD_UNKNOWN', severity: 'warning', place, got: word.slice(0, 80) });
  return {
    ...present('location', clean(cells.get('location') ?? '')),
    ...(availability === undefined ? {} : { availability: availability ?? 'UNKNOWN' }),
    ...present('dueDate', isoDay(cells.get('dueDate') ?? '')),
    ...present('coverage', clean(cells.get('coverage') ?? '')),
  };
}

/** A cell that tells no number stands for one copy; more than 9,999 is no number of copies. */
function copiesOf(text: string | undefined): number {
  const count = /^\s*(\d{1,4})(?:\.0)?\s*[册本套]?\s*$/u.exec((text ?? '').normalize('NFKC'));
  return count === null ? 1 : Math.max(1, Number(count[1]));
}

/** The property where there is something to say; nothing otherwise. */
function present<K extends string>(name: K, value: string): { readonly [P in K]?: string } {
  return (value === '' ? {} : { [name]: value }) as { readonly [P in K]?: string };
}

function presentList<K extends string>(name: K, values: readonly string[]): { readonly [P in K]?: readonly string[] } {
  return (values.length === 0 ? {} : { [name]: values }) as { readonly [P in K]?: readonly string[] };
}
