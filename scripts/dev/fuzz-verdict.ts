import { Fault } from '../../src/base/problem.ts';
import { openFile } from '../../src/record/file.ts';
import type { FormatName } from '../../src/record/formats/index.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import type { Dice } from './dice.ts';
import { type Seed, spansOf } from './fuzz-seeds.ts';

/** What may stand between two records; anything else would be a loss that nobody hears of. */
const FILL: Readonly<Record<Exclude<FormatName, 'csv' | 'xlsx'>, (gap: string) => boolean>> = {
  iso2709: (gap) => /^[\u0000-\u0020\u007f]*$/.test(withoutMark(gap)),
  marcxml: (gap) => !MARC_TAGS.test(gap),
  bdf: (gap) => !MARC_TAGS.test(gap),
  'marc-json': (gap) => /^[\s[\],]*$/.test(withoutMark(gap)),
  aleph: (gap) => withoutMark(gap).trim() === '',
  mrk: (gap) => withoutMark(gap).trim() === '',
  'marc-text': (gap) => /^[\s*#=-]*$/.test(withoutMark(gap)),
};
const MARC_TAGS = /<(?:[\w.-]{1,50}:)?(?:leader|controlfield|datafield|subfield)[\s>]/;
const withoutMark = (gap: string): string => gap.replaceAll('\u00ef\u00bb\u00bf', '');

/** What is wrong with how the readers took these bytes; null where nothing is. */
export async function complaint(format: FormatName, bytes: Buffer, dice: Dice): Promise<string | null> {
  const read = await readWhole(bytes, dice);
  if (read !== null) return read;
  if (format === 'csv' || format === 'xlsx') return null;
  const spans = await spansOf(format, bytes);
  const inParts = await spansOf(format, bytes, 1 + dice.below(3000));
  if (!sameSpans(spans, inParts)) return 'records depend on where the delivery is cut into parts';
  return uncovered(format, bytes, spans) ?? unread(spans, dice);
}

/** As `check` reads a file: its format found from the bytes. Only what is expected may be thrown. */
async function readWhole(bytes: Buffer, dice: Dice): Promise<string | null> {
  async function* once(): AsyncIterable<Uint8Array> {
    yield bytes;
  }
  try {
    const opened = await openFile(once(), { charset: 'detect', columns: {} });
    const raws: RawRecord[] = [];
    for await (const raw of opened.records) raws.push(raw);
    return unread(raws, dice);
  } catch (error) {
    if (error instanceof Fault) return null;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Every record is described, or refused with a reason and its place. */
function unread(raws: readonly RawRecord[], dice: Dice): string | null {
  const profile = dice.happens(0.5) ? 'auto' : dice.pick(Object.keys(PROFILES));
  for (const raw of raws) {
    try {
      const read = readRecord(raw, { profile, charset: 'detect' });
      if (read.ok && (read.value.title === '' || read.value.localId === ''))
        return `described without title or id: ${profile}`;
      if (!read.ok && !/^(?:byte|row|line) \d+/.test(read.findings[0].place)) return 'refused without its place';
      JSON.stringify(read);
    } catch (error) {
      return `${profile}: ${error instanceof Error ? error.stack : String(error)}`;
    }
  }
  return null;
}

function sameSpans(one: readonly RawRecord[], other: readonly RawRecord[]): boolean {
  return (
    one.length === other.length &&
    one.every((raw, at) => raw.place.at === other[at]?.place.at && raw.bytes.length === other[at].bytes.length)
  );
}

/** Spans are verbatim, in order, and leave nothing out but filling. */
function uncovered(format: keyof typeof FILL, bytes: Buffer, spans: readonly RawRecord[]): string | null {
  let at = 0;
  for (const { place, bytes: span } of spans) {
    if (place.at < at) return `records overlap at byte ${place.at}`;
    if (Buffer.compare(bytes.subarray(place.at, place.at + span.length), span) !== 0)
      return `not verbatim at byte ${place.at}`;
    const gap = bytes.toString('latin1', at, place.at);
    if (!FILL[format](gap)) return `lost without a word at byte ${at}: ${JSON.stringify(gap.slice(0, 80))}`;
    at = place.at + span.length;
  }
  const rest = bytes.toString('latin1', at);
  return FILL[format](rest) ? null : `lost without a word at byte ${at}: ${JSON.stringify(rest.slice(0, 80))}`;
}

/**
 * Damage inside one record costs none of the others. A line that is no longer understood may end up behind the record
 * before it, which keeps all its own lines.
 */
export async function lostNeighbour(seed: Seed, victim: number, bytes: Buffer): Promise<string | null> {
  const found = (await spansOf(seed.format, bytes)).map(textOf);
  const exact = new Set(found);
  const byLines = seed.format === 'aleph' || seed.format === 'mrk' || seed.format === 'marc-text';
  const lost = (seed.whole ?? []).findIndex((raw, at) => {
    if (at === victim || exact.has(textOf(raw))) return false;
    return !(byLines && at === victim - 1 && found.some((text) => text.startsWith(textOf(raw))));
  });
  return lost === -1 ? null : `damage in record ${victim} lost its good neighbour ${lost}`;
}

const textOf = (raw: RawRecord): string => Buffer.from(raw.bytes).toString('latin1').trim();

export const isSheet = (format: FormatName): boolean => format === 'csv' || format === 'xlsx';
