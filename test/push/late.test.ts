import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alliance } from '../../scripts/dev/alliance.ts';
import { applyChunk, type Reading } from '../../src/push/apply-chunk.ts';
import type { ChunkLine } from '../../src/push/chunk.ts';
import { judgeSweep } from '../../src/push/commit.ts';
import { openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import type { Sqlite } from '../../src/store/sqlite/open.ts';
import { pushWriter } from '../../src/store/sqlite/pushes.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';
import { LIBRARY, ORDINARY } from '../contract/push-bench.ts';
import { memoryCatalogue } from '../matching/catalogue.ts';
import { testClock } from '../support/clock.ts';

const books = alliance({ seed: 5, records: 40, libraries: 4 }).map(({ incoming }) => incoming.description);

/** A line is the number of a book: the same id has told of many. */
const reading: Reading = {
  rule: 'test',
  idOf: () => null,
  read: ({ bytes }) => {
    const book = books[Number(Buffer.from(bytes).toString()) % books.length];
    if (book === undefined) throw new Error('no books');
    return { ok: true, value: book, findings: [] };
  },
};

interface State {
  readonly version: number;
  readonly book: number;
}
interface Happening {
  readonly record: number;
  readonly what: 'told' | 'deleted' | 'late';
  readonly number: number;
}

const happenings = fc.array(
  fc.record({
    record: fc.nat(5),
    what: fc.constantFrom<Happening['what'][]>('told', 'told', 'deleted', 'late', 'late'),
    number: fc.nat(7),
  }),
  { minLength: 10, maxLength: 60 },
);

const told = (record: number, { version, book }: State): ChunkLine => ({
  kind: 'record',
  localId: `r${record}`,
  version: String(version).padStart(6, '0'),
  raw: { format: 'row', bytes: Buffer.from(String(book)), place: { kind: 'line', at: 1 } },
});

/** What a library sends in order; between it, older states that come late; and what stands in the end. */
function story(course: readonly Happening[]) {
  const past = new Map<number, State[]>();
  const standing = new Map<number, State>();
  const lines: ChunkLine[] = [];
  for (const { record, what, number } of course) {
    const states = past.get(record) ?? [];
    past.set(record, states);
    if (what === 'told') {
      const state = { version: states.length, book: number };
      states.push(state);
      standing.set(record, state);
      lines.push(told(record, state));
    } else if (what === 'deleted') {
      standing.delete(record);
      lines.push({ kind: 'deleted', localId: `r${record}` });
    } else {
      const older = states[number % Math.max(1, states.length - 1)];
      if (states.length > 1 && older !== undefined) lines.push(told(record, older));
    }
  }
  return { lines, standing };
}

/** Sends the lines as DELTAs of two chunks each. */
async function send(db: Sqlite, lines: readonly ChunkLine[], size: number): Promise<void> {
  db.prepare("INSERT INTO libraries (code, kind, name) VALUES (?, 'SCHOOL', '校')").run(LIBRARY);
  const clock = testClock();
  const store = writing(db);
  const writer = pushWriter(store, openCatalogue(store, clock), clock);
  for (let from = 0; from < lines.length; from += 2 * size) {
    const { push } = await writer.begin(ORDINARY, `from ${from}`);
    if (push === null) throw new Error('no push');
    for (const seq of [0, 1]) {
      const chunk = lines.slice(from + seq * size, from + (seq + 1) * size);
      const head = { push: push.id, seq, bodyHash: String(seq) };
      await writer.applyChunk(head, (now, known) => applyChunk(chunk, reading, now, known));
    }
    await writer.startCommit(push.id, false);
    await writer.finishCommit(push.id, judgeSweep);
  }
}

function standingIn(db: Sqlite): unknown {
  return db
    .prepare(
      `SELECT r.local_id, r.version, r.content_hash, r.description, e.body,
         (SELECT group_concat(other.local_id, ' ' ORDER BY other.local_id) FROM source_record other WHERE other.edition = r.edition) AS beside
       FROM source_record r JOIN edition e ON e.id = r.edition ORDER BY r.local_id`,
    )
    .all();
}

describe('what a library sends late', () => {
  it('leaves the catalogue as if it had never come: records, editions and what was deleted', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.integer({ min: 1, max: 9 }), async (course, size) => {
        const { lines, standing } = story(course);
        using late = memoryCatalogue();
        using once = memoryCatalogue();
        await send(late.db, lines, size);
        const last = [...standing].sort(([a], [b]) => a - b).map(([record, state]) => told(record, state));
        await send(once.db, last, 100);
        expect(standingIn(late.db)).toEqual(standingIn(once.db));
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
