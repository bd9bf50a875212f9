import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_905 } from './holding-rules.ts';

/** School programs: all copies in 905, repeated fields or repeated $b, lengths often counted in characters. */
export const school905: Profile = {
  name: 'school-905',
  words: { zh: '中小学图书馆软件（905 馆藏）', en: 'School programs with 905 holdings' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_905],
  callNumbers: 'clc',
};
