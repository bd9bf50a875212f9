import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Composition, compose } from '../../src/app/compose.ts';
import { searchFiles } from '../../src/app/search.ts';
import { mendIndex, prune } from '../../src/app/search-upkeep.ts';
import { filesOf, readSettings, type Settings } from '../../src/app/settings.ts';
import { openReaders } from '../../src/app/stores.ts';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type { Actor } from '../../src/command/command.ts';
import { openIndexedVersions } from '../../src/search/engines/embedded/audit.ts';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';
import { openEmbeddedWriting } from '../../src/search/engines/embedded/writing.ts';
import { differences } from '../../src/search/reconcile.ts';
import { request } from '../search/documents.ts';

const LIBRARY = storedLibraryCode('CN-320508-C-PJSY');
const BY: Actor = { key: 'k1', name: '平江推送' };
const TITLES = 40;
const never = new AbortController().signal;

let folder: string;
let settings: Settings;
let served: Composition | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liantu-feed-'));
  settings = readSettings({ LIANTU_DATA: folder });
  served = null;
});
afterEach(async () => {
  await served?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function servedWithTitles(): Promise<Composition> {
  served = await compose(settings);
  const { commands } = served.needs;
  const school = { code: LIBRARY, kind: 'SCHOOL', name: '平江实验学校', nameEn: null, area: '320508' } as const;
  await commands.run({ do: 'putLibraries', libraries: [{ ...school, stages: [], pupils: null, parent: null }] }, BY);
  const input = { library: LIBRARY, profile: 'auto', charset: null, mode: 'DELTA', dryRun: false, expectedCount: null };
  const { push } = await commands.run(
    { do: 'beginPush', input: { ...input, mode: 'DELTA' }, idempotencyKey: 'once' },
    BY,
  );
  const rows = Array.from({ length: TITLES }, (_, at) =>
    JSON.stringify({
      row: { 记录号: `${at}`, 书名: `第${at}号故事书`, 作者: '罗贯中', 条码号: `B${at}`, 状态: '在馆' },
    }),
  );
  const body = new Uint8Array(gzipSync(rows.join('\n')));
  if (push === null) throw new Error('no push');
  await commands.run({ do: 'applyChunk', push: push.id, seq: 0, gzip: true, body }, BY);
  await served.drain();
  return served;
}

const totalOf = async ({ needs }: Composition): Promise<number> =>
  (await needs.search.search(request('故事书'), never)).total;

it('a push is found once the thread that feeds the index has drained the outbox', async () => {
  expect(await totalOf(await servedWithTitles())).toBe(TITLES);
});

it('what an index has lost, has of old or has too much is found and mended', async () => {
  await (await servedWithTitles())[Symbol.asyncDispose]();
  served = null;
  const { index } = searchFiles(settings);
  const db = new Database(indexFiles(index).current() ?? '');
  const ids = db.prepare<[], string>('SELECT id FROM sdoc ORDER BY id').pluck().all();
  db.prepare('DELETE FROM sdoc WHERE id = ?').run(ids[3]);
  db.prepare('UPDATE sdoc SET version = 0 WHERE id = ?').run(ids[7]);
  db.prepare("UPDATE sdoc SET id = 'zz-nobody' WHERE id = ?").run(ids[11]);
  db.close();
  using readers = openReaders(filesOf(settings).catalogue);
  const differing = async () => {
    using known = openIndexedVersions(index);
    const found = { missing: [] as string[], surplus: [] as string[] };
    if (known !== null)
      for await (const { missing, surplus } of differences(readers.versions, known)) {
        found.missing.push(...missing);
        found.surplus.push(...surplus);
      }
    return found;
  };
  expect(await differing()).toEqual({ missing: [ids[3], ids[7], ids[11]], surplus: ['zz-nobody'] });
  const engine = openEmbeddedWriting(index);
  const before = await engine.health();
  expect(await mendIndex(index, { readers, engine }, never)).toBe(4);
  expect(await engine.health()).toEqual({ ...before, documents: TITLES });
  await engine.close();
  expect(await differing()).toEqual({ missing: [], surplus: [] });
});

it('the outbox is dropped behind the index, and an index that missed what was dropped is built anew', async () => {
  await (await servedWithTitles())[Symbol.asyncDispose]();
  served = null;
  const { index } = searchFiles(settings);
  const { catalogue } = filesOf(settings);
  {
    using readers = openReaders(catalogue);
    const engine = openEmbeddedWriting(index);
    const last = await readers.outbox.lastSeq();
    expect(await prune(catalogue, { readers, engine }, last + 1)).toBe(0);
    expect(await prune(catalogue, { readers, engine }, 3)).toBe(last - 3);
    expect(await readers.outbox.firstSeq()).toBe(last - 2);
    expect(await readers.outbox.lastSeq()).toBe(last);
    await engine.close();
  }
  rmSync(index, { recursive: true });
  const again = await compose(settings);
  served = again;
  // Readers take a new index over between two questions.
  await expect.poll(() => totalOf(again), { timeout: 10_000 }).toBe(TITLES);
});
