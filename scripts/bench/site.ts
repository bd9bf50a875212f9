import type { Stats } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { administer, CLI } from '../../src/app/administer.ts';
import type { Library } from '../../src/catalogue/library.ts';
import { type PushStatus, pushRecords } from '../../src/push/client.ts';
import type { Delivery } from '../../src/push/connector.ts';
import { type GatewayProcess, portFor, startGateway } from '../cli/gateway-process.ts';

/** A data folder with libraries, an operator's key and a key for each of them. */
export interface SiteFolder {
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly operator: string;
  readonly keys: ReadonlyMap<string, string>;
}

/** A gateway over a data folder. */
export interface Site extends AsyncDisposable {
  readonly gateway: GatewayProcess;
  readonly folder: string;
  readonly operator: string;
  push(library: string, mode: 'SNAPSHOT' | 'DELTA', deliveries: AsyncIterable<Delivery>): Promise<PushStatus>;
}

export async function prepareSite(folder: string, libraries: readonly Library[]): Promise<SiteFolder> {
  const port = await portFor(0, '127.0.0.1');
  const own = { LIANTU_DATA: folder, LIANTU_HOST: '127.0.0.1', LIANTU_PORT: String(port), LIANTU_SEARCH: 'embedded' };
  const env = { ...process.env, ...own };
  const keys = new Map<string, string>();
  const operator = await issueKeys(env, libraries, keys);
  return { folder, env, operator, keys };
}

/** At its start a gateway reads every page of the catalogue: that may be many GB. */
const PATIENCE_MS = 600_000;

export async function openSite({ folder, env, operator, keys }: SiteFolder, signal: AbortSignal): Promise<Site> {
  const gateway = await startGateway({ env, signal, patienceMs: PATIENCE_MS });
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
  env: SiteFolder['env'],
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
export function peakMemory(pid: number): Promise<number | null> {
  return memory(pid, 'VmHWM');
}

/** Memory of the process alone, in MB, without pages of files that are mapped and may go at any time. */
export function ownMemory(pid: number): Promise<number | null> {
  return memory(pid, 'RssAnon');
}

async function memory(pid: number, what: 'VmHWM' | 'RssAnon'): Promise<number | null> {
  // No /proc: another system, and no figure is better than a guessed one.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = status.match(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm'))?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

/** MB that all files below a folder take; of a file with holes only what is there. */
export async function diskUse(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += bytesOf(await stat(join(entry.parentPath, entry.name)));
  return bytes / 2 ** 20;
}

const BLOCK = 512;

/** Windows tells no blocks. */
const bytesOf = ({ size, blocks }: Stats): number => (blocks > 0 ? Math.min(size, blocks * BLOCK) : size);
