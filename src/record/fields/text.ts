/** Marks of two rule sets in one record (dp2): only the ones of the set asked for count; the marks themselves go. */
const RULE_SET = /^\{cr:(NLC|CALIS)\}/;
/** Non-sorting marks of ISO 6630 and UNIMARC (NSB, NSE). */
const NON_SORTING = /[\u0088\u0089\u0098\u009c]/g;

/** A subfield as text: without marks of rule sets and sorting, blanks folded; empty text is empty. */
export function clean(text: string): string {
  if (isClean(text)) return text;
  return text.replace(RULE_SET, '').replace(NON_SORTING, '').replace(/\s+/gu, ' ').trim();
}

/** Quick, and right for nearly every subfield: no mark to take out, no blank but single spaces between words. */
function isClean(text: string): boolean {
  if (text.startsWith('{cr:')) return false;
  let before = SPACE;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE ? before === SPACE : code < SPACE || mayBeBlank(code)) return false;
    before = code;
  }
  return before !== SPACE || text === '';
}

const SPACE = 0x20;

/** C1 controls, the no-break space and every other character that `\s` stands for. */
function mayBeBlank(code: number): boolean {
  return (
    (code >= 0x80 && code <= 0xa0) ||
    (code >= 0x1680 && (code === 0x1680 || (code >= 0x2000 && code <= 0x205f) || code === 0x3000 || code === 0xfeff))
  );
}

/** The ISBD punctuation that introduces the next area, which MARC21 and some vendors leave at the end. */
export function withoutIsbd(text: string): string {
  if (beginsOrEndsPlainly(text.charCodeAt(text.length - 1)) && beginsOrEndsPlainly(text.charCodeAt(0))) return text;
  return text.replace(/\s*[/:;=,]\s*$/u, '').trim();
}

/** Abbreviations that names and statements end in; a single letter is an initial and needs no place here. */
const ABBREVIATIONS = new Set(
  'jr sr ed eds esq etc al co corp inc ltd bros dept univ vol vols ill illus rev transl tr comp cie'.split(' '),
);

/**
 * Without the full stop that ends an area in MARC21 (`刘慈欣著.`); one that belongs to the text stays: `Martin Luther
 * King, Jr.`, `Dawidowicz, Lucy S.`, `et al.`, `Ph.D.`, `…`.
 */
export function withoutFinalStop(text: string): string {
  const last = text.at(-1);
  if (last !== '.' && last !== '。' && last !== '．') return text;
  const rest = text.slice(0, -1).trimEnd();
  if (/[.。．…]$/u.test(rest)) return text;
  const word = /[^\s,;:，；：()[\]{}]*$/u.exec(rest)?.[0] ?? '';
  const stays = /^\p{L}$/u.test(word) ? !/\p{Script=Han}/u.test(word) : /[.]\p{L}/u.test(word) || isAbbreviation(word);
  return stays ? text : rest;
}

const isAbbreviation = (word: string): boolean => ABBREVIATIONS.has(word.toLowerCase());

/** A digit, a Latin letter or a Han character, as at both ends of nearly all texts. */
function beginsOrEndsPlainly(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x4e00 && code <= 0x9fff)
  );
}

/** `《毛泽东诗词鉴赏》` → `毛泽东诗词鉴赏`; `《庄子》新悟` keeps its own. */
export function withoutBookMarks(text: string): string {
  if (!text.startsWith('《')) return text;
  const match = /^《([^《》]+)》((?:[\s.,:：（(【[].*)?)$/u.exec(text);
  return match === null ? text : `${match[1] ?? ''}${match[2] ?? ''}`.trim();
}

export function unique(values: readonly string[]): readonly string[] {
  if (values.length === 0 || (values.length === 1 && values[0] !== '')) return values;
  return [...new Set(values.filter((value) => value !== ''))];
}
