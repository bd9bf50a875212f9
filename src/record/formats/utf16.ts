import type { Charset } from '../raw.ts';

type Wide = 'utf-16le' | 'utf-16be';

/** UTF-16 by its byte order mark, or by the zero beside the first sign of XML or JSON; null for everything else. */
export function wideCharset(head: Uint8Array): Wide | null {
  const [first = 0, second = 0] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (SIGNS.has(first) && second === 0) return 'utf-16le';
  return first === 0 && SIGNS.has(second) ? 'utf-16be' : null;
}

const SIGNS: ReadonlySet<number> = new Set(Buffer.from('<{['));

/** The same text in UTF-8, without its mark: the bytes of UTF-16 cannot be cut at lines and tags. */
export async function* asUtf8(bytes: AsyncIterable<Uint8Array>, charset: Wide): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(charset);
  for await (const part of bytes) yield Buffer.from(decoder.decode(part, { stream: true }), 'utf8');
  yield Buffer.from(decoder.decode(), 'utf8');
}

/** The charset in which a record cut out of text stands: what was asked for, but never UTF-16. */
export function narrow(charset: Charset): Charset {
  return charset === 'utf-16le' || charset === 'utf-16be' ? 'utf-8' : charset;
}
