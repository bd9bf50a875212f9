import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { timed } from './bench-run.ts';
import type { BenchDelivery } from './push.ts';

const run = promisify(execFile);

/** Records a second that Debian's Zebra indexes of the MARC among these deliveries; null where it is not installed. */
export async function zebraRate(deliveries: readonly BenchDelivery[], folder: string): Promise<number | null> {
  // Not installed: the figure is left out rather than the benchmark refused.
  if ((await run('zebraidx', ['-V']).catch(() => null)) === null) return null;
  await Promise.all(['records', 'register', 'lock'].map((name) => mkdir(join(folder, name), { recursive: true })));
  const records = await writeMarc(deliveries, join(folder, 'records', 'all.iso'));
  if (records === 0) return null;
  const triplet = readdirSync('/usr/lib').find((name) => existsSync(`/usr/lib/${name}/idzebra-2.0/modules`));
  const settings = {
    profilePath: '/usr/share/idzebra-2.0/tab',
    modulePath: `/usr/lib/${triplet}/idzebra-2.0/modules`,
    attset: 'bib1.att',
    recordType: 'grs.marc.marc21',
    register: `${folder}/register:20G`,
    lockDir: `${folder}/lock`,
    memMax: '256',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  await writeFile(join(folder, 'zebra.cfg'), `${lines.join('\n')}\n`);
  const { seconds } = await timed(() =>
    run('zebraidx', ['-c', join(folder, 'zebra.cfg'), 'update', join(folder, 'records')]),
  );
  return records / seconds;
}

async function writeMarc(deliveries: readonly BenchDelivery[], path: string): Promise<number> {
  const file = await open(path, 'w');
  let records = 0;
  try {
    for (const delivery of deliveries)
      for await (const entry of delivery.records()) {
        if (entry.kind !== 'record' || entry.raw.format !== 'iso2709') continue;
        await file.write(entry.raw.bytes);
        records += 1;
      }
  } finally {
    await file.close();
  }
  return records;
}
