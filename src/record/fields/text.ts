/** Marks of two rule sets in one record (dp2): only the ones of the set asked for count; the marks themselves go. */
const RULE_SET = /^\{cr:(NLC|CALIS)\}/;
/** Non-sorting marks of ISO 6630 and UNIMARC (NSB, NSE). */
const NON_SORTING = /[\u0088\u0089\u0098\u009c]/g;

/** A subfield as text: without marks of rule sets and sorting, blanks folded; empty text is empty. */
export function clean(text: string): string {
  if (text === '') return text;
  return text.replace(RULE_SET, '').replace(NON_SORTING, '').replace(/\s+/gu, ' ').trim();
}

/** The ISBD punctuation that introduces the next area, which MARC21 and some vendors leave at the end. */
export function withoutIsbd(text: string): string {
  return text.replace(/\s*[/:;=,]\s*$/u, '').trim();
}

/** `《毛泽东诗词鉴赏》` → `毛泽东诗词鉴赏`; `《庄子》新悟` keeps its own. */
export function withoutBookMarks(text: string): string {
  const match = /^《([^《》]+)》((?:[\s.,:：（(【[].*)?)$/u.exec(text);
  return match === null ? text : `${match[1] ?? ''}${match[2] ?? ''}`.trim();
}

export function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== ''))];
}
