import { fold } from '../base/fold.ts';

/**
 * A call number as text that sorts in class order: `I287` before `I287.4` before `I288`, `I242.4/12` before
 * `I242.4/112`. Numbers behind the class are padded; blanks do not count. Empty where it begins with no class letter.
 */
export function callNumberSort(text: string): string {
  const bare = fold(text).replace(/\s+/gu, '');
  const [classPart = '', ...rest] = bare.split('/');
  if (!/^[a-z]/.test(classPart)) return '';
  const book = rest.join('/').replace(/\d+/g, (digits) => digits.padStart(6, '0'));
  return book === '' ? classPart : `${classPart}/${book}`;
}

/** Whether a query is meant as a call number or class: a letter or two, digits. */
export function looksLikeCallNumber(text: string): boolean {
  return /^\s*[a-z]{1,2}\d{1,4}(?:[.\-=]\d+)*(?:\s*\/\s*[\p{L}\p{N}.-]*)?\s*$/iu.test(text.normalize('NFKC'));
}
