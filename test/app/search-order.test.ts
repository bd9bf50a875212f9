import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { orderKeeper } from '../../src/app/search-order.ts';
import { openReaders, prepareStore, type Readers } from '../../src/app/stores.ts';
import { startWriter, type Writer } from '../../src/app/writer-client.ts';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type { Actor } from '../../src/command/command.ts';
import { documentsOf } from '../../src/search/assemble.ts';
import type { FedEngine } from '../../src/search/engine.ts';
import { orderOf } from '../../src/search/engines/embedded/audit.ts';
import { openEmbeddedWriting } from '../../src/search/engines/embedded/writing.ts';

const BY: Actor = { key: 'k1', name: '推送' };
const LIBRARIES = ['A', 'B', 'C'].map((letter) => storedLibraryCode(`CN-320508-C-${letter.repeat(3)}`));
const TITLES = 60;
const NOON = new Date(2026, 10, 23, 12);
let folder: string;
let writer: Writer;
let readers: Readers;
let engine: FedEngine;

/** A book by its number is held by one library, by two or by all, in turns. */
const holds = (library: number, title: number): boolean => title % 3 >= library;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liantu-order-'));
  const catalogue = join(folder, 'catalogue.db');
  await prepareStore(catalogue, 'none');
  writer = await startWriter({ catalogue }, () => undefined);
  readers = openReaders(catalogue);
  engine = openEmbeddedWriting(join(folder, 'search'));
  const libraries = LIBRARIES.map((code) => ({
    ...({ code, kind: 'SCHOOL', area: null, name: `学校 ${code}`, nameEn: null } as const),
    ...{ stages: [], pupils: null, parent: null },
  }));
  await writer.commands.run({ do: 'putLibraries', libraries }, BY);
  for (const [at, library] of LIBRARIES.entries()) await push(library, at);
  await feed();
});
afterEach(async () => {
  await engine.close();
  readers[Symbol.dispose]();
  await writer[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

async function push(library: (typeof LIBRARIES)[number], at: number): Promise<void> {
  const lines = Array.from({ length: TITLES }, (_, title) => title)
    .filter((title) => holds(at, title))
    .map((title) => JSON.stringify({ row: { 记录号: `${title}`, 书名: `第${title}号书`, 作者: `作者${title}` } }));
  const input = { library, profile: 'auto', charset: null, mode: 'DELTA', dryRun: false, expectedCount: null } as const;
  const begun = await writer.commands.run({ do: 'beginPush', input, idempotencyKey: library }, BY);
  if (begun.push === null) throw new Error('no push');
  const body = new TextEncoder().encode(`${lines.join('\n')}\n`);
  await writer.commands.run({ do: 'applyChunk', push: begun.push.id, seq: 0, body, gzip: false }, BY);
}

/** Entry by entry, as a pump does. */
async function feed(): Promise<void> {
  for (const { seq, edition } of await readers.outbox.after(0, 1_000)) {
    const { docs, removed } = await documentsOf(readers, [edition]);
    await engine.put(docs, removed, seq);
  }
}

it('puts the most held first where deliveries brought them in another order, once nothing comes any more', async () => {
  const index = join(folder, 'search');
  const told: string[] = [];
  const parts = { readers, engine, warn: (event: string) => told.push(event) };
  const order = orderKeeper(index);
  expect(orderOf(index)?.misplaced).toBeGreaterThan(TITLES / 10);
  const { seq } = await engine.health();
  await engine.put([], [], seq - 1);
  await order.keep(parts, NOON);
  expect(told).toEqual([]);
  await engine.put([], [], seq);
  await order.keep(parts, NOON);
  expect(told).toHaveLength(1);
  expect(orderOf(index)).toEqual({ documents: TITLES, misplaced: 0 });
  await order.keep(parts, NOON);
  expect(told).toHaveLength(1);
});
