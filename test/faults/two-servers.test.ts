import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { marcFile, type Site, site } from './site.ts';
import { leftBehind } from './state.ts';

const ONE = 'CN-320508-C-T001';
const OTHER = 'CN-320508-C-T002';
const RECORDS = 400;
const ON_DUTY = 'this server sends, harvests and looks after due dates';
const PATIENCE_MS = 30_000;

const Counted = z.object({ data: z.object({ search: z.object({ totalCount: z.number() }) }) });

describe('two servers over one data folder', () => {
  let first: Site;
  let second: Site;
  let key: string;

  beforeAll(async () => {
    first = await site();
    await first.start();
    key = await first.addLibraries([ONE, OTHER]);
    second = await site(first.folder);
    await second.start();
  });
  afterAll(async () => {
    await second?.[Symbol.asyncDispose]();
    await first?.[Symbol.asyncDispose]();
  });

  it('give the duties to one', () => {
    expect(first.log()).toContain(ON_DUTY);
    expect(second.log()).not.toContain(ON_DUTY);
  });

  it('take pushes at once, and each finds what both were given', async () => {
    const files = ['one', 'other'].map((name) => marcFile(first.folder, `${name}.iso`, RECORDS, name));
    const [mine, theirs] = await Promise.all([
      first.push([files[0] ?? '', '--library', ONE, '--snapshot'], key).done,
      second.push([files[1] ?? '', '--library', OTHER, '--snapshot'], key).done,
    ]);
    expect([mine.exit, theirs.exit], mine.stderr + theirs.stderr).toEqual([0, 0]);
    const left = [ONE, OTHER].map((library) => leftBehind(first.folder, library));
    for (const { records, integrity, orphans } of left)
      expect([records.length, integrity, orphans]).toEqual([RECORDS, 'ok', 0]);
    for (const server of [first, second]) await until(async () => (await found(server)) === left[0]?.editions.length);
  });

  it('the other takes the duties over when the power of the first is cut', async () => {
    await first.stop('SIGKILL');
    await until(async () => second.log().includes(ON_DUTY));
    const again = await second.push([marcFile(first.folder, 'later.iso', 50, 'later'), '--library', ONE], key).done;
    expect(again.exit, again.stderr).toBe(0);
  });

  async function found({ url }: Site): Promise<number> {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ search(query: "试验用书", first: 1) { totalCount } }' }),
    });
    return Counted.parse(await answer.json()).data.search.totalCount;
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come to hold in time');
    await delay(100);
  }
}
