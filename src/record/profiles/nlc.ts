import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_905, FIELD_906 } from './holding-rules.ts';

/** National Library practice: $9 pinyin, 200$b 专著, full-width punctuation, 905 with ranges of numbers. */
export const nlc: Profile = {
  name: 'nlc',
  words: { zh: '国家图书馆 CNMARC', en: 'CNMARC of the National Library of China' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_906, FIELD_905],
  callNumbers: 'clc',
};
