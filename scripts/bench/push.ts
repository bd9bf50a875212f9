import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Delivery } from '../../src/push/connector.ts';
import { type BenchRun, type BenchSetting, bench, timed } from './bench-run.ts';
import { post } from './sample.ts';
import { diskUse, peakMemory, type Site } from './site.ts';
import { zebraRate } from './zebra.ts';

/** What one library delivers; may be walked more than once. */
export interface BenchDelivery {
  readonly library: string;
  readonly records: () => AsyncIterable<Delivery>;
}

const CHUNK = 500;

/** Push until searchable, beside raw inserts of the same bytes; the same push again; memory and disk. */
export async function benchPush(
  site: Site,
  deliveries: readonly BenchDelivery[],
  { size, folder, signal, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  const bytes = await inputOf(deliveries);
  note(`push: ${bytes.records} records of ${deliveries.length} libraries`);
  const insert = await timed(() => rawInserts(join(folder, 'raw.db'), deliveries));
  const zebra = await zebraRate(deliveries, join(folder, 'zebra'));
  const first = await timed(() => pushAll(site, deliveries));
  const indexed = await timed(() => untilSearchable(site, signal));
  note('push again, unchanged');
  const again = await timed(() => pushAll(site, deliveries));
  const perSecond = (seconds: number) => bytes.records / seconds;
  const rate = (seconds: number) => ({ size, value: perSecond(seconds), unit: 'records/s' });
  const raw = { name: 'raw inserts', value: perSecond(insert.seconds) };
  const megabytes = bytes.total / 2 ** 20;
  const memory = await peakMemory(site.gateway.pid);
  const disk = await diskUse(site.folder);
  return [
    bench('push → applied', rate(first.seconds), raw),
    bench('push → searchable', rate(first.seconds + indexed.seconds), raw),
    bench('index behind the last chunk', { size, value: indexed.seconds * 1000, unit: 'ms' }),
    ...(zebra === null
      ? []
      : [
          bench('push → searchable, beside Zebra', rate(first.seconds + indexed.seconds), {
            name: 'zebraidx update',
            value: zebra,
          }),
        ]),
    bench('push again, unchanged', rate(again.seconds), { name: 'first push', value: perSecond(first.seconds) }),
    ...(memory === null
      ? []
      : [bench('server memory, peak', { size, value: memory, unit: 'MB' }, { name: 'MB of input', value: megabytes })]),
    bench('disk', { size, value: disk, unit: 'MB' }, { name: 'MB of input', value: megabytes }),
  ];
}

async function inputOf(deliveries: readonly BenchDelivery[]) {
  let records = 0;
  let total = 0;
  for (const { records: walk } of deliveries)
    for await (const delivery of walk()) {
      if (delivery.kind !== 'record') continue;
      records += 1;
      total += delivery.raw.bytes.length;
    }
  return { records, total };
}

async function pushAll(site: Site, deliveries: readonly BenchDelivery[]): Promise<void> {
  for (const { library, records } of deliveries) await site.push(library, 'SNAPSHOT', records());
}

/** The least that keeping these bytes durably can cost: one table, one key, WAL, an fsync a transaction. */
async function rawInserts(path: string, deliveries: readonly BenchDelivery[]): Promise<void> {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec('CREATE TABLE raw (library TEXT, number INTEGER, bytes BLOB, PRIMARY KEY (library, number)) WITHOUT ROWID');
    const put = db.prepare('INSERT INTO raw VALUES (?, ?, ?)');
    const putAll = db.transaction((rows: readonly (readonly [string, number, Uint8Array])[]) => {
      for (const row of rows) put.run(...row);
    });
    for (const { library, records } of deliveries) {
      let rows: (readonly [string, number, Uint8Array])[] = [];
      let number = 0;
      for await (const delivery of records()) {
        if (delivery.kind !== 'record') continue;
        number += 1;
        rows.push([library, number, delivery.raw.bytes]);
        if (rows.length === CHUNK) {
          putAll(rows);
          rows = [];
        }
      }
      putAll(rows);
    }
  } finally {
    db.close();
  }
}

const Counts = z.object({
  data: z.object({ alliance: z.object({ editionCount: z.number() }), search: z.object({ totalCount: z.number() }) }),
});
const COUNTS = '{ alliance { editionCount } search(query: "", first: 1) { totalCount } }';

async function untilSearchable({ gateway, operator }: Site, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { data } = Counts.parse(await post(gateway.url, operator, { query: COUNTS }));
    if (data.search.totalCount >= data.alliance.editionCount) return;
    await delay(20, undefined, { signal });
  }
}
