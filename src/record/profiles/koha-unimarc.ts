import { UNIMARC_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_952, FIELD_995 } from './holding-rules.ts';

/** Koha keeps copies in 995 in its UNIMARC flavour, in 952 by wish of the house. */
export const kohaUnimarc: Profile = {
  name: 'koha-unimarc',
  words: { zh: 'Koha（UNIMARC）', en: 'Koha with UNIMARC' },
  charset: 'detect',
  map: UNIMARC_MAP,
  holdings: [FIELD_995, FIELD_952],
  callNumbers: 'told',
};
