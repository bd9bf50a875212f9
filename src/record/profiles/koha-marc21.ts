import { MARC21_MAP } from '../fields/map.ts';
import type { Profile } from '../profile.ts';
import { FIELD_952 } from './holding-rules.ts';

/** Koha keeps copies in 952 in its MARC21 flavour. */
export const kohaMarc21: Profile = {
  name: 'koha-marc21',
  words: { zh: 'Koha（MARC21）', en: 'Koha with MARC21' },
  charset: 'detect',
  map: MARC21_MAP,
  holdings: [FIELD_952],
  callNumbers: 'told',
};
