import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administer, CLI } from '../../src/app/administer.ts';
import { compose } from '../../src/app/compose.ts';
import { noteKeyUse } from '../../src/app/key-use.ts';
import { readSettings } from '../../src/app/settings.ts';
import { shanghaiDay, systemClock } from '../../src/base/clock.ts';
import type { Commands } from '../../src/command/command.ts';
import { createGateway } from '../../src/gateway/app.ts';

/** Commands that keep what they were asked, and fail when told to. */
function recorded() {
  const written: string[] = [];
  const faults: unknown[] = [];
  const state = { broken: false };
  const commands: Commands = {
    run: (async (command: { ids: readonly string[]; day: string }) => {
      if (state.broken) throw new Error('disk full');
      written.push(`${command.day} ${command.ids.join(' ')}`);
      return {};
    }) as Commands['run'],
  };
  const today = { day: '2026-11-23' };
  const clock = { ...systemClock, today: () => today.day };
  const use = noteKeyUse({ commands, clock, onEvent: (_event, values) => faults.push(values) }, 0);
  const key = (id: string, lastUsedDay: string | null = null) => ({ id, lastUsedDay });
  return { use, key, written, faults, state, today };
}

describe('the use of keys', () => {
  it('is written once a day for each, together, and not where the store knows it', async () => {
    const { use, key, written, today } = recorded();
    for (let request = 0; request < 50; request++) for (const id of ['a', 'b']) use.used(key(id));
    use.used(key('c', '2026-11-23'));
    use.used(key('d', '2026-11-22'));
    await expect.poll(() => written).toEqual(['2026-11-23 a b d']);
    use.used(key('a'));
    today.day = '2026-11-24';
    use.used(key('a', '2026-11-23'));
    await use[Symbol.asyncDispose]();
    expect(written).toEqual(['2026-11-23 a b d', '2026-11-24 a']);
  });

  it('is written for the day on which it was, even where midnight comes before the writing', async () => {
    const { use, key, written, today } = recorded();
    use.used(key('a'));
    today.day = '2026-11-24';
    use.used(key('b'));
    await use[Symbol.asyncDispose]();
    expect(written).toEqual(['2026-11-23 a', '2026-11-24 b']);
  });

  it('stops no request where it cannot be written, and is told again by the next', async () => {
    const { use, key, written, faults, state } = recorded();
    state.broken = true;
    use.used(key('a'));
    await expect.poll(() => faults).toEqual([{ error: 'Error: disk full' }]);
    state.broken = false;
    use.used(key('a'));
    await use[Symbol.asyncDispose]();
    expect(written).toEqual(['2026-11-23 a']);
  });
});

describe('a served data folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'liantu-keys-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('tells of each key the last day on which it proved itself, in Chinese time', async () => {
    const env = { LIANTU_DATA: folder };
    const issue = async (name: string) => {
      await using office = await administer(env);
      const key = { name, role: 'OPERATOR', library: null, expiresAt: null } as const;
      return await office.commands.run({ do: 'createKey', key }, CLI);
    };
    const [used, wrong] = [await issue('used'), await issue('wrong secret')];
    const at = new Date('2026-11-23T17:00:00Z');
    const clock = { ...systemClock, now: () => at, today: () => shanghaiDay(at) };
    await using served = await compose(readSettings(env), { clock });
    const app = await createGateway(served.needs);
    const ask = async (key: string) =>
      await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${key}` },
        payload: { query: '{ __typename }' },
      });
    for (let times = 0; times < 3; times++) expect((await ask(used.key)).statusCode).toBe(200);
    expect((await ask(`${wrong.key.slice(0, -4)}AAAA`)).statusCode).not.toBe(200);
    await app.close();
    await served[Symbol.asyncDispose]();
    await using office = await administer(env);
    const days = Object.fromEntries((await office.readers.keys.list()).map((key) => [key.name, key.lastUsedDay]));
    expect(days).toEqual({ used: '2026-11-24', 'wrong secret': null });
  });
});
