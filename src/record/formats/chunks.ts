/** Most bytes of one record or one sheet that are kept in memory; what is larger is cut and reported. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;
export const MAX_SHEET_BYTES = 256 * 1024 * 1024;

/** The whole delivery in one buffer, for formats that cannot be read in pieces; null where it is larger than `limit`. */
export async function gather(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > limit) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** One buffer as a delivery. */
export async function* oneChunk(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
