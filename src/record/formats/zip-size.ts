import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DEFLATED = 8;

/**
 * The bytes that the entries of a zip file inflate to, found by inflating them one at a time: what the directory says
 * of their sizes is the sender's word. More than `limit` is answered as soon as it is met; 0 where it is no zip file.
 */
export function inflatedSize(zip: Buffer, limit: number): number {
  let sum = 0;
  for (const { at, packed, method } of entriesOf(zip)) {
    const size = method === DEFLATED ? sizeOf(dataOf(zip, at, packed), limit - sum) : packed;
    sum += size;
    if (sum > limit) return sum;
  }
  return sum;
}

/** Whether bytes begin as a zip file and have no directory at their end: half a file, which the library reads for ever. */
export function isCutZip(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL_HEADER && directoryOf(bytes) === null;
}

interface Entry {
  /** Where its local header stands. */
  readonly at: number;
  readonly packed: number;
  readonly method: number;
}

function* entriesOf(zip: Buffer): Iterable<Entry> {
  let entry = directoryOf(zip);
  while (entry !== null && entry + 46 <= zip.length && zip.readUInt32LE(entry) === DIRECTORY_ENTRY) {
    yield {
      at: zip.readUInt32LE(entry + 42),
      packed: zip.readUInt32LE(entry + 20),
      method: zip.readUInt16LE(entry + 10),
    };
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
}

function directoryOf(zip: Buffer): number | null {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 70_000); at--) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return zip.readUInt32LE(at + 16);
  }
  return null;
}

function dataOf(zip: Buffer, at: number, packed: number): Buffer {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL_HEADER) return Buffer.alloc(0);
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  return zip.subarray(start, start + packed);
}

function sizeOf(data: Buffer, limit: number): number {
  if (data.length === 0) return 0;
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, limit + 1) }).length;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    // A damaged entry is for the workbook reader to refuse.
    return code === 'ERR_BUFFER_TOO_LARGE' ? limit + 1 : 0;
  }
}
