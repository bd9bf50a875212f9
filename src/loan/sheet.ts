/** Rows as CSV that Excel opens as it stands: UTF-8 with a byte order mark, RFC 4180 quoting, no cell a formula. */
export function csvSheet(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Quoted where needed; a cell that a sheet would calculate with is kept a text. */
function cell(value: string | number | null): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
