import type { Read } from '../../base/finding.ts';
import { decoderFor } from '../charset.ts';
import type { Format } from '../format.ts';
import type { MarcRecord } from '../marc.ts';
import type { Charset, RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { splitJson } from './json-split.ts';
import { marcOfJson } from './marc-json-shape.ts';
import { refusedText } from './text-record.ts';
import { narrow } from './utf16.ts';

/**
 * MARC in JSON, as an array, a record a line, or one object after the other. Records are cut out of the bytes before
 * anything is parsed, so that a broken one costs only itself. Shapes: see `marcOfJson`.
 */
export const marcJson: Format = { name: 'marc-json', split: splitJson, decode };

/** Whether text that begins so is JSON of objects. */
export function looksLikeJson(head: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*(?:\[\s*)?\{\s*"/.test(head);
}

function decode(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  if (raw.bytes.length >= MAX_RECORD_BYTES) return refusedText('RECORD_TOO_LONG', place, String(raw.bytes.length));
  const head = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.length).toString('latin1');
  const tags = ['200', '245'].filter((tag) => head.includes(`"${tag}"`));
  const reading = decoderFor(raw.bytes, narrow(charset), { tags, place });
  const text = reading.decode(raw.bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refusedText('JSON_ILL_FORMED', place, error instanceof Error ? error.message : String(error));
  }
  const record = marcOfJson(value);
  if (record === null) return refusedText('JSON_NOT_MARC', place, text);
  if (record.fields.length === 0) return refusedText('RECORD_NO_FIELDS', place, text);
  return { ok: true, value: record, findings: reading.findings };
}
