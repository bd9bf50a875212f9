import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { systemClock } from '../../src/base/clock.ts';
import { BLOCK_CAP } from '../../src/catalogue/keys.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import { openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { statisticsReader } from '../../src/store/sqlite/catalogue-statistics.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';
import { publicationByPublication } from '../dev/alliance.ts';
import { type BenchRun, type BenchSetting, bench, timed } from './bench-run.ts';

/** A city; the same at every size, so that only the number of records grows. */
const LIBRARIES = 200;
const SEED = 90_001;
/** Records of one transaction, as a push sends them. */
const CHUNK = 500;

/**
 * Matching and merging of `size` described records of the alliance generator, library after library, beside plain
 * inserts of the same rows in transactions of the same size; the rebuild of all of it; and the largest block.
 */
export async function benchMatch({ size, folder, signal, note }: BenchSetting): Promise<readonly BenchRun[]> {
  note('match: writing the records of the alliance');
  const files = await writeAlliance(size, join(folder, 'described'));
  const inserts = await insertPlainly(join(folder, 'plain.db'), files, signal);
  note('match: matching and merging');
  const db = openForWriting(join(folder, 'matched.db'));
  try {
    migrate(db);
    const store = writing(db);
    const catalogue = openCatalogue(store, systemClock);
    const slowest = { ms: 0 };
    const merging = await inChunks(files, signal, async (records) => {
      const { seconds } = await timed(() => store.transact(() => catalogue.merge(records)));
      slowest.ms = Math.max(slowest.ms, seconds * 1000);
    });
    note('match: rebuilding');
    const rebuilding = await timed(() => catalogue.rebuild(() => signal.throwIfAborted()));
    const perRecord = (seconds: number) => (seconds * 1e6) / merging.records;
    const plain = { name: 'plain inserts', value: perRecord(inserts.seconds) };
    return [
      bench('match and merge, per record', { size, value: perRecord(merging.seconds), unit: 'µs' }, plain),
      bench(
        'match and merge, processor time per record',
        { size, value: perRecord(merging.cpuSeconds), unit: 'µs' },
        { name: 'plain inserts', value: perRecord(inserts.cpuSeconds) },
      ),
      bench('match and merge, slowest 500', { size, value: slowest.ms, unit: 'ms' }),
      bench(
        'rebuild the catalogue',
        { size, value: rebuilding.seconds, unit: 's' },
        { name: 'first merge', value: merging.seconds },
      ),
      ...largestBlock(db, size),
    ];
  } finally {
    db.close();
  }
}

/** One file a library, a record a line, so that making records is no part of what is measured. */
async function writeAlliance(size: number, folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: LIBRARIES }, (_none, member) => join(folder, `${member}.ndjson`));
  const files = paths.map((path) => createWriteStream(path, { highWaterMark: 2 ** 18 }));
  for (const { member, record } of publicationByPublication({ seed: SEED, records: size, libraries: LIBRARIES })) {
    const file = files[member];
    const { raw, ...described } = record.incoming;
    const line = JSON.stringify({ ...described, format: raw.format });
    if (file !== undefined && !file.write(`${line}\n`)) await once(file, 'drain');
  }
  await Promise.all(files.map((file) => finished(file.end())));
  return paths;
}

type Take = (records: readonly IncomingRecord[], lines: readonly string[]) => Promise<void>;

/**
 * Seconds spent in `take` alone: reading the lines back is not what is measured. Processor time tells more than the
 * clock where others share the machine.
 */
async function inChunks(files: readonly string[], signal: AbortSignal, take: Take) {
  let [records, seconds, cpuSeconds] = [0, 0, 0];
  const flush = async (lines: readonly string[]) => {
    signal.throwIfAborted();
    const chunk = lines.map(toRecord);
    records += chunk.length;
    const before = process.cpuUsage();
    seconds += (await timed(() => take(chunk, lines))).seconds;
    const { user, system } = process.cpuUsage(before);
    cpuSeconds += (user + system) / 1e6;
  };
  let lines: string[] = [];
  for (const path of files)
    for await (const line of createInterface({ input: createReadStream(path) })) {
      lines.push(line);
      if (lines.length < CHUNK) continue;
      await flush(lines);
      lines = [];
    }
  if (lines.length > 0) await flush(lines);
  return { records, seconds, cpuSeconds };
}

function toRecord(line: string): IncomingRecord {
  const { format, ...described } = JSON.parse(line) as Omit<IncomingRecord, 'raw'> & { format: 'row' | 'iso2709' };
  return { ...described, raw: { format, bytes: new TextEncoder().encode(line) } };
}

/** The least that keeping these records durably can cost: one table, one key, WAL, an fsync a transaction. */
async function insertPlainly(path: string, files: readonly string[], signal: AbortSignal) {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec(
      'CREATE TABLE plain (library TEXT, local_id TEXT, description TEXT, raw BLOB, PRIMARY KEY (library, local_id))',
    );
    const put = db.prepare('INSERT INTO plain VALUES (?, ?, ?, ?)');
    const putAll = db.transaction((records: readonly IncomingRecord[]) => {
      for (const { key, description, raw } of records)
        put.run(key.library, key.localId, JSON.stringify(description), raw.bytes);
    });
    return await inChunks(files, signal, async (records) => putAll(records));
  } finally {
    db.close();
  }
}

/** The largest block of all: at the cap it brings no pairs any more, and its records meet under narrower keys. */
function largestBlock(db: Sqlite, size: number): readonly BenchRun[] {
  const [largest] = statisticsReader(db).clusters(1).cappedKeys;
  if (largest === undefined) return [];
  const cap = { name: 'cap', value: BLOCK_CAP };
  return [bench(`largest block, ${largest.key}`, { size, value: largest.size, unit: 'forms' }, cap)];
}
