import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_905, FIELD_906, FIELD_935 } from './holding-rules.ts';

/** University practice: $A pinyin, ISBD punctuation, one 906 per copy. */
export const calis: Profile = {
  name: 'calis',
  words: { zh: 'CALIS（高校）CNMARC', en: 'CNMARC of the CALIS universities' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_906, FIELD_935, FIELD_905],
  callNumbers: 'clc',
};
