import { createReadStream } from 'node:fs';
import type { Finding } from '../../src/base/finding.ts';
import { openFile } from '../../src/record/file.ts';
import { decodeMarc } from '../../src/record/formats/index.ts';
import { isDataField, type MarcField, type MarcRecord } from '../../src/record/marc.ts';
import type { Charset, RawRecord } from '../../src/record/raw.ts';

/** A delivery in parts of a given size: readers must not care where it is cut. */
export async function* inParts(bytes: Uint8Array, size: number = bytes.length): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) yield bytes.subarray(at, at + Math.max(1, size));
}

export async function rawsOf(
  bytes: AsyncIterable<Uint8Array>,
  most: number = Number.POSITIVE_INFINITY,
): Promise<readonly RawRecord[]> {
  const raws: RawRecord[] = [];
  for await (const raw of (await openFile(bytes, { charset: 'detect', columns: {} })).records) {
    raws.push(raw);
    if (raws.length >= most) break;
  }
  return raws;
}

export interface ReadMarc {
  readonly raws: readonly RawRecord[];
  readonly records: readonly MarcRecord[];
  readonly refused: readonly Finding[];
}

/** Every record of a file in any way to write MARC, its format found from the bytes. */
export async function readMarc(
  from: string | Uint8Array,
  charset: Charset = 'detect',
  most?: number,
): Promise<ReadMarc> {
  const raws = await rawsOf(typeof from === 'string' ? createReadStream(from) : inParts(from), most);
  const records: MarcRecord[] = [];
  const refused: Finding[] = [];
  for (const raw of raws) {
    const read = decodeMarc(raw, charset);
    if (read.ok) records.push(read.value);
    else refused.push(read.findings[0]);
  }
  return { raws, records, refused };
}

/** A record as comparable lines, NFC, without its leader: lengths in there differ by format. */
export function linesOf(record: MarcRecord): readonly string[] {
  return record.fields.map(lineOf);
}

export function lineOf(field: MarcField): string {
  const text = isDataField(field)
    ? `${field.tag} ${field.ind1}${field.ind2} ${field.subfields.map(({ code, value }) => `$${code}${value}`).join('')}`
    : `${field.tag} ${field.value}`;
  return text.normalize('NFC');
}
