import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type BenchRun, type BenchSetting, machine, reportRows } from '../bench/bench-run.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const PARTS = ['read', 'match', 'index', 'push', 'search', 'mixed', 'loan'] as const;
type Part = (typeof PARTS)[number];

const options = {
  size: {
    type: 'string',
    value: 'N',
    multiple: true,
    words: { zh: '版本数，可多次给出；默认 10000', en: 'editions, may be given several times; 10000 unless told' },
  },
  only: {
    type: 'string',
    value: 'PART',
    multiple: true,
    words: { zh: `只测其中一部分：${PARTS.join(' ')}`, en: `only this part: ${PARTS.join(' ')}` },
  },
  stock: {
    type: 'string',
    value: 'FOLDER',
    words: {
      zh: '备好的测速目录存放在此文件夹，下次直接取用',
      en: 'keep the stocked catalogue of search and mixed in this folder, and take it from there the next time',
    },
  },
} as const;
const Arguments = z.object({
  size: z.array(z.coerce.number().int().min(100).max(10_000_000)).default([10_000]),
  only: z.array(z.enum(PARTS)).default([...PARTS]),
  stock: z.string().min(1).optional(),
  positionals: z.array(z.string()).max(0),
});

export const command: CliCommand = {
  name: 'bench',
  summary: {
    zh: '测本机的速度，每个数字旁边都有它的极限或同类',
    en: 'measure this machine, each figure beside its limit or peer',
  },
  usage: ['bench [--size N]… [--only PART]…'],
  examples: [
    { line: 'liantu bench', words: { zh: '一万个版本，几分钟', en: 'ten thousand editions, some minutes' } },
    {
      line: 'liantu bench --size 10000 --size 100000 --json > bench.json',
      words: { zh: '两种规模，看得出增长', en: 'two sizes, so that growth shows' },
    },
    { line: 'liantu bench --only read', words: { zh: '只测读取', en: 'reading only' } },
  ],
  options,
  run: async (args, io) => {
    const { size: sizes, only, stock = null } = readArgs(args, options, Arguments);
    const runs: BenchRun[] = [];
    for (const size of sizes) runs.push(...(await atSize(size, { only, stock }, io)));
    io.out.json({ machine: machine(), runs });
    io.out.line(machine());
    const head = io.lang === 'zh' ? ['', '规模', '数值', '对照', '比值'] : ['', 'size', 'value', 'beside', 'ratio'];
    io.out.table(head, reportRows(runs));
    return EXIT.ok;
  },
};

interface Wanted {
  readonly only: readonly Part[];
  /** Folder of stocked catalogues; null where none is kept. */
  readonly stock: string | null;
}

async function atSize(size: number, { only, stock }: Wanted, io: CliIo): Promise<readonly BenchRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'liantu-bench-'));
  const note = (text: string) => io.out.tell(`${size.toLocaleString('en')}: ${text}`);
  const setting: BenchSetting = { size, folder, signal: io.signal, note };
  const runs: BenchRun[] = [];
  try {
    if (only.includes('read')) runs.push(...(await (await import('../bench/read.ts')).benchRead(setting)));
    if (only.includes('match')) runs.push(...(await (await import('../bench/match.ts')).benchMatch(setting)));
    if (only.includes('index')) runs.push(...(await (await import('../bench/index.ts')).benchIndex(setting)));
    if (only.includes('loan')) runs.push(...(await (await import('../bench/loan.ts')).benchLoan(setting)));
    if (only.includes('push')) runs.push(...(await pushed(setting)));
    const stocked = { search: only.includes('search'), mixed: only.includes('mixed') };
    if (stocked.search || stocked.mixed)
      runs.push(...(await (await import('../bench/stocked.ts')).benchStocked({ ...stocked, stock }, setting)));
    return runs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Apart, because the compiler leaves `.ts` in the paths of a function that has an `await using`. */
async function siteParts() {
  return {
    ...(await import('../bench/alliance.ts')),
    ...(await import('../bench/site.ts')),
    ...(await import('../bench/push.ts')),
  };
}

async function pushed(setting: BenchSetting): Promise<readonly BenchRun[]> {
  const { benchAlliance, openSite, prepareSite, benchPush } = await siteParts();
  setting.note('generating the alliance');
  const { libraries, deliveries } = await benchAlliance(setting.size, join(setting.folder, 'files'));
  await using site = await openSite(await prepareSite(join(setting.folder, 'data'), libraries), setting.signal);
  // Awaited here: what is returned unawaited would find the gateway gone.
  return await benchPush(site, deliveries, setting);
}
