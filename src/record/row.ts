/** One line of a sheet: trimmed cell text under the column names the sheet itself uses. Empty cells are left out. */
export interface Row {
  readonly cells: Readonly<Record<string, string>>;
  /** For a sheet with one line per copy: the lines of the other copies of the same book. */
  readonly copies?: readonly Readonly<Record<string, string>>[];
}
