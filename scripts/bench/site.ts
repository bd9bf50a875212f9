import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { administer, CLI } from '../../src/app/administer.ts';
import type { Library } from '../../src/catalogue/library.ts';
import { type PushStatus, pushRecords } from '../../src/push/client.ts';
import type { Delivery } from '../../src/push/connector.ts';
import { type GatewayProcess, portFor, startGateway } from '../cli/gateway-process.ts';

/** A gateway over a fresh data folder, with an operator's key and one for each library. */
export interface Site extends AsyncDisposable {
  readonly gateway: GatewayProcess;
  readonly folder: string;
  readonly operator: string;
  push(library: string, mode: 'SNAPSHOT' | 'DELTA', deliveries: AsyncIterable<Delivery>): Promise<PushStatus>;
}

export async function openSite(folder: string, libraries: readonly Library[], signal: AbortSignal): Promise<Site> {
  const port = await portFor(0, '127.0.0.1');
  const env = { ...process.env, LIANTU_DATA: folder, LIANTU_HOST: '127.0.0.1', LIANTU_PORT: String(port) };
  const keys = new Map<string, string>();
  const operator = await issueKeys(env, libraries, keys);
  const gateway = await startGateway({ env, signal });
  return {
    gateway,
    folder,
    operator,
    push: (library, mode, deliveries) => {
      const target = { url: gateway.url, key: keys.get(library) ?? '' };
      const push = { library, profile: 'auto', mode, charset: null, dryRun: false, expectedCount: null };
      return pushRecords({ target, push, confirmShrink: true, signal }, deliveries);
    },
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}

async function issueKeys(
  env: Readonly<Record<string, string | undefined>>,
  libraries: readonly Library[],
  keys: Map<string, string>,
): Promise<string> {
  await using office = await administer(env);
  await office.commands.run({ do: 'putLibraries', libraries }, CLI);
  for (const { code } of libraries) {
    const key = { name: 'bench', role: 'MEMBER_PUSH', library: code, expiresAt: null } as const;
    keys.set(code, (await office.commands.run({ do: 'createKey', key }, CLI)).key);
  }
  const key = { name: 'bench', role: 'OPERATOR', library: null, expiresAt: null } as const;
  return (await office.commands.run({ do: 'createKey', key }, CLI)).key;
}

/** The most memory the process has had resident so far, in MB; null where the system does not tell (not Linux). */
export async function peakMemory(pid: number): Promise<number | null> {
  // No /proc: another system, and no figure is better than a guessed one.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = status.match(/^VmHWM:\s+(\d+) kB/m)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** MB of all files below a folder. */
export async function diskUse(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes / 2 ** 20;
}
