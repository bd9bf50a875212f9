import type { Profile } from '../profile.ts';
import {
  FIELD_852,
  FIELD_866,
  FIELD_905,
  FIELD_906,
  FIELD_935,
  FIELD_949,
  FIELD_952,
  FIELD_985,
  FIELD_986,
  FIELD_995,
  FIELD_AVA,
  KEY_OF_DP2,
} from './holding-rules.ts';

/** Decides by record: what has a 245 and no 200 is MARC21; holdings are taken from wherever they are found. */
export const auto: Profile = {
  name: 'auto',
  words: { zh: '自动判断', en: 'Found from each record' },
  charset: 'detect',
  map: 'auto',
  holdings: [
    FIELD_986,
    FIELD_906,
    FIELD_985,
    FIELD_935,
    FIELD_905,
    FIELD_995,
    FIELD_952,
    FIELD_AVA,
    FIELD_852,
    FIELD_949,
    FIELD_866,
  ],
  callNumbers: 'told',
  barcodes: [KEY_OF_DP2],
};
