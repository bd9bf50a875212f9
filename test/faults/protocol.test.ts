import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marcFile, type Site, site } from './site.ts';
import { leftBehind } from './state.ts';
import { bookLines, type Wire, wire } from './wire.ts';

const [TWICE, REPLAY, RIVALS, ADMIN, STOPPED] = ['TWICE', 'REPLAY', 'RIVALS', 'ADMIN', 'STOP'].map(
  (name) => `CN-320508-C-${name.slice(0, 4)}`,
) as [string, string, string, string, string];

describe('what clients do wrong, and what happens beside a push', () => {
  let at: Site;
  let key: string;
  let by: Wire;

  beforeAll(async () => {
    at = await site();
    await at.start();
    key = await at.addLibraries([TWICE, REPLAY, RIVALS, ADMIN, STOPPED]);
    by = wire(at.url, key);
  });
  afterAll(() => at?.[Symbol.asyncDispose]());

  it('a chunk sent twice, or many times at once, is applied once', async () => {
    const { id } = await by.begin(TWICE);
    const lines = bookLines(0, 300);
    const answers = await Promise.all(Array.from({ length: 6 }, () => by.put(id ?? '', 0, lines)));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, body: { seq: 0, nextSeq: 1, received: 300, added: 300 } });
    expect(await by.put(id ?? '', 0, bookLines(0, 299))).toMatchObject({
      status: 409,
      body: { code: 'IDEMPOTENCY_CONFLICT' },
    });
    expect(await by.put(id ?? '', 2, lines)).toMatchObject({
      status: 409,
      body: { code: 'OUT_OF_ORDER', expected: 1 },
    });
    await by.commit(id ?? '');
    expect(leftBehind(at.folder, TWICE).records).toHaveLength(300);
    await expect.poll(async () => (await by.put(id ?? '', 1, lines)).status, { timeout: 10_000 }).toBe(410);
  });

  it('a whole push sent again changes nothing', async () => {
    const file = marcFile(at.folder, 'again.iso', 1_500, 'R');
    const send = () => at.push([file, '--library', REPLAY, '--snapshot'], key).done;
    expect((await send()).exit).toBe(0);
    const first = leftBehind(at.folder, REPLAY);
    const again = await send();
    expect(JSON.parse(again.stdout)).toMatchObject({
      received: 1_500,
      unchanged: 1_500,
      added: 0,
      changed: 0,
      deleted: 0,
    });
    expect(leftBehind(at.folder, REPLAY)).toEqual(first);
  });

  it('of two clients that push for one library at once, one is told to wait', async () => {
    const file = marcFile(at.folder, 'rivals.iso', 3_000, 'V');
    const both = [1, 2].map(() => at.push([file, '--library', RIVALS, '--snapshot'], key));
    const ends = await Promise.all(both.map(({ done }) => done));
    expect(ends.map(({ exit }) => exit).sort()).toEqual([0, 5]);
    const waiting = ends.find(({ exit }) => exit === 5);
    expect(waiting?.stderr).toMatch(/PUSH_IN_PROGRESS/);
    expect(leftBehind(at.folder, RIVALS).records).toHaveLength(3_000);
    // Two whole pushes begun in the same instant by hand: still one.
    const begun = await Promise.all([by.begin(RIVALS), by.begin(RIVALS), by.begin(RIVALS)]);
    expect(begun.filter(({ id }) => id !== null)).toHaveLength(1);
    expect(begun.flatMap(({ problems }) => problems)).toEqual(['PUSH_IN_PROGRESS', 'PUSH_IN_PROGRESS']);
  });

  it('administration and backup go on beside a push, and nobody hears of a busy database', async () => {
    const file = marcFile(at.folder, 'beside.iso', 4_000, 'B');
    const pushing = at.push([file, '--library', ADMIN, '--snapshot'], key);
    await pushing.id();
    const { liantu } = await import('../support/cli.ts');
    const commands = [
      ['key', 'create', 'x', '--role', 'OPERATOR'],
      ['library', 'list'],
      ['backup', `${at.folder}/live.db`],
    ];
    const beside = await Promise.all(commands.map((command) => liantu(command, at.env)));
    expect(beside.map(({ exit, stderr }) => (exit === 0 ? 0 : stderr))).toEqual([0, 0, 0]);
    const { exit, stderr } = await pushing.done;
    expect(exit, stderr).toBe(0);
    expect(stderr + at.log()).not.toMatch(/SQLITE_|BUSY|locked/);
    expect(leftBehind(at.folder, ADMIN)).toMatchObject({ integrity: 'ok', orphans: 0 });
  });

  it('SIGTERM in the middle of a push ends the server within ten seconds and loses nothing', async () => {
    const file = marcFile(at.folder, 'stop.iso', 4_200, 'T');
    const pushing = at.push([file, '--library', STOPPED, '--snapshot'], key);
    await pushing.id();
    const { code, ms } = await at.stop('SIGTERM');
    expect({ code, inTime: ms < 11_000 }).toEqual({ code: 0, inTime: true });
    await at.start();
    const { exit, stdout, stderr } = await pushing.done;
    expect(exit, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ state: 'DONE', received: 4_200, added: 4_200 });
  });
});
