import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Read } from '../../src/base/finding.ts';
import { oneChunk } from '../../src/record/formats/chunks.ts';
import { decodeMarc, FORMATS } from '../../src/record/formats/index.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import { toMarcXml } from '../../src/record/write/marcxml.ts';
import { fillShelves } from '../demo/shelves.ts';
import { exportOf } from '../demo/styles/index.ts';
import { type BenchRun, type BenchSetting, bench, timed } from './bench-run.ts';

const run = promisify(execFile);

/** One library’s export of the example alliance, repeated: clones, which is fair for reading and for nothing else. */
const FILES = [
  { name: 'CNMARC GB18030', library: 'CN-320508-1-SLT', format: 'iso2709', charset: 'gb18030' },
  { name: 'MARC21 UTF-8', library: 'CN-320576-4-SLWS', format: 'iso2709', charset: 'utf-8' },
  { name: 'MARCXML', library: 'CN-320576-4-SLWS', format: 'marcxml', charset: 'utf-8' },
] as const;
type File = (typeof FILES)[number] & { readonly path: string };

/** Records a second from file to `Description`, beside the bare splitter and reader, marcjs and yaz-marcdump. */
export async function benchRead(setting: BenchSetting): Promise<readonly BenchRun[]> {
  const runs: BenchRun[] = [];
  for (const one of FILES) {
    const file: File = { ...one, path: join(setting.folder, `${one.library}.${one.format}`) };
    const count = await writeClones(file, setting.size);
    const { size } = await stat(file.path);
    setting.note(`read ${file.name}: ${count} records, ${Math.round(size / 2 ** 20)} MB`);
    runs.push(...(await ratesOf(file, count)));
  }
  return runs;
}

async function ratesOf(file: File, count: number): Promise<readonly BenchRun[]> {
  const { name, charset } = file;
  const describe = (raw: RawRecord) => readRecord(raw, { profile: 'auto', charset: 'detect' });
  const described = await rateOf(file, count, describe);
  const read = await rateOf(file, count, (raw) => decodeMarc(raw, charset));
  const split = await rateOf(file, count, null);
  const figure = { size: count, value: described, unit: 'records/s' };
  const peers = [await marcjsRate(file, count), await yazRate(file, count)].filter((peer) => peer !== null);
  return [
    bench(`read ${name}`, figure, { name: 'bare reader', value: read }),
    bench(`read ${name}`, figure, { name: 'bare splitter', value: split }),
    ...peers.map((peer) => bench(`read ${name}`, figure, peer)),
    ...peers.map((peer) => bench(`bare read ${name}`, { ...figure, value: read }, peer)),
    bench(`memory after reading ${name}`, { size: count, value: process.memoryUsage().rss / 2 ** 20, unit: 'MB' }),
  ];
}

/** Records a second of one pass over the file, after a first pass that lets the engine compile. */
async function rateOf(file: File, count: number, work: ((raw: RawRecord) => Read<unknown>) | null): Promise<number> {
  await eachRecord(file, work);
  const { seconds, value } = await timed(() => eachRecord(file, work));
  if (value !== count) throw new Error(`${value} of ${count} records of ${file.name} were read`);
  return count / seconds;
}

async function writeClones({ library, format, path }: File, records: number): Promise<number> {
  const shelf = fillShelves(new Date(0)).find((one) => one.library.code === library);
  if (shelf === undefined) throw new Error(`${library} is not in the example alliance`);
  const exported = exportOf(shelf).bytes;
  const bytes = format === 'marcxml' ? await asMarcXml(exported) : exported;
  const times = Math.ceil(records / shelf.titles.length);
  await using file = await open(path, 'w');
  if (format === 'marcxml') await file.write('<collection>\n');
  for (let time = 0; time < times; time++) await file.write(bytes);
  if (format === 'marcxml') await file.write('</collection>\n');
  return times * shelf.titles.length;
}

async function asMarcXml(bytes: Uint8Array): Promise<Uint8Array> {
  const lines: string[] = [];
  for await (const raw of FORMATS.iso2709.split(oneChunk(bytes))) {
    const record = decodeMarc(raw, 'utf-8');
    if (record.ok) lines.push(`${toMarcXml(record.value)}\n`);
  }
  return new TextEncoder().encode(lines.join(''));
}

/** How many records the work said yes to; all of them without work. */
async function eachRecord({ path, format }: File, work: ((raw: RawRecord) => Read<unknown>) | null): Promise<number> {
  let yes = 0;
  const bytes = createReadStream(path, { highWaterMark: 2 ** 18 });
  for await (const raw of FORMATS[format].split(bytes)) if (work === null || work(raw).ok) yes += 1;
  return yes;
}

async function marcjsRate({ path, format }: File, count: number) {
  // A development dependency: where only the program is installed the figure is left out.
  const marcjs = await import('marcjs').catch(() => null);
  if (marcjs === null) return null;
  const { seconds, value } = await timed(async () => {
    let read = 0;
    for await (const _ of createReadStream(path).pipe(marcjs.Marc.createStream(MARCJS[format], 'Parser'))) read += 1;
    return read;
  });
  // marcjs decodes everything as UTF-8; it is measured for its speed, not for what it makes of GB18030.
  return value === 0 ? null : { name: 'marcjs', value: count / seconds };
}

const MARCJS = { iso2709: 'Iso2709', marcxml: 'Marcxml' } as const;

async function yazRate({ path, format, charset }: File, count: number) {
  // Not installed: the figure is left out rather than the benchmark refused.
  if ((await run('yaz-marcdump', ['-V']).catch(() => null)) === null) return null;
  const convert =
    format === 'marcxml' ? ['-i', 'marcxml', '-o', 'marc'] : ['-f', charset, '-t', 'utf-8', '-o', 'marcxml'];
  const { seconds } = await timed(() => run('sh', ['-c', 'yaz-marcdump "$@" > /dev/null', 'sh', ...convert, path]));
  return { name: `yaz-marcdump to ${format === 'marcxml' ? 'ISO 2709' : 'MARCXML'}`, value: count / seconds };
}
