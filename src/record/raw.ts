/** How the bytes of a source record are written; `row` is a line of a sheet as JSON, the rest are ways to write MARC. */
export const RECORD_FORMATS = ['iso2709', 'marcxml', 'row', 'marc-json', 'aleph', 'mrk', 'marc-text', 'bdf'] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

/** One source record as it was cut out of a delivery: bytes untouched, meaning unknown. */
export interface RawRecord {
  readonly format: RecordFormat;
  readonly bytes: Uint8Array;
  /** Where it began: a byte offset in the file, or a row number (1 = first line of the sheet). */
  readonly place: { readonly kind: 'byte' | 'row' | 'line'; readonly at: number };
}

/** Charsets that can be asked for; `detect` looks at the bytes of each record (notes/records §3.3). */
export const CHARSETS = [
  'detect',
  'utf-8',
  'gb18030',
  'utf-16le',
  'utf-16be',
  'big5',
  'marc-8',
  'iso-5426',
  'windows-1251',
  'koi8-r',
  'latin1',
] as const;
export type Charset = (typeof CHARSETS)[number];
