import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { projectRoot } from '../support/data.ts';

/** Another stretch of damage each day, the same one all day: a failure can be looked at where it was seen. */
const run = Math.trunc(Date.now() / 86_400_000);

it('damaged deliveries in every format: nothing is thrown, nothing hangs, nothing is lost without a word', async () => {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), 'scripts/dev/fuzz.ts', '--seconds', '60', '--run', String(run)],
    { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let told = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const [exit] = (await once(child, 'close')) as [number | null];
  expect({ exit, complaints: complaints.split('\n').slice(1, 6) }).toEqual({ exit: 0, complaints: [''] });
  const { cases, failures } = JSON.parse(told) as { cases: number; failures: number };
  expect(failures).toBe(0);
  expect(cases).toBeGreaterThan(100);
});
