import type { Finding, Read } from '../../base/finding.ts';

/** The refusal of a record written as text. */
export function refusedText<T>(
  code: 'RECORD_TOO_LONG' | 'RECORD_NO_FIELDS' | 'JSON_ILL_FORMED' | 'JSON_NOT_MARC' | 'XML_ILL_FORMED' | 'XML_DOCTYPE',
  place: string,
  got: string,
): Read<T> {
  return { ok: false, findings: [{ code, severity: 'error', place, got: shown(got) }] };
}

/** A line amid a record that is no field: told, so that nothing is lost in silence. */
export function unreadLine(line: string, place: string): Finding {
  return { code: 'LINE_NOT_FIELD', severity: 'warning', place, got: shown(line) };
}

const shown = (text: string): string => text.replace(/[\u0000-\u001f\u007f]/g, '·').slice(0, 80);
