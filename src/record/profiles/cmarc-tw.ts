import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_805, FIELD_905 } from './holding-rules.ts';

/** UNIMARC by another hand: holdings in 805, the New Classification Scheme in 681. */
export const cmarcTw: Profile = {
  name: 'cmarc-tw',
  words: { zh: '台湾 CMARC（国家图书馆 NBINet）', en: 'CMARC of Taiwan' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_805, FIELD_905],
  callNumbers: 'ncs',
};
