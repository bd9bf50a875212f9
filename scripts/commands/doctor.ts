import { z } from 'zod';
import { diagnose } from '../../src/app/doctor.ts';
import { readSettings } from '../../src/app/settings.ts';
import { systemClock } from '../../src/base/clock.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const Arguments = z.object({ positionals: z.array(z.string()).max(0) });

export const command: CliCommand = {
  name: 'doctor',
  summary: {
    zh: '检查数据、索引、时钟、磁盘与设置',
    en: 'look at the data, the index, the clock, the disk and the settings',
  },
  usage: ['doctor'],
  examples: [
    { line: 'liantu doctor', words: { zh: '逐项检查，什么都不改', en: 'look at everything, change nothing' } },
  ],
  options: {},
  run: async (args, io) => {
    readArgs(args, {}, Arguments);
    const settings = readSettings(io.env);
    const found = await diagnose(settings, systemClock);
    const ok = found.every((one) => one.ok);
    const checks = found.map(({ detail, ...one }) => ({ ...one, detail: detail.en, detailZh: detail.zh }));
    io.out.json({ ok, data: settings.dataFolder, checks });
    io.out.table(
      [],
      found.map(({ name, ok: well, detail, fix }) => [well ? 'ok' : 'FAULT', name, detail[io.lang], fix[io.lang]]),
    );
    return ok ? EXIT.ok : EXIT.failed;
  },
};
