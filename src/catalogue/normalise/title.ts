import type { Description } from '../../record/description.ts';
import { partNumber, splitPart, volumeCount } from './part.ts';
import { bare, plain } from './text.ts';
import { versionWords } from './version.ts';

/** A title taken apart for comparing; every text is bare. Absent things are '' or 0. */
export interface TitleParts {
  /** Title proper without part, series, carrier and version words; '' where only an ISBN or nothing stood there. */
  readonly core: string;
  /** Subtitle and what stood behind a colon or slash. */
  readonly rest: string;
  readonly part: string;
  readonly partTitle: string;
  /** Volumes of the whole set, for a record that describes the set. */
  readonly set: number;
  /** Version words in the title: `注音`, `青少` … */
  readonly words: readonly string[];
  /** `AUDIO` for `[录音资料]` and its like. */
  readonly carrier: string;
}

const CARRIER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/录音|有声|音频|磁带|mp3/u, 'AUDIO'],
  [/录像|视频|dvd|vcd|影碟|光盘版/u, 'VIDEO'],
  [/电子资源|电子书|电子图书|ebook|网络资源/u, 'EBOOK'],
];
/** Folded text writes 着 for 著. */
const STATEMENT_OF_RESPONSIBILITY = / ?\/ ?(?=[^/]*(?:着|编|译|撰|绘|改写)(?:\]|\)|$| ?;))/u;
const ONLY_ISBN = /^(?:isbn)?[\dx\s-]{4,}$/u;

/** Cases: test/catalogue/normalise/title.test.ts; forms met in school data: 怪物大师. 3, 危险的蓝胡子战士国; 神曲, 地狱篇. */
export function titleParts(description: Description): TitleParts {
  const found: Found = { words: new Set(), carrier: '', set: 0, parts: [], rests: [] };
  const text = plain(description.title).split(STATEMENT_OF_RESPONSIBILITY)[0] ?? '';
  if (ONLY_ISBN.test(text) && /isbn|\d{9}/u.test(text.replace(/[\s-]/gu, ''))) return NO_TITLE;
  const [head, tail] = cutOnce(takeBrackets(text, found), /[:/=]| - |--/u);
  if (tail !== '') takeRest(tail, found);
  if (description.subtitle !== undefined) takeRest(takeBrackets(plain(description.subtitle), found), found);
  const inTitle = middlePart(head);
  let { title, part } = inTitle;
  let partTitle = inTitle.partTitle;
  if (description.partNumber !== undefined) {
    const told = partNumber(description.partNumber);
    if (told !== '') part = part === '' || part === told ? told : `${part}.${told}`;
    else partTitle ||= bare(description.partNumber);
  }
  if (description.partTitle !== undefined) partTitle = bare(description.partTitle) || partTitle;
  if (part === '') part = found.parts[0] ?? '';
  const words = stripVersion(title);
  title = words.title;
  for (const word of words.words) found.words.add(word);
  const set = part === '' ? Math.max(found.set, volumeCount(description.extent ?? '')) : 0;
  return {
    core: bare(title),
    rest: bare(found.rests.join(' ')),
    part,
    partTitle,
    set,
    words: [...found.words].sort(),
    carrier: found.carrier,
  };
}

const NO_TITLE: TitleParts = { core: '', rest: '', part: '', partTitle: '', set: 0, words: [], carrier: '' };

interface Found {
  readonly words: Set<string>;
  readonly parts: string[];
  readonly rests: string[];
  carrier: string;
  set: number;
}

/** Brackets at the end or inside: a part, a count of volumes, a carrier, a version, else part of the rest. */
function takeBrackets(text: string, found: Found): string {
  return text
    .replace(/[([]([^()[\]]*)[)\]]/gu, (_whole, inner: string) => {
      const carrier = CARRIER_WORDS.find(([pattern]) => pattern.test(inner));
      if (carrier !== undefined) found.carrier = carrier[1];
      else if (/^专着$|^图书$/u.test(inner)) return ' ';
      else if (volumeCount(inner) > 0) found.set = volumeCount(inner);
      else if (partNumber(inner) !== '') found.parts.push(partNumber(inner));
      else takeRest(inner, found);
      return ' ';
    })
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Text behind the title proper: version words go apart, and a part may stand at its end. */
function takeRest(text: string, found: Found): void {
  const words = versionWords(text);
  for (const word of words.words) found.words.add(word);
  const { title, part } = splitPart(words.rest);
  if (part !== '') found.parts.push(part);
  const alone = partNumber(title);
  if (part === '' && alone !== '') found.parts.push(alone);
  else if (title !== '') found.rests.push(title);
}

/** `怪物大师. 3, 危险的蓝胡子战士国` and `神曲, 地狱篇`: a part in the middle, or a part title behind comma and blank. */
function middlePart(head: string): { readonly title: string; readonly part: string; readonly partTitle: string } {
  const numbered = /^(.+?)[.·]\s*([^.,·]{1,6}?)[,.]\s*(.{2,})$/u.exec(head);
  if (numbered !== null) {
    const part = partNumber(numbered[2] ?? '');
    if (part !== '') return { title: numbered[1] ?? '', part, partTitle: bare(numbered[3] ?? '') };
  }
  const { title, part } = splitPart(head);
  const named = part === '' ? /^(.{2,}?)(?:, |\. )(.{2,})$/u.exec(title) : null;
  if (named === null) return { title, part, partTitle: '' };
  return { title: named[1] ?? '', part, partTitle: bare(named[2] ?? '') };
}

function stripVersion(title: string): { readonly title: string; readonly words: readonly string[] } {
  const { rest, words } = versionWords(title);
  return bare(rest) === '' ? { title, words: [] } : { title: rest, words };
}

function cutOnce(text: string, at: RegExp): readonly [string, string] {
  const found = at.exec(text);
  if (found === null || found.index === 0) return [text, ''];
  return [text.slice(0, found.index).trim(), text.slice(found.index + found[0].length).trim()];
}
