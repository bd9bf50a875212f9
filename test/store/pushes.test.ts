import { editionId, type LibraryCode } from '../../src/base/brand.ts';
import type { Incoming } from '../../src/catalogue/store.ts';
import { outboxAppender, outboxReader } from '../../src/store/sqlite/outbox.ts';
import { pushReader } from '../../src/store/sqlite/push-reader.ts';
import { pushWriter } from '../../src/store/sqlite/pushes.ts';
import { LEDGER_LIBRARIES, type PushLedgerBench } from '../contract/push-bench.ts';
import { pushLedgerSuite } from '../contract/push-ledger.ts';
import { pushTombstonesSuite } from '../contract/push-tombstones.ts';
import { testClock } from '../support/clock.ts';
import { type TestStore, testStore } from '../support/store.ts';

pushLedgerSuite('SQLite', bench);
pushTombstonesSuite('SQLite', bench);

async function bench(): Promise<PushLedgerBench> {
  const at = testStore();
  const clock = testClock();
  const put = at.store.db.prepare("INSERT INTO libraries (code, kind, name) VALUES (?, 'SCHOOL', ?)");
  for (const code of LEDGER_LIBRARIES) put.run(code, code);
  const catalogue = plainCatalogue(at);
  const outbox = outboxReader(at.reading);
  return {
    writer: pushWriter(at.store, catalogue, clock),
    reader: pushReader(at.reading),
    clock,
    records: (library) => {
      const rows = at.reading
        .prepare<[string], { id: string; hash: string }>(
          'SELECT local_id AS id, content_hash AS hash FROM source_record WHERE library = ?',
        )
        .all(library);
      return new Map(rows.map(({ id, hash }) => [id, hash]));
    },
    outboxLength: async () => (await outbox.after(0, 1_000_000)).length,
    breakNextMerge: () => {
      catalogue.broken = true;
    },
    [Symbol.asyncDispose]: async () => at[Symbol.dispose](),
  };
}

/** The catalogue's half without matching: every record an edition of its own. The real one has its own suite. */
function plainCatalogue(at: TestStore) {
  const { db } = at.store;
  const tell = outboxAppender(db);
  const upsert = db.prepare<[string, string, string, string | null]>(
    `INSERT INTO source_record (library, local_id, content_hash, version, profile, format, form, quality, description, findings)
     VALUES (?, ?, ?, ?, 'auto', 'row', 0, 0, '{}', '[]')
     ON CONFLICT (library, local_id) DO UPDATE SET content_hash = excluded.content_hash, version = excluded.version`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM source_record WHERE library = ? AND local_id = ?');
  const stored = db.prepare<[string, string], { contentHash: string; version: string | null }>(
    'SELECT content_hash AS contentHash, version FROM source_record WHERE library = ? AND local_id = ?',
  );
  const count = db.prepare<[string], number>('SELECT count(*) FROM source_record WHERE library = ?').pluck();
  return {
    stored: (library: LibraryCode, localId: string) => stored.get(library, localId) ?? null,
    count: (library: LibraryCode) => count.get(library) ?? 0,
    broken: false,
    merge(batch: readonly Incoming[]) {
      for (const [at, incoming] of batch.entries()) {
        const { library, localId } = incoming.key;
        if (incoming.kind === 'record') upsert.run(library, localId, incoming.contentHash, incoming.version);
        else remove.run(library, localId);
        tell([editionId(`${library} ${localId}`)], 'RECORDS');
        if (this.broken && at >= batch.length / 2 - 1) {
          this.broken = false;
          throw new Error('broken half way');
        }
      }
    },
  };
}
