import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_950, FIELD_960 } from './holding-rules.ts';

/** UNIMARC of the Italian union catalogue: inventory and call number in 960, older exports in 950. */
export const sbn: Profile = {
  name: 'sbn',
  words: { zh: '意大利 SBN', en: 'SBN of Italy' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_960, FIELD_950],
  callNumbers: 'ddc',
};
