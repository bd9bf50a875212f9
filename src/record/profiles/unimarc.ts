import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_852, FIELD_905, FIELD_960, FIELD_995 } from './holding-rules.ts';

export const unimarc: Profile = {
  name: 'unimarc',
  words: { zh: 'UNIMARC（通用）', en: 'UNIMARC' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_995, FIELD_905, FIELD_852, FIELD_960],
  callNumbers: 'told',
};
