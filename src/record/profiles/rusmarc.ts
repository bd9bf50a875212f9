import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_899 } from './holding-rules.ts';

/** UNIMARC of Russia, mostly in Windows-1251 or KOI8-R; copies in 899. */
export const rusmarc: Profile = {
  name: 'rusmarc',
  words: { zh: 'RUSMARC（俄罗斯）', en: 'RUSMARC' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_899],
  callNumbers: 'bbk',
};
