import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_905, FIELD_906, FIELD_985, FIELD_986, KEY_OF_DP2 } from './holding-rules.ts';

/** 数字平台 dp2 and dt1000; an empty status means on the shelf. */
export const dp2: Profile = {
  name: 'dp2',
  words: { zh: '数字平台 dp2 / dt1000', en: 'dp2 and dt1000 (DigitalPlatform)' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_986, FIELD_906, FIELD_985, FIELD_905],
  callNumbers: 'clc',
  barcodes: [KEY_OF_DP2],
  statusWords: { 加工中: 'IN_PROCESS', 丢失: 'LOST', 注销: 'WITHDRAWN' },
};
