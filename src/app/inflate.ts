import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Fault } from '../base/problem.ts';

/** MARCXML compresses about 20:1; repeated white space reaches 60:1. */
const MAX_RATIO = 100;
/** Small answers may have any ratio: their size is harmless. */
const FREE_BYTES = 1_048_576;

/** The body as the sender wrote it, cut off with a Fault where it grows beyond {@link MAX_RATIO} times its own size. */
export function inflated(body: Readable, encoding: string | null): Readable {
  const decoder = decoderFor(encoding);
  if (decoder === null) return body;
  let wireBytes = 0;
  let plainBytes = 0;
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      wireBytes += chunk.length;
      done(null, chunk);
    },
  });
  const limiter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      plainBytes += chunk.length;
      const tooMuch = plainBytes > FREE_BYTES && plainBytes > wireBytes * MAX_RATIO;
      done(tooMuch ? new Fault('SOURCE_INFLATES_TOO_MUCH', { ratio: MAX_RATIO }) : null, chunk);
    },
  });
  // Errors surface where the limiter is read; the callback only keeps them from being thrown here too.
  return pipeline(body, counter, decoder, limiter, () => undefined);
}

function decoderFor(encoding: string | null): Transform | null {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return null;
  }
}
