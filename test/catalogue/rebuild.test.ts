import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { alliance } from '../../scripts/dev/alliance.ts';
import { reconcile } from '../../src/catalogue/reconcile.ts';
import type { Incoming, IncomingRecord } from '../../src/catalogue/store.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { catalogueIn, FORMER, made } from './rebuilding.ts';

const opened: Database.Database[] = [];
afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

function fresh(): Database.Database {
  const db = new Database(':memory:');
  opened.push(db);
  db.pragma('foreign_keys = ON');
  migrate(db);
  return db;
}

const idsOf = (db: Database.Database) =>
  db
    .prepare(
      'SELECT r.library, r.local_id, e.id, e.work, e.version FROM source_record r JOIN edition e ON e.id = r.edition ORDER BY 1, 2',
    )
    .all();

const changed = (record: IncomingRecord, other: IncomingRecord): IncomingRecord => ({
  ...record,
  description: { ...other.description, localId: record.key.localId },
  contentHash: `${record.contentHash}*`,
});

describe('a rebuild', () => {
  const records = alliance({ seed: 616, records: 1_600, libraries: 12 }).map(({ incoming }) => incoming);

  it('makes of a catalogue of former rules what the rules make of its records, whoever pushes meanwhile', async () => {
    const standing = fresh();
    const former = catalogueIn(standing, FORMER);
    await former.bring(records.slice(0, 1_300));
    const [one, other, third] = [records[5], records[6], records[1_250]];
    if (one === undefined || other === undefined || third === undefined) throw new Error('records');
    await former.decideReview(one.key, other.key, 'SAME', 'li');
    const catalogue = catalogueIn(standing, reconcile);
    // Others come, change, go and are decided upon, a few at every moment that the rebuild leaves to them.
    const waves = Array.from({ length: 30 }, (_none, wave): readonly Incoming[] => [
      ...records.slice(1_300 + wave * 10, 1_310 + wave * 10),
      ...records
        .slice(wave * 20, wave * 20 + 3)
        .map((record, at) => changed(record, records[wave * 31 + 7 + at] ?? record)),
      ...records.slice(1_000 + wave * 20, 1_002 + wave * 20).map(({ key }) => ({ kind: 'deleted' as const, key })),
    ]);
    let [done, meanwhile] = [false, 0];
    const pushing = (async () => {
      for (const [at, wave] of waves.entries()) {
        await turn();
        await catalogue.bring(wave);
        if (!done) meanwhile += 1;
        if (at === 2) await catalogue.decideReview(one.key, other.key, 'DIFFERENT', 'li');
        if (at === 3) await catalogue.decideReview(third.key, other.key, 'SAME', 'li');
      }
    })();
    await catalogue.rebuild(() => undefined);
    done = true;
    await pushing;
    expect(meanwhile).toBeGreaterThan(5);
    const once = fresh();
    const anew = catalogueIn(once, reconcile);
    await anew.bring(records.slice(0, 1_300));
    for (const wave of waves) await anew.bring(wave);
    await anew.decideReview(one.key, other.key, 'DIFFERENT', 'li');
    await anew.decideReview(third.key, other.key, 'SAME', 'li');
    expect(made(standing)).toEqual(made(once));
  }, 60_000);

  it('writes nothing where nothing is to be changed', async () => {
    const standing = fresh();
    const catalogue = catalogueIn(standing, reconcile);
    await catalogue.bring(records.slice(0, 700));
    const [before, ids] = [made(standing), idsOf(standing)];
    const outbox = () => standing.prepare('SELECT count(*) FROM outbox').pluck().get();
    const told = outbox();
    await catalogue.rebuild(() => undefined);
    expect(made(standing)).toEqual(before);
    expect(idsOf(standing)).toEqual(ids);
    expect(outbox()).toBe(told);
  });

  it('leaves all as it was when it is stopped while matching, and can be begun again', async () => {
    const standing = fresh();
    await catalogueIn(standing, FORMER).bring(records.slice(0, 700));
    const before = made(standing);
    const catalogue = catalogueIn(standing, reconcile);
    await expect(
      catalogue.rebuild(() => {
        throw new Error('enough');
      }),
    ).rejects.toThrow('enough');
    expect(made(standing)).toEqual(before);
    await catalogue.rebuild(() => undefined);
    const once = fresh();
    await catalogueIn(once, reconcile).bring(records.slice(0, 700));
    expect(made(standing)).toEqual(made(once));
  });
});
