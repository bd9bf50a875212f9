import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { keepEmptySearches } from '../../src/app/empty-search-file.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { SearchField } from '../../src/search/engine.ts';
import { request } from '../search/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-empty-searches-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'empty-searches.json');
beforeEach(() => rmSync(file, { force: true }));

const warned: string[] = [];
const DAY_MS = 24 * 60 * 60_000;
const open = (now = new Date('2026-03-01T08:00:00Z')) =>
  keepEmptySearches(file, { ...systemClock, now: () => now }, (event) => void warned.push(event));
type Kept = Awaited<ReturnType<typeof open>>;

function search({ counts }: Kept, times: number, text: string, field: SearchField = 'TITLE'): void {
  for (let at = 0; at < times; at++) counts.count(request(text, { field }));
}
const toldBy = ({ counts }: Kept) => counts.told().map(({ script, field, count }) => `${script} ${field} ${count}`);

it('counts of searches without hits outlive a restart, and go on', async () => {
  const first = await open();
  search(first, 6, '魑魅魍魉');
  await first[Symbol.asyncDispose]();
  const second = await open(new Date('2026-03-02T08:00:00Z'));
  expect(toldBy(second)).toEqual(['HAN TITLE 6']);
  expect(second.counts.since).toEqual(new Date('2026-03-01T08:00:00Z'));
  search(second, 1, '别的词语');
  expect(toldBy(second)).toEqual(['HAN TITLE 7']);
  await second[Symbol.asyncDispose]();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ forms: [{ count: 7 }] });
});

it('a form met less than five times, and every word, stays out of the file', async () => {
  const one = await open();
  search(one, 5, '魑魅魍魉');
  search(one, 4, 'qwerty', 'SERIES');
  await one.save();
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/"HAN"/);
  expect(text).not.toMatch(/魑|qwerty|SERIES|LATIN/);
  // Once more, and the form is told: what waited was not lost by saving.
  search(one, 1, 'asdfgh', 'SERIES');
  await one.save();
  expect(toldBy(one)).toEqual(['HAN TITLE 5', 'LATIN SERIES 5']);
  await one[Symbol.asyncDispose]();
  expect(JSON.parse(readFileSync(file, 'utf8')).forms).toHaveLength(2);
});

it('where nothing is to be told nothing is written', async () => {
  const one = await open();
  search(one, 4, '魑魅魍魉');
  await one[Symbol.asyncDispose]();
  expect(existsSync(file)).toBe(false);
});

it('two gateways over one folder count together', async () => {
  const [one, other] = [await open(), await open()];
  search(one, 5, '魑魅魍魉');
  search(other, 7, '魑魅魍魉');
  await one.save();
  await other.save();
  await one.save();
  expect(toldBy(one)).toEqual(['HAN TITLE 12']);
  expect(toldBy(other)).toEqual(['HAN TITLE 12']);
  await one[Symbol.asyncDispose]();
  await other[Symbol.asyncDispose]();
});

it('counts begin anew after a year, and where the file is damaged', async () => {
  const now = new Date('2026-03-01T08:00:00Z');
  const first = await open(now);
  search(first, 9, '魑魅魍魉');
  await first[Symbol.asyncDispose]();
  const later = await open(new Date(now.getTime() + 400 * DAY_MS));
  expect(toldBy(later)).toEqual([]);
  await later[Symbol.asyncDispose]();
  for (const damaged of ['{', '{"since":"2026-03-01T08:00:00Z","forms":[{"text":"魑魅"}]}']) {
    writeFileSync(file, damaged);
    warned.length = 0;
    const anew = await open(now);
    expect(toldBy(anew)).toEqual([]);
    expect(warned).toEqual(['counts of searches without hits begin anew']);
    search(anew, 5, '魑魅魍魉');
    await anew[Symbol.asyncDispose]();
    expect(JSON.parse(readFileSync(file, 'utf8')).forms).toHaveLength(1);
  }
});

it('what could not be written is counted still', async () => {
  const one = await keepEmptySearches(join(folder, 'gone', 'x.json'), systemClock, (event) => void warned.push(event));
  search(one, 5, '魑魅魍魉');
  await one.save();
  await one.save();
  expect(warned.at(-1)).toBe('counts of searches without hits not kept');
  expect(toldBy(one)).toEqual(['HAN TITLE 5']);
  await one[Symbol.asyncDispose]();
});
