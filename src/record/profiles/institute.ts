import type { Profile } from '../profile.ts';
import { FIELD_852, FIELD_866, FIELD_905, FIELD_906 } from './holding-rules.ts';

/** Information institutes: reports, standards and serials; which years are held counts before single volumes. */
export const institute: Profile = {
  name: 'institute',
  words: {
    zh: '情报机构（报告、标准、专利、期刊）',
    en: 'Information institutes: reports, standards, patents, serials',
  },
  charset: 'detect',
  map: 'auto',
  holdings: [FIELD_866, FIELD_906, FIELD_905, FIELD_852],
  callNumbers: 'told',
};
