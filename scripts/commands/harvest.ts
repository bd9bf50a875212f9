import { z } from 'zod';
import { administer } from '../../src/app/administer.ts';
import { type HarvestNeeds, harvest } from '../../src/app/harvest.ts';
import { harvestBySchedule, harvestDue, harvestNeeds } from '../../src/app/harvest-due.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const options = {
  due: {
    type: 'boolean',
    words: { zh: '只采集已到时间的来源（默认）', en: 'only sources whose time has come (the default)' },
  },
  watch: { type: 'boolean', words: { zh: '持续运行，按计划采集', en: 'keep running and harvest by schedule' } },
  confirm: { type: 'boolean', words: { zh: '确认大量删除', en: 'agree to a large deletion' } },
  'from-start': { type: 'boolean', words: { zh: '从头重新采集', en: 'read everything again' } },
} as const;
const Arguments = z
  .object({
    positionals: z.array(z.string()),
    due: z.boolean().default(false),
    watch: z.boolean().default(false),
    confirm: z.boolean().default(false),
    'from-start': z.boolean().default(false),
  })
  .strict();

export const command: CliCommand = {
  name: 'harvest',
  summary: { zh: '从已登记的来源采集数据', en: 'fetch records from the registered sources' },
  usage: ['harvest SOURCE… [--from-start] [--confirm]', 'harvest [--due | --watch]'],
  examples: [
    {
      line: 'liantu harvest',
      words: { zh: '采集所有到时间的来源', en: 'fetch from every source whose time has come' },
    },
    { line: 'liantu harvest ucs-01', words: { zh: '立即采集一个来源', en: 'fetch from one source now' } },
  ],
  options,
  run: async (args, io) => {
    const wanted = readArgs(args, options, Arguments);
    await using office = await administer(io.env);
    const needs = harvestNeeds(office, io.env, (event, values) => {
      io.out.tell(`${event} ${Object.values(values).join(' ')}`);
    });
    const told = teller(io);
    if (wanted.watch) await harvestBySchedule(needs, io.signal, told.run);
    else if (wanted.positionals.length === 0) await harvestDue(needs, io.signal, told.run);
    else for (const name of wanted.positionals) await one(name, wanted, { needs, io, told });
    io.out.json(told.all);
    return told.exit();
  },
};

type Told = ReturnType<typeof teller>;
type Wanted = z.infer<typeof Arguments>;

async function one(
  name: string,
  wanted: Wanted,
  { needs, io, told }: { readonly needs: HarvestNeeds; readonly io: CliIo; readonly told: Told },
): Promise<void> {
  const view = await needs.sources.byName(name);
  if (view === null) throw new Fault('NOT_FOUND', { what: name });
  const progress = io.out.progress({
    label: { zh: `采集 ${name}`, en: `fetching ${name}` },
    unit: { zh: '条', en: 'records' },
  });
  const { confirm, 'from-start': fromStart } = wanted;
  const onProgress = (received: number): void => progress.at(received);
  const run = await harvest(needs, view, { confirm, fromStart, signal: io.signal, onProgress });
  progress.end();
  told.run(view, run);
}

/** Tells each run as it ends, and keeps them for the answer and the exit code. */
function teller(io: CliIo) {
  const all: object[] = [];
  let exit: number = EXIT.ok;
  return {
    all,
    exit: () => exit,
    run: (...[view, run]: Parameters<Parameters<typeof harvestDue>[2]>): void => {
      const { name } = view.source;
      if (run === null) {
        io.out.tell({ zh: `${name}：另一进程正在采集`, en: `${name}: another process is at it` });
        exit = EXIT.retryLater;
        return;
      }
      all.push({ source: name, ...run });
      const { received, added, changed, deleted, quarantined } = run;
      io.out.line([name, run.state, received, added, changed, deleted, quarantined].join('\t'));
      io.out.tell({
        zh: `${name}：收到 ${received} 条，新增 ${added}，变更 ${changed}，删除 ${deleted}，隔离 ${quarantined}`,
        en: `${name}: ${received} received, ${added} added, ${changed} changed, ${deleted} deleted, ${quarantined} quarantined`,
      });
      if (run.error !== null) io.out.warn(`${run.error} · ${run.detail ?? ''}`);
      if (run.state === 'FAILED') exit = EXIT.failed;
      else if (run.state === 'HELD' || quarantined > 0) exit = exit === EXIT.ok ? EXIT.quarantined : exit;
    },
  };
}
