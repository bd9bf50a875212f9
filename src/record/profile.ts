import type { ColumnField } from './columns.ts';
import type { HoldingStatement } from './description.ts';
import type { CallNumbers } from './fields/call-number.ts';
import type { HoldingRule } from './fields/holdings.ts';
import type { FieldMap } from './fields/map.ts';
import type { Charset } from './raw.ts';

/** How numbers of copies are told here and how they stand on the copy. */
export interface BarcodeRule {
  readonly pattern: RegExp;
  /** As `replace` takes it: `$1` is the first group. Empty where such a text is no number at all. */
  readonly as: string;
}

/** A house style as data: how one kind of source writes its records. */
export interface Profile {
  readonly name: string;
  /** Shown to people who choose. */
  readonly words: { readonly zh: string; readonly en: string };
  readonly charset: Charset;
  /** For MARC: the field map, or `auto` to choose by record. Null for a profile of sheets only. */
  readonly map: FieldMap | 'auto' | null;
  /** Tried in order; the first that finds copies is used. */
  readonly holdings: readonly HoldingRule[];
  /** What its shelves are ordered by. Class numbers of another scheme are never taken for 中图法. */
  readonly callNumbers: CallNumbers;
  /** Column names of this source beside the common ones. */
  readonly columns?: Readonly<Record<string, ColumnField>>;
  readonly statusWords?: Readonly<Record<string, HoldingStatement['availability']>>;
  /** The first that fits a barcode rewrites it. */
  readonly barcodes?: readonly BarcodeRule[];
}
