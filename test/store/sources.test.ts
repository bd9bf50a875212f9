import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { libraryCode } from '../../src/base/brand.ts';
import type { Source, SourceReader, SourceRun, SourceWriter } from '../../src/push/sources.ts';
import { libraryWriter } from '../../src/store/sqlite/libraries.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';
import { sourceReader, sourceWriter } from '../../src/store/sqlite/sources.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';

const library = libraryCode('CN-320508-C-PJSY');
if (library === null) throw new Error('no code');
const at = (minutes: number) => new Date(Date.parse('2026-11-23T00:00:00Z') + minutes * 60_000);

const source: Source = {
  ...{ name: 'ucs', kind: 'sru', library, profile: 'auto', charset: null, mode: 'DELTA', live: false },
  ...{ settings: { url: 'http://a.example/' }, allowPrivate: false, schedule: { kind: 'every', minutes: 60 } },
};
const run = (minutes: number): SourceRun => ({
  ...{ startedAt: at(minutes), finishedAt: at(minutes + 1), state: 'DONE', push: 'p', error: null, detail: null },
  ...{ received: 1, added: 1, changed: 0, deleted: 0, quarantined: 0 },
});
const good = { cursor: 'c2', windowDeleted: 0, failures: 0, nextRunAt: at(60), lastGoodAt: at(1) };

describe('the store of sources', () => {
  let folder: string;
  let db: Sqlite;
  let reader: SourceReader;
  let writer: SourceWriter;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-sources-'));
    db = openForWriting(join(folder, 'catalogue.db'));
    migrate(db);
    const store = writing(db);
    const rest = { nameEn: null, area: null, stages: [], pupils: null, parent: null } as const;
    await libraryWriter(store).put([{ code: library, kind: 'SCHOOL', name: '平江', ...rest }]);
    [reader, writer] = [sourceReader(db), sourceWriter(store)];
    await writer.put(source, at(0));
  });
  afterEach(async () => {
    db.close();
    await rm(folder, { recursive: true });
  });
  const state = async () => (await reader.byName('ucs'))?.state;

  it('gives back what was put, due at once', async () => {
    expect(await reader.byName('ucs')).toEqual({
      source,
      state: { cursor: null, windowDeleted: 0, failures: 0, nextRunAt: at(0), lastGoodAt: null, runningUntil: null },
      runs: [],
    });
    expect(await reader.byName('nobody')).toBeNull();
  });

  it('keeps the place where only the schedule changes, and forgets it with the settings', async () => {
    await writer.finish('ucs', run(0), good);
    await writer.put({ ...source, schedule: null, live: true }, at(5));
    expect(await state()).toMatchObject({ cursor: 'c2', nextRunAt: null, lastGoodAt: at(1) });
    await writer.put({ ...source, settings: { url: 'http://b.example/' } }, at(6));
    expect(await state()).toMatchObject({ cursor: null, nextRunAt: at(6) });
  });

  it('is claimed by one, until it ends or its time is over', async () => {
    expect(await writer.claim('ucs', at(0), at(20))).toBe(true);
    expect(await writer.claim('ucs', at(10), at(30))).toBe(false);
    await writer.progress('ucs', { cursor: 'c1', windowDeleted: 3, until: at(25) });
    expect(await state()).toMatchObject({ cursor: 'c1', windowDeleted: 3, runningUntil: at(25) });
    expect(await writer.claim('ucs', at(24), at(44))).toBe(false);
    expect(await writer.claim('ucs', at(26), at(46))).toBe(true);
    await writer.finish('ucs', run(26), good);
    expect(await state()).toEqual({ ...good, runningUntil: null });
    expect(await writer.claim('nobody', at(0), at(1))).toBe(false);
  });

  it('shows the last ten runs, newest first, and keeps a hundred', async () => {
    for (let i = 0; i < 130; i++) await writer.finish('ucs', run(i), good);
    const runs = (await reader.byName('ucs'))?.runs ?? [];
    expect(runs.map(({ startedAt }) => startedAt)).toEqual(Array.from({ length: 10 }, (_, i) => at(129 - i)));
    expect(db.prepare('SELECT count(*) FROM source_run').pluck().get()).toBe(100);
  });

  it('leaves no run of a source that was removed meanwhile', async () => {
    expect(await writer.remove('ucs')).toBe(true);
    await writer.finish('ucs', run(0), good);
    expect(db.prepare('SELECT count(*) FROM source_run').pluck().get()).toBe(0);
    expect(await writer.remove('ucs')).toBe(false);
  });
});
