import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marcFile, type Site, site } from './site.ts';
import { leftBehind } from './state.ts';

/** Kills a round; `LIANTU_KILL_ROUNDS=100 npx vitest run test/faults/kill.test.ts` for a long run. */
const ROUNDS = Number(process.env.LIANTU_KILL_ROUNDS ?? 8);
const RECORDS = 2_100;
const UNDISTURBED = 'CN-320508-C-CALM';

/** The same members under another library's name, so that two libraries can be compared. */
const asIf = (editions: readonly string[], library: string, of: string) =>
  editions
    .map((edition) =>
      edition
        .split(' ')
        .filter((member) => member.startsWith(`${library}/`))
        .map((member) => member.replace(library, of))
        .join(' '),
    )
    .filter((edition) => edition !== '')
    .sort();

describe('kill -9 at any moment of a push, and going on', () => {
  let at: Site;
  let file: string;
  let key: string;
  let tookMs = 0;
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  const nameOf = (who: 'C' | 'S', round: number) => `CN-320508-C-${who}${String(round).padStart(3, '0')}`;

  beforeAll(async () => {
    at = await site();
    await at.start();
    file = marcFile(at.folder, 'books.iso', RECORDS);
    key = await at.addLibraries([UNDISTURBED, ...rounds.flatMap((round) => [nameOf('C', round), nameOf('S', round)])]);
    const began = performance.now();
    const calm = await at.push([file, '--library', UNDISTURBED, '--snapshot'], key).done;
    tookMs = performance.now() - began;
    expect(calm.exit, calm.stderr).toBe(0);
    expect(JSON.parse(calm.stdout)).toMatchObject({ state: 'DONE', received: RECORDS, added: RECORDS, quarantined: 0 });
  });
  afterAll(() => at?.[Symbol.asyncDispose]());

  function expectAsUndisturbed(library: string): void {
    const [calm, left] = [leftBehind(at.folder, UNDISTURBED), leftBehind(at.folder, library)];
    expect(left.records).toEqual(calm.records);
    expect(left.copies).toEqual(calm.copies);
    expect(asIf(left.editions, library, UNDISTURBED)).toEqual(asIf(calm.editions, UNDISTURBED, UNDISTURBED));
    expect(left).toMatchObject({ integrity: 'ok', untold: 0, orphans: 0 });
  }

  it.each(rounds)('client, round %d', async (round) => {
    const library = nameOf('C', round);
    const killed = at.push([file, '--library', library, '--snapshot'], key);
    const id = await killed.id();
    await delay(Math.random() * tookMs * 0.8);
    killed.process.kill('SIGKILL');
    const { exit } = await killed.done;
    const resumed = await at.push([file, '--library', library, '--snapshot', '--resume', id ?? ''], key).done;
    expect(resumed.exit, `${resumed.stderr}\nfirst run: ${exit}`).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      state: 'DONE',
      received: RECORDS,
      added: RECORDS,
      unchanged: 0,
    });
    expectAsUndisturbed(library);
  });

  it.each(rounds)('server, round %d', async (round) => {
    const library = nameOf('S', round);
    const pushing = at.push([file, '--library', library, '--snapshot'], key);
    await pushing.id();
    await delay(Math.random() * tookMs * 0.8);
    await at.stop('SIGKILL');
    const began = performance.now();
    await at.start();
    // A data folder after kill -9 must not take long to open: the WAL is read, nothing is repaired.
    expect(performance.now() - began).toBeLessThan(15_000);
    // The client waits for the server and goes on by itself.
    const { exit, stdout, stderr } = await pushing.done;
    expect(exit, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'DONE', received: RECORDS, added: RECORDS, unchanged: 0 });
    expectAsUndisturbed(library);
  });
});
