import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_905 } from './holding-rules.ts';

/** ILAS: 905 $b first number or range, $d class, $e book number. */
export const ilas: Profile = {
  name: 'ilas',
  words: { zh: 'ILAS 图书馆系统', en: 'ILAS' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_905],
  callNumbers: 'clc',
};
