import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { say } from '../base/messages.ts';
import { Fault } from '../base/problem.ts';
import type { EngineHealth } from '../search/engine.ts';
import { openIndexedVersions } from '../search/engines/embedded/audit.ts';
import { differences } from '../search/reconcile.ts';
import { prove } from '../store/sqlite/backup.ts';
import { newestInstant } from '../store/sqlite/instants.ts';
import { rulesBehind } from './rules-behind.ts';
import { type EngineName, enginesOf, openEngine, searchFiles } from './search.ts';
import { filesOf, type Settings } from './settings.ts';
import { openReaders, type Readers } from './stores.ts';

/** In both languages. */
interface Told {
  readonly zh: string;
  readonly en: string;
}

/** One thing that was looked at. `fix` is empty where nothing needs doing. */
export interface Diagnosis {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: Told;
  readonly fix: Told;
}

const NOTHING: Told = { zh: '', en: '' };
const LOW_DISK_BYTES = 1024 * 1024 * 1024;
/** Clocks of a server and of its former self differ by seconds, not by more. */
const CLOCK_SLACK_MS = 60_000;
/** A pump that works is behind by seconds of pushing. */
const LONG_LAG = 10_000;

/**
 * Looks at everything that can silently go wrong with a data folder: every page and link of the catalogue, the chain of
 * the audit log, the index against the catalogue, the outbox, the clock, the disk. Changes nothing.
 *
 * @throws Fault STORE_MISSING where there is no catalogue
 */
export async function diagnose(settings: Settings, clock: Clock): Promise<readonly Diagnosis[]> {
  const { catalogue } = filesOf(settings);
  if (!existsSync(catalogue)) throw new Fault('STORE_MISSING', { file: catalogue });
  const store = storeSound(catalogue);
  // What follows asks the store; a damaged one would only answer with the same fault again.
  if (!store.ok) return [store, await diskRoomy(settings)];
  using readers = openReaders(catalogue);
  const indexes: Diagnosis[] = [];
  for (const name of enginesOf(settings)) indexes.push(...(await indexSound(settings, readers, name)));
  return [store, rulesCurrent(readers), ...indexes, clockRight(catalogue, clock), await diskRoomy(settings)];
}

/** Records that nobody sent again stand as older rules matched them. */
function rulesCurrent(readers: Readers): Diagnosis {
  const behind = rulesBehind(readers);
  if (behind === null) {
    const detail = { zh: '全部按最新规则判定', en: 'all pairs judged by the newest' };
    return { name: 'rules', ok: true, detail, fix: NOTHING };
  }
  const { found, known, words } = behind;
  const detail = { zh: `有些按规则 ${found} 判定，现为 ${known}`, en: `judged by rules ${found}, now ${known}` };
  return { name: 'rules', ok: false, detail, fix: words };
}

/** One engine against the catalogue and the outbox. */
async function indexSound(settings: Settings, readers: Readers, name: EngineName): Promise<readonly Diagnosis[]> {
  const engine = await openEngine(settings, name);
  try {
    const health = await engine.health();
    if (!health.ok) return [unanswering(name, health.detail)];
    const same = name === 'embedded' ? [await indexSame(settings, readers)] : [];
    return [await indexComplete(readers, name, health), ...same, await outboxMoving(readers, name, health)];
  } finally {
    await engine.close();
  }
}

function unanswering(name: EngineName, detail: string): Diagnosis {
  const fix = {
    zh: '启动 Meilisearch 并核对 MEILI_URL、MEILI_KEY',
    en: 'start Meilisearch; check MEILI_URL, MEILI_KEY',
  };
  return { name: `index ${name}`, ok: false, detail: { zh: `没有应答：${detail}`, en: detail }, fix };
}

function storeSound(file: string): Diagnosis {
  try {
    const { rows, bytes } = prove(file);
    const mebibytes = Math.ceil(bytes / 1024 / 1024);
    const [records, editions, audits] = [rows.source_record ?? 0, rows.edition ?? 0, rows.audit ?? 0];
    const detail = {
      zh: `${records} 条记录，${editions} 个版本，操作日志 ${audits} 行，${mebibytes} MiB`,
      en: `${records} records, ${editions} editions, ${audits} audit rows, ${mebibytes} MiB`,
    };
    return { name: 'store', ok: true, detail, fix: NOTHING };
  } catch (error) {
    const fix = {
      zh: '停止服务并恢复备份：liantu restore 备份文件',
      en: 'stop the server and restore a backup: liantu restore FILE',
    };
    return { name: 'store', ok: false, detail: toldBy(error), fix };
  }
}

function toldBy(error: unknown): Told {
  if (error instanceof Fault) return { zh: say(error.code, 'zh', error.values), en: error.message };
  const said = error instanceof Error ? error.message : String(error);
  return { zh: said, en: said };
}

/** Editions without a holding library have no document; every other one has, once the outbox is worked off. */
async function indexComplete(readers: Readers, name: EngineName, health: EngineHealth): Promise<Diagnosis> {
  const [counts, last] = await Promise.all([readers.catalogue.counts(), readers.outbox.lastSeq()]);
  const left = health.detail;
  const detail = {
    zh: `${counts.editions} 个版本，索引中 ${health.documents} 条${left === '' ? '' : `；未收入：${left}`}`,
    en: `${health.documents} documents of ${counts.editions} editions${left === '' ? '' : `; left out: ${left}`}`,
  };
  const behind = health.seq < last;
  const ok = behind || health.documents === counts.editions;
  return { name: `index ${name}`, ok, detail, fix: ok ? NOTHING : reindexing(name) };
}

/** Every document by id and version; what the outbox still holds is no difference. */
async function indexSame(settings: Settings, { versions, outbox }: Readers): Promise<Diagnosis> {
  using index = openIndexedVersions(searchFiles(settings).index);
  const differing = new Set<string>();
  if (index !== null)
    for await (const { missing, surplus } of differences(versions, index))
      for (const id of [...missing, ...surplus]) differing.add(id);
  for (const { edition } of await outbox.after(index?.seq ?? 0, Number.MAX_SAFE_INTEGER)) differing.delete(edition);
  const ok = differing.size === 0;
  const detail = ok
    ? { zh: '与目录一致', en: 'as the catalogue' }
    : { zh: `${differing.size} 条不一致`, en: `${differing.size} documents differ` };
  const fix = {
    zh: `服务运行时每小时自动修复；或${reindexing('embedded').zh}`,
    en: `a running server mends it within the hour; or ${reindexing('embedded').en}`,
  };
  return { name: 'index contents', ok, detail, fix: ok ? NOTHING : fix };
}

async function outboxMoving(readers: Readers, name: EngineName, { seq }: EngineHealth): Promise<Diagnosis> {
  const last = await readers.outbox.lastSeq();
  const ok = seq <= last && last - seq <= LONG_LAG;
  const { zh, en } = reindexing(name);
  const fix = seq > last ? { zh, en } : { zh: `启动服务，或${zh}`, en: `start the server, or ${en}` };
  const detail = { zh: `${last - seq} 处改动尚未跟上`, en: `${last - seq} changes behind` };
  return { name: `outbox ${name}`, ok, detail, fix: ok ? NOTHING : fix };
}

const reindexing = (name: EngineName) => ({
  zh: `运行 liantu reindex --engine ${name}`,
  en: `run: liantu reindex --engine ${name}`,
});

/** A clock that went back would date what comes before what was. */
function clockRight(file: string, clock: Clock): Diagnosis {
  const now = clock.now();
  const newest = newestInstant(file);
  const ok = newest === null || newest.getTime() <= now.getTime() + CLOCK_SLACK_MS;
  const fix = ok ? NOTHING : { zh: '校准系统时间（NTP）', en: 'set the system clock (NTP)' };
  const [at, last] = [now.toISOString(), newest?.toISOString() ?? '–'];
  return { name: 'clock', ok, detail: { zh: `${at}，最新一条 ${last}`, en: `${at}, newest entry ${last}` }, fix };
}

async function diskRoomy({ dataFolder }: Settings): Promise<Diagnosis> {
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  const ok = free >= LOW_DISK_BYTES;
  const fix = ok ? NOTHING : { zh: '清理磁盘', en: 'make room on the disk' };
  const mebibytes = Math.floor(free / 1024 / 1024);
  return { name: 'disk', ok, detail: { zh: `空闲 ${mebibytes} MiB`, en: `${mebibytes} MiB free` }, fix };
}
