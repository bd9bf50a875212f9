import type { DataField } from '../marc.ts';
import { firstIn } from '../marc-index.ts';
import { isClcNumber, readClassNumbers } from './classification.ts';

/** Classifications that order shelves, and what stands between class and book number on their labels. */
export const CALL_NUMBER_SCHEMES = {
  clc: { zh: '中国图书馆分类法', en: 'Chinese Library Classification', joint: '/' },
  las: {
    zh: '中国科学院图书馆图书分类法',
    en: 'Library Classification of the Chinese Academy of Sciences',
    joint: '/',
  },
  ncs: { zh: '中文图书分类法（赖永祥）', en: 'New Classification Scheme for Chinese Libraries', joint: ' ' },
  ddc: { zh: '杜威十进分类法', en: 'Dewey Decimal Classification', joint: ' ' },
  lcc: { zh: '美国国会图书馆分类法', en: 'Library of Congress Classification', joint: ' ' },
  udc: { zh: '国际十进分类法', en: 'Universal Decimal Classification', joint: ' ' },
  bbk: { zh: '俄罗斯图书馆书目分类法', en: 'Library-Bibliographical Classification (ББК)', joint: ' ' },
} as const satisfies Readonly<Record<string, { readonly zh: string; readonly en: string; readonly joint: string }>>;

export type CallNumberScheme = keyof typeof CALL_NUMBER_SCHEMES;
/** What a house shelves by; `told` where each field tells it, or its form. */
export type CallNumbers = CallNumberScheme | 'told';

/** First indicator of 852, and what its $2 names behind indicator 7 (MARC 21, Source Codes for Classification). */
const BY_INDICATOR: Readonly<Record<string, CallNumberScheme>> = { '0': 'lcc', '1': 'ddc' };
const BY_SOURCE: Readonly<Record<string, CallNumberScheme>> = {
  clc: 'clc',
  ddc: 'ddc',
  lcc: 'lcc',
  udc: 'udc',
  rubbk: 'bbk',
  ncsclt: 'ncs',
};
/** Chinese holdings fields, in which nothing else was met than 中图法 and numbers of the house. */
const CHINESE: ReadonlySet<string> = new Set(['905', '906']);

/** What the call number in a field is built by; null where neither the house nor the field tells. */
export function schemeOf(field: DataField, classNumber: string, callNumbers: CallNumbers): CallNumberScheme | null {
  if (callNumbers !== 'told') return callNumbers;
  if (CHINESE.has(field.tag)) return /\d/.test(classNumber) && isClcNumber(classNumber) ? 'clc' : null;
  if (field.tag !== '852') return null;
  return BY_INDICATOR[field.ind1] ?? BY_SOURCE[firstIn(field, '2').toLowerCase()] ?? null;
}

/** A call number as its label reads. A scheme that nobody told is written with a slash, as most do here. */
export function callNumberIn(classNumber: string, bookNumber: string, scheme: CallNumberScheme | null): string {
  return bookNumber === '' ? classNumber : classNumber + CALL_NUMBER_SCHEMES[scheme ?? 'clc'].joint + bookNumber;
}

/** The class of a book from its place on a shelf that is ordered by 中图法; null on other shelves and without digits. */
export function clcOfShelf(callNumber: string, scheme: CallNumberScheme | null): string | null {
  if (scheme !== 'clc') return null;
  const [number = ''] = readClassNumbers(callNumber);
  return /\d/.test(number) && isClcNumber(number) ? number : null;
}
