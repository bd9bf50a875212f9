import type { ZodType } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import type { CliIo, CliProgram } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { runProgram } from '../cli/main.ts';

/** The commands the demo is made of, called as a person would call them. */
export interface Calls {
  /** Runs `liantu …args --json` and reads its answer; a refusal ends the demo with that command's own words. */
  json<T>(args: readonly string[], schema: ZodType<T>, env?: Readonly<Record<string, string>>): Promise<T>;
}

const COMMANDS: CliProgram['commands'] = {
  availability: async () => (await import('../commands/availability.ts')).command,
  key: async () => (await import('../commands/key.ts')).command,
  library: async () => (await import('../commands/library.ts')).command,
  partner: async () => (await import('../commands/partner.ts')).command,
  push: async () => (await import('../commands/push.ts')).command,
};

export function callsWith(io: CliIo, env: Readonly<Record<string, string | undefined>>): Calls {
  const program: CliProgram = { name: 'liantu', version: io.version, about: { zh: '', en: '' }, commands: COMMANDS };
  return {
    json: async (args, schema, more = {}) => {
      let stdout = '';
      let stderr = '';
      const exit = await runProgram(program, {
        argv: [...args, '--json', '--quiet'],
        env: { ...env, LIANTU_LANG: io.lang, ...more },
        stdin: io.stdin,
        stdout: { write: (text: string) => (stdout += text) },
        stderr: { write: (text: string) => (stderr += text) },
        signal: io.signal,
      });
      if (exit !== EXIT.ok && exit !== EXIT.quarantined)
        throw new Fault('DEMO_STEP_FAILED', { command: `liantu ${args.slice(0, 2).join(' ')}`, said: stderr.trim() });
      return schema.parse(JSON.parse(stdout));
    },
  };
}
