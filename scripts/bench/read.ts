import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { iso2709 } from '../../src/record/formats/iso2709.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import { fillShelves } from '../demo/shelves.ts';
import { exportOf } from '../demo/styles/index.ts';
import { type BenchRun, type BenchSetting, bench, timed } from './bench-run.ts';

const run = promisify(execFile);

/** One library’s export of the example alliance, repeated: clones, which is fair for reading and for nothing else. */
const FILES = [
  { name: 'CNMARC GB18030', library: 'CN-320508-1-SLT', charset: 'gb18030' },
  { name: 'MARC21 UTF-8', library: 'CN-320576-4-SLWS', charset: 'utf-8' },
] as const;

/** Records a second from file to `Description`, beside the bare reader, marcjs and yaz-marcdump. */
export async function benchRead(setting: BenchSetting): Promise<readonly BenchRun[]> {
  const runs: BenchRun[] = [];
  for (const { name, library, charset } of FILES) {
    const path = join(setting.folder, `${library}.iso`);
    const count = await writeClones(library, path, setting.size);
    const { size } = await stat(path);
    setting.note(`read ${name}: ${count} records, ${Math.round(size / 2 ** 20)} MB`);
    const described = await timed(() =>
      eachRecord(path, (raw) => readRecord(raw, { profile: 'auto', charset: 'detect' }).ok),
    );
    if (described.value !== count) throw new Error(`${described.value} of ${count} records of ${name} were described`);
    const bare = await timed(() => eachRecord(path, (raw) => iso2709.decode(raw, charset).ok));
    const figure = { size: count, value: count / described.seconds, unit: 'records/s' };
    runs.push(bench(`read ${name}`, figure, { name: 'bare reader', value: count / bare.seconds }));
    const peers = [await marcjsRate(path, count), await yazRate(path, count, charset)];
    for (const peer of peers) if (peer !== null) runs.push(bench(`read ${name}`, figure, peer));
    for (const peer of peers)
      if (peer !== null) runs.push(bench(`bare read ${name}`, { ...figure, value: count / bare.seconds }, peer));
    runs.push(
      bench(`memory after reading ${name}`, { size: count, value: process.memoryUsage().rss / 2 ** 20, unit: 'MB' }),
    );
  }
  return runs;
}

async function writeClones(library: string, path: string, records: number): Promise<number> {
  const shelf = fillShelves(new Date(0)).find((one) => one.library.code === library);
  if (shelf === undefined) throw new Error(`${library} is not in the example alliance`);
  const { bytes } = exportOf(shelf);
  const times = Math.ceil(records / shelf.titles.length);
  await using file = await open(path, 'w');
  for (let time = 0; time < times; time++) await file.write(bytes);
  return times * shelf.titles.length;
}

/** How many records the work said yes to. */
async function eachRecord(path: string, work: (raw: RawRecord) => boolean): Promise<number> {
  let yes = 0;
  for await (const raw of iso2709.split(createReadStream(path, { highWaterMark: 2 ** 18 }))) if (work(raw)) yes += 1;
  return yes;
}

async function marcjsRate(path: string, count: number) {
  // A development dependency: where only the program is installed the figure is left out.
  const marcjs = await import('marcjs').catch(() => null);
  if (marcjs === null) return null;
  const { seconds, value } = await timed(async () => {
    let read = 0;
    for await (const _ of createReadStream(path).pipe(marcjs.Marc.createStream('Iso2709', 'Parser'))) read += 1;
    return read;
  });
  // marcjs decodes everything as UTF-8; it is measured for its speed, not for what it makes of GB18030.
  return value === 0 ? null : { name: 'marcjs', value: count / seconds };
}

async function yazRate(path: string, count: number, charset: string) {
  // Not installed: the figure is left out rather than the benchmark refused.
  if ((await run('yaz-marcdump', ['-V']).catch(() => null)) === null) return null;
  const convert = ['-f', charset, '-t', 'utf-8', '-o', 'marcxml', path];
  const { seconds } = await timed(() => run('sh', ['-c', 'yaz-marcdump "$@" > /dev/null', 'sh', ...convert]));
  return { name: 'yaz-marcdump to MARCXML', value: count / seconds };
}
