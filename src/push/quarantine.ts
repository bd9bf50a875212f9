import type { Finding } from '../base/finding.ts';
import type { MessageCode } from '../base/messages.ts';
import type { RawRecord } from '../record/raw.ts';
import type { QuarantineEntry } from './store.ts';

/** A person looks at what is kept; a broken file of gigabytes must not fill the store. */
const KEPT_BYTES = 64 * 1024;
const GOT_LENGTH = 80;

/** A record that could not be read, kept with the reason until its library sends it again. */
export function quarantined(
  position: number,
  localId: string | null,
  findings: readonly Finding[],
  raw: Pick<RawRecord, 'format' | 'bytes'>,
): QuarantineEntry {
  return {
    position,
    localId,
    findings,
    raw: { format: raw.format, bytes: raw.bytes.slice(0, KEPT_BYTES) },
  };
}

/** A finding about a line of a chunk, before any record was read from it. */
export function lineFinding(code: MessageCode, position: number, got: string): Finding {
  return { code, severity: 'error', place: `line ${position}`, got: got.slice(0, GOT_LENGTH) };
}
