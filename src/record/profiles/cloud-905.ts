import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';

/**
 * Library platforms on the web that export 905 $b barcode, $d class, $e book number, $f copies (notes/records §6). Their
 * $v is what tells equal book numbers apart, not the volume of a set as elsewhere.
 */
export const cloud905: Profile = {
  name: 'cloud-905',
  words: { zh: '云端图书馆平台导出（905 $v 为辅助区分号）', en: 'Exports of library platforms on the web (905)' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [{ tag: '905', barcode: 'b', classNumber: 'd', bookNumber: 'e', copies: 'f' }],
  callNumbers: 'clc',
};
