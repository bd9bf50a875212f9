import type { Profile } from '../profile.ts';
import { FIELD_852, FIELD_866, FIELD_906, FIELD_AVA } from './holding-rules.ts';

/** Alma of either family: availability that its SRU adds in AVA, else the holdings published in 852 and 866. */
export const alma: Profile = {
  name: 'alma',
  words: { zh: 'Alma', en: 'Alma' },
  charset: 'detect',
  map: 'auto',
  holdings: [FIELD_AVA, FIELD_852, FIELD_906, FIELD_866],
  callNumbers: 'told',
};
