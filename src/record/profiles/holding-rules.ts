import type { HoldingRule } from '../fields/holdings.ts';
import type { BarcodeRule } from '../profile.ts';

/** Holdings fields as they are found, by their habits rather than by their owners (notes/records §6). */
export const FIELD_905: HoldingRule = {
  tag: '905',
  barcode: 'b',
  callNumber: 's',
  classNumber: 'd',
  bookNumber: 'e',
  copiesOrCallNumber: 'f',
  location: 'c',
  volume: 'v',
  coverage: 'y',
};
/** University practice: one 906 per copy, 905 with the call number of all. */
export const FIELD_906: HoldingRule = { tag: '906', barcode: 'bh', classNumber: 'd', bookNumber: 'e', callNumber: 's' };
/** dp2: $r is the borrower and $t the day of loan; neither is read. */
export const FIELD_986: HoldingRule = {
  tag: '986',
  barcode: 'a',
  location: 'b',
  status: 's',
  statusWords: { '': undefined },
};
export const FIELD_985: HoldingRule = { tag: '985', barcode: 'a', location: 'b' };
export const FIELD_935: HoldingRule = { tag: '935', barcode: 'b' };
export const FIELD_995: HoldingRule = {
  tag: '995',
  barcode: 'f',
  callNumber: 'k',
  location: 'ecb',
  status: 'o',
  dueDate: 'n',
  statusWords: { '0': 'AVAILABLE', '1': 'ON_LOAN', '2': 'IN_PROCESS' },
};
export const FIELD_952: HoldingRule = {
  tag: '952',
  barcode: 'p',
  callNumber: 'o',
  location: 'cba',
  dueDate: 'q',
  volume: 'h',
};
export const FIELD_852: HoldingRule = {
  tag: '852',
  barcode: 'p',
  callNumber: 'j',
  classNumber: 'h',
  bookNumber: 'i',
  location: 'cba',
};
export const FIELD_866: HoldingRule = { tag: '866', coverage: 'a' };
export const FIELD_960: HoldingRule = { tag: '960', barcode: 'e', callNumber: 'gd' };
export const FIELD_805: HoldingRule = { tag: '805', barcode: 'b', classNumber: 'd', bookNumber: 'e', location: 'p' };
export const FIELD_AVA: HoldingRule = { tag: 'AVA', location: 'cqb', callNumber: 'd', copies: 'f', status: 'e' };
export const FIELD_949: HoldingRule = { tag: '949', barcode: 'i', callNumber: 'a', location: 'l' };
export const FIELD_899: HoldingRule = { tag: '899', barcode: 'p', callNumber: 'j', location: 'ba' };
export const FIELD_950: HoldingRule = { tag: '950', barcode: 'e', callNumber: 'd', location: 'a' };
/** dp2 exports a copy without a number of its own under the key that the program gave it. */
export const KEY_OF_DP2: BarcodeRule = { pattern: /^@refID:.*$/u, as: '' };
