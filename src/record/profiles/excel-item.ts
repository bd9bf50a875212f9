import type { Profile } from '../profile.ts';

/** 图书财产账: one line per copy with its number. */
export const excelItem: Profile = {
  name: 'excel-item',
  words: { zh: 'Excel/CSV，一行一册', en: 'Excel or CSV, one line per copy' },
  charset: 'detect',
  map: null,
  holdings: [],
  callNumbers: 'clc',
};
