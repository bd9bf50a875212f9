import { sha256 } from '../base/hash.ts';
import { Fault } from '../base/problem.ts';
import { withoutBorrowers } from '../record/borrowers.ts';
import { CHARSETS, type Charset } from '../record/raw.ts';
import { READING_RULES, readRecord } from '../record/read.ts';
import { applyChunk, type Reading } from './apply-chunk.ts';
import { CHUNK_LIMITS, type ChunkLine, hasTooManyLines, type Inflated, inflate, readLines } from './chunk.ts';
import { localIdIn } from './local-id.ts';
import type { ChunkChange, KnownRecords, Push } from './store.ts';

export type ChunkRead =
  | {
      readonly kind: 'lines';
      /** sha-256 (hex) of the lines, inflated. */
      readonly hash: string;
      /** What the lines do to the catalogue; pure. */
      decide(push: Push, known: KnownRecords): ChunkChange;
    }
  | Exclude<Inflated, { readonly kind: 'text' }>;

/** Reads the body of a chunk as it came off the wire. */
export function readChunk(body: Uint8Array, gzip: boolean): ChunkRead {
  const text = inflate(body, gzip);
  if (text.kind !== 'text') return text;
  // Lines are counted before anything is decided, and read when the push is known: findings name places within it.
  if (hasTooManyLines(text.bytes)) return { kind: 'tooLarge', detail: `${CHUNK_LIMITS.lines} lines` };
  return {
    kind: 'lines',
    hash: sha256(text.bytes),
    decide: (push, known) => applyChunk(linesOf(text.bytes, push), readingOf(push), push, known),
  };
}

/** What a script of a library's own sends may still name readers: nothing of that is read or kept. */
function linesOf(bytes: Uint8Array, push: Push): readonly ChunkLine[] {
  const lines = readLines(bytes, push.received + 1);
  return lines.map((line) => (line.kind === 'record' ? { ...line, raw: withoutBorrowers(line.raw) } : line));
}

/** The reading of records as the push announced it. */
function readingOf({ profile, charset, columns = {} }: Push): Reading {
  const options = { profile, charset: charsetOf(charset), columns };
  const told = Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    read: (raw) => readRecord(raw, options),
    idOf: (raw) => localIdIn(raw, options.charset),
    rule: `${READING_RULES} ${profile} ${options.charset}${told.length === 0 ? '' : ` ${JSON.stringify(told)}`}`,
  };
}

function charsetOf(charset: string | null): Charset {
  if (charset === null) return 'detect';
  const known = CHARSETS.find((name) => name === charset);
  if (known === undefined) throw new Fault('UNKNOWN_CHARSET', { charset, known: CHARSETS.join(', ') });
  return known;
}
