import type { Profile } from '../profile.ts';

/** 馆藏清单: one line per title with a number of copies. */
export const excelTitle: Profile = {
  name: 'excel-title',
  words: { zh: 'Excel/CSV，一行一种书', en: 'Excel or CSV, one line per title' },
  charset: 'detect',
  map: null,
  holdings: [],
  callNumbers: 'clc',
};
