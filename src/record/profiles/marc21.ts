import { MARC21_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_852, FIELD_866, FIELD_949, FIELD_952, FIELD_AVA } from './holding-rules.ts';

export const marc21: Profile = {
  name: 'marc21',
  words: { zh: 'MARC21', en: 'MARC21' },
  charset: 'detect',
  map: MARC21_MAP,
  holdings: [FIELD_952, FIELD_AVA, FIELD_852, FIELD_949, FIELD_866],
  callNumbers: 'told',
};
