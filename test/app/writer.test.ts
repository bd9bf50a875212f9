import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReaders, prepareStore, type Readers } from '../../src/app/stores.ts';
import { startWriter, type Writer } from '../../src/app/writer-client.ts';
import { type PushId, storedLibraryCode } from '../../src/base/brand.ts';
import type { Actor } from '../../src/command/command.ts';
import type { Push, PushMode } from '../../src/push/store.ts';

const LIBRARY = storedLibraryCode('CN-320508-C-PJSY');
const BY: Actor = { key: 'k1', name: '平江推送' };

/** A row as the push protocol carries it. */
const row = (id: number, title: string) =>
  JSON.stringify({
    row: { 记录号: String(id), 书名: title, 作者: '罗贯中', 出版社: '人民文学出版社', 条码号: `B${id}`, 状态: '在馆' },
  });

describe('the writer thread', () => {
  let folder: string;
  let writer: Writer;
  let readers: Readers;
  const events: string[] = [];

  const open = async () => {
    const catalogue = join(folder, 'catalogue.db');
    await prepareStore(catalogue, 'every page');
    writer = await startWriter({ catalogue }, (event) => events.push(event));
    readers = openReaders(catalogue);
  };
  const close = async () => {
    readers[Symbol.dispose]();
    await writer[Symbol.asyncDispose]();
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'liantu-writer-'));
    await open();
    const school = { code: LIBRARY, kind: 'SCHOOL', name: '平江实验学校', nameEn: null, area: '320508' } as const;
    const libraries = [{ ...school, stages: [], pupils: null, parent: null }];
    await writer.commands.run({ do: 'putLibraries', libraries }, BY);
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = async (mode: PushMode, idempotencyKey: string): Promise<Push> => {
    const input = { library: LIBRARY, profile: 'auto', charset: null, mode, dryRun: false, expectedCount: null };
    const { push, problems } = await writer.commands.run({ do: 'beginPush', input, idempotencyKey }, BY);
    expect(problems).toEqual([]);
    if (push === null) throw new Error('no push');
    return push;
  };
  const send = (push: PushId, seq: number, lines: readonly string[]) =>
    writer.commands.run(
      { do: 'applyChunk', push, seq, gzip: true, body: new Uint8Array(gzipSync(lines.join('\n'))) },
      BY,
    );
  const done = async (push: PushId): Promise<Push> => {
    await writer.commands.run({ do: 'commitPush', push, confirmShrink: false }, BY);
    for (;;) {
      const now = await readers.pushes.push(push);
      if (now !== null && now.state !== 'APPLYING') return now;
      await delay(5);
    }
  };
  const delivered = async (key: string, lines: readonly string[], mode: PushMode = 'SNAPSHOT') => {
    const push = await begin(mode, key);
    await send(push.id, 0, lines);
    return await done(push.id);
  };

  it('takes a push from its first line to its sweep', async () => {
    const titles = ['三国演义', '水浒传', '西游记', '红楼梦'];
    const first = await delivered(
      '1',
      titles.map((title, at) => row(at, title)),
    );
    expect(first).toMatchObject({ state: 'DONE', received: 4, added: 4, quarantined: 0 });
    const counts = await readers.catalogue.counts();
    expect(counts).toMatchObject({ records: 4, items: 4 });
    const again = await delivered('2', [row(0, '三国演义'), row(1, '水浒全传'), row(2, '西游记'), row(3, '红楼梦')]);
    expect(again).toMatchObject({ state: 'DONE', added: 0, changed: 1, unchanged: 3, deleted: 0 });
    const shelf = await readers.catalogue.itemByBarcode(LIBRARY, 'B1');
    expect(shelf?.availability).toBe('AVAILABLE');
  });

  it('quarantines what it cannot read and keeps the last good state of what it can name', async () => {
    await delivered('1', [row(0, '三国演义'), row(1, '水浒传')]);
    const lines = [row(0, ''), '{"broken', row(1, '水浒传')];
    const push = await begin('SNAPSHOT', '2');
    const outcome = await send(push.id, 0, lines);
    expect(outcome).toMatchObject({ kind: 'applied', answer: { received: 3, unchanged: 1, quarantined: 2 } });
    const kept = await readers.pushes.quarantine(push.id, 10, null);
    expect(kept.rows.map(({ position, localId, findings }) => [position, localId, findings[0]?.code])).toEqual([
      [1, '0', 'TITLE_MISSING'],
      [2, null, 'LINE_UNREADABLE'],
    ]);
    // Record 0 counts as brought: nothing is missing, so the line without an id holds nothing up.
    expect(await done(push.id)).toMatchObject({ state: 'DONE', deleted: 0, quarantined: 2 });
    expect((await readers.catalogue.counts()).records).toBe(2);
  });

  it('refuses a body as a whole without touching anything', async () => {
    const push = await begin('DELTA', '1');
    const torn = gzipSync(row(0, '三国演义')).subarray(0, 30);
    const body = { do: 'applyChunk', push: push.id, seq: 0, gzip: true, body: new Uint8Array(torn) } as const;
    expect(await writer.commands.run(body, BY)).toMatchObject({ kind: 'unreadable' });
    const many = Array.from({ length: 2_001 }, () => '{}');
    expect(await send(push.id, 0, many)).toMatchObject({ kind: 'tooLarge' });
    expect(await readers.pushes.push(push.id)).toMatchObject({ nextSeq: 0, received: 0 });
  });

  it('finishes at its next start a commit that it could not', async () => {
    await delivered(
      '1',
      Array.from({ length: 30 }, (_, at) => row(at, `第${at}种书`)),
    );
    const push = await begin('SNAPSHOT', '2');
    await send(
      push.id,
      0,
      Array.from({ length: 28 }, (_, at) => row(at, `第${at}种书`)),
    );
    // The answer comes before the sweep; closing right behind it must lose nothing.
    await writer.commands.run({ do: 'commitPush', push: push.id, confirmShrink: false }, BY);
    await close();
    await open();
    await expect.poll(async () => (await readers.pushes.push(push.id))?.state, { timeout: 10_000 }).toBe('DONE');
    expect((await readers.catalogue.counts()).records).toBe(28);
  });

  it('says in the audit log who did what, once a change', async () => {
    await delivered('1', [row(0, '三国演义')]);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(join(folder, 'catalogue.db'), { readonly: true });
    const lines = db.prepare<[], string>("SELECT actor || ' ' || action FROM audit ORDER BY seq").pluck();
    // How good the records are is measured behind the push, and told in the log too.
    await expect
      .poll(() => lines.all(), { timeout: 10_000 })
      .toEqual([
        'k1 putLibraries',
        'k1 beginPush',
        'k1 applyChunk',
        'k1 commitPush',
        'system finishPush',
        'system keepQuality',
      ]);
    db.close();
  });

  it('answers a fault of the thread as the fault it was, and goes on', async () => {
    const key = { name: 'x', role: 'MEMBER_PUSH', library: null, expiresAt: null } as const;
    await expect(writer.commands.run({ do: 'createKey', key }, BY)).rejects.toMatchObject({
      code: 'KEY_NEEDS_LIBRARY',
    });
    const unknown = {
      library: LIBRARY,
      profile: 'none',
      charset: 'ebcdic',
      mode: 'DELTA',
      dryRun: false,
      expectedCount: null,
    } as const;
    const { problems } = await writer.commands.run({ do: 'beginPush', input: unknown, idempotencyKey: 'x' }, BY);
    expect(problems.map(({ code }) => code)).toEqual(['UNKNOWN_PROFILE', 'UNKNOWN_CHARSET']);
  });

  it('remembers an answer by its idempotency key', async () => {
    await delivered('1', [row(0, '三国演义')]);
    const items = [
      { barcode: 'B0', availability: 'ON_LOAN', dueDate: '2026-12-24' } as const,
      { barcode: 'B9', availability: 'LOST', dueDate: null } as const,
    ];
    const report = { do: 'reportAvailability', library: LIBRARY, items, idempotencyKey: 'day' } as const;
    const first = await writer.commands.run(report, BY);
    expect(first).toEqual({ changed: 1, unknownBarcodes: ['B9'], problems: [] });
    expect(await writer.commands.run(report, BY)).toEqual(first);
    const other = await writer.commands.run({ ...report, items: items.slice(0, 1) }, BY);
    expect(other.problems.map(({ code }) => code)).toEqual(['IDEMPOTENCY_CONFLICT']);
    expect((await readers.catalogue.itemByBarcode(LIBRARY, 'B0'))?.availability).toBe('ON_LOAN');
  });

  it('tells its callers when it is gone', async () => {
    const orphan = await startWriter({ catalogue: join(folder, 'catalogue.db') }, () => undefined);
    await orphan[Symbol.asyncDispose]();
    const late = orphan.commands.run({ do: 'revokeKey', id: 'x' }, BY);
    await expect(late).rejects.toMatchObject({ code: 'WRITER_GONE' });
  });
});
