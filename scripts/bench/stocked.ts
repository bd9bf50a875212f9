import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openEngine } from '../../src/app/search.ts';
import { rebuildIndex } from '../../src/app/search-feed.ts';
import { filesOf, readSettings } from '../../src/app/settings.ts';
import { openReaders } from '../../src/app/stores.ts';
import type { FedEngine } from '../../src/search/engine.ts';
import { NEWCOMER, newcomerDelivery } from './alliance.ts';
import { type BenchRun, type BenchSetting, bench, timed } from './bench-run.ts';
import { type BenchServer, benchServer } from './meilisearch.ts';
import { benchAvailability, benchWhilePushing } from './mixed.ts';
import { benchSearch } from './search.ts';
import { diskUse, openSite, ownMemory, prepareSite, type Site, type SiteFolder } from './site.ts';
import { stockCatalogue, stockLibraries } from './stock.ts';

/** Records that a library pushes while others search. */
const PUSHED = 20_000;
/** Documents enough to tell how fast they are read. */
const READ_ALONE = 50_000;

export interface StockedParts {
  readonly search: boolean;
  readonly mixed: boolean;
  /** Folder where stocked catalogues are kept for the next time; null where they are not. */
  readonly stock: string | null;
}

/**
 * Gateways over a stocked catalogue of `size` editions with eight holdings each, as a process of their own, asked over
 * HTTP from this one: first with the embedded engine, then with Meilisearch where there is one. Disk and memory of both.
 */
export async function benchStocked(parts: StockedParts, setting: BenchSetting): Promise<readonly BenchRun[]> {
  const { size, signal } = setting;
  const stocking = await layStock(parts.stock, setting);
  const site = await prepareSite(join(setting.folder, 'stocked'), [...stockLibraries(), NEWCOMER]);
  const { search } = filesOf(readSettings(site.env));
  const runs = [
    ...stocking,
    bench('catalogue disk', perEdition(size, await diskUse(join(setting.folder, 'stocked')))),
    ...(await benchBuild('embedded', site, setting)),
    bench('embedded index disk', perEdition(size, await diskUse(search))),
    ...(await benchServing('embedded', site, parts, setting)),
  ];
  const server = await benchServer(join(setting.folder, 'meilisearch'), signal);
  if (server === null) return runs;
  try {
    return [...runs, ...(await benchBesideServer(server, site, parts, setting))];
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

/** Lays a stocked catalogue into the folder of the site, from the kept one where there is one. */
async function layStock(kept: string | null, setting: BenchSetting): Promise<readonly BenchRun[]> {
  const { size, note } = setting;
  const catalogue = join(setting.folder, 'stocked', 'catalogue.db');
  const keep = kept === null ? null : join(kept, `stocked-${size}.db`);
  await mkdir(dirname(catalogue), { recursive: true });
  if (keep !== null && existsSync(keep)) {
    note(`taking the stocked catalogue from ${keep}`);
    await copyFile(keep, catalogue, constants.COPYFILE_FICLONE);
    return [];
  }
  note('stocking the catalogue, matching off');
  const { records, seconds } = await stockCatalogue(catalogue, setting);
  if (keep !== null) {
    await mkdir(dirname(keep), { recursive: true });
    await copyFile(catalogue, keep, constants.COPYFILE_FICLONE);
  }
  return [bench('stocking the catalogue, matching off', { size, value: records / seconds, unit: 'records/s' })];
}

async function benchBesideServer(
  server: BenchServer,
  site: SiteFolder,
  parts: StockedParts,
  setting: BenchSetting,
): Promise<readonly BenchRun[]> {
  const { size } = setting;
  const key = server.key === null ? {} : { MEILI_KEY: server.key };
  const env = { ...site.env, LIANTU_SEARCH: 'meilisearch', MEILI_URL: server.url, MEILI_INDEX: server.index, ...key };
  const built = await benchBuild('meilisearch', { ...site, env }, setting);
  const disk = bench('meilisearch index disk', perEdition(size, await server.disk()));
  const served = await benchServing('meilisearch', { ...site, env }, parts, setting);
  const memory = await server.memory();
  const own = memory === null ? [] : [bench('meilisearch memory of the server', { size, value: memory, unit: 'MB' })];
  return [...built, disk, ...served, ...own];
}

const perEdition = (size: number, megabytes: number) => ({
  ...{ size, unit: 'bytes/edition' },
  value: (megabytes * 2 ** 20) / size,
});

/** The index from the catalogue as `liantu reindex` builds it, beside reading documents and doing nothing with them. */
async function benchBuild(
  name: 'embedded' | 'meilisearch',
  { env }: SiteFolder,
  { size, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  const settings = readSettings(env);
  const readers = openReaders(filesOf(settings).catalogue);
  const engine = await openEngine(settings, name);
  const build = (into: Pick<FedEngine, 'rebuild'>) => timed(() => rebuildIndex(into, readers, () => undefined));
  try {
    note(`${name}: building the index from the catalogue`);
    const { seconds } = await build(engine);
    let read = 0;
    const reading = await build({
      async rebuild(all) {
        for await (const _ of all) if (++read === READ_ALONE) break;
      },
    });
    const beside = { name: 'reading documents alone', value: read / reading.seconds };
    return [bench(`${name} build from the catalogue`, { size, value: size / seconds, unit: 'editions/s' }, beside)];
  } finally {
    await engine.close();
    readers[Symbol.dispose]();
  }
}

async function benchServing(
  engine: string,
  folder: SiteFolder,
  parts: StockedParts,
  setting: BenchSetting,
): Promise<readonly BenchRun[]> {
  const { size, note } = setting;
  note(`${engine}: starting the gateway`);
  const site = await openSite(folder, setting.signal);
  try {
    const searched = parts.search ? await benchSearch(engine, site, setting) : [];
    const memory = await ownMemory(site.gateway.pid);
    const used = memory === null ? [] : [bench(`${engine} memory of the gateway`, { size, value: memory, unit: 'MB' })];
    return [...searched, ...used, ...(parts.mixed ? await benchMixed(engine, site, setting) : [])];
  } finally {
    await site[Symbol.asyncDispose]();
  }
}

async function benchMixed(engine: string, site: Site, setting: BenchSetting): Promise<readonly BenchRun[]> {
  const flips = await benchAvailability(engine, site, setting);
  const count = Math.min(PUSHED, setting.size);
  // The second engine needs records that the catalogue does not know from the first.
  const known = setting.size * (engine === 'embedded' ? 1 : 2);
  const { library, records } = await newcomerDelivery(known, count, join(setting.folder, `${engine}.iso`));
  return [...flips, ...(await benchWhilePushing(engine, site, { library, records: records() }, setting))];
}
