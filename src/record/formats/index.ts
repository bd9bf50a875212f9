import type { Format } from '../format.ts';
import { iso2709 } from './iso2709.ts';
import { marcxml } from './marcxml.ts';
import { sheet } from './sheet-file.ts';

/** Every kind of file a library can bring: one line each. */
export const FORMATS = {
  iso2709,
  marcxml,
  csv: sheet('csv'),
  xlsx: sheet('xlsx'),
} as const satisfies Readonly<Record<string, FileFormat>>;

/** A format that cuts records out of files; sheets have nothing to decode beyond their JSON. */
export type FileFormat = Pick<Format, 'name' | 'split' | 'decode'>;
export type FormatName = keyof typeof FORMATS;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The format of a file by its first bytes, whatever it is called: renamed workbooks are common. */
export function sniff(head: Uint8Array): FormatName {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, at) => head[at] === byte);
  if (begins(ZIP) || begins(OLE)) return 'xlsx';
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536)).toString('latin1');
  if (/^(?:\u00ef\u00bb\u00bf)?\s*</.test(text)) return 'marcxml';
  if (/[\u001d\u001e]/.test(text)) return 'iso2709';
  return 'csv';
}
