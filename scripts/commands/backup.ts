import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { backupData } from '../../src/app/safekeeping.ts';
import { readSettings } from '../../src/app/settings.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const options = {
  force: { type: 'boolean', words: { zh: '覆盖已有文件', en: 'replace the file where it exists' } },
} as const;
const Arguments = z.object({ positionals: z.tuple([z.string()]), force: z.boolean().default(false) });

export const command: CliCommand = {
  name: 'backup',
  summary: { zh: '备份目录数据，服务中也可进行', en: 'copy the catalogue, also while a gateway serves it' },
  usage: ['backup FILE [--force]'],
  examples: [
    {
      line: 'liantu backup liantu-2026-09-01.db',
      words: { zh: '写出副本并读回核验', en: 'write a copy and prove it by reading it back' },
    },
  ],
  options,
  run: async (args, io) => {
    const { positionals, force } = readArgs(args, options, Arguments);
    const file = resolve(positionals[0]);
    if (existsSync(file) && !force) throw new Fault('FILE_EXISTS', { file });
    const proof = await backupData(readSettings(io.env), file);
    io.out.json({ file, ...proof });
    const { source_record: records = 0, edition: editions = 0 } = proof.rows;
    io.out.tell({
      zh: `${file}：${editions} 种、${records} 条来源记录，已读回核验`,
      en: `${file}: ${editions} editions, ${records} source records, proved by reading it back`,
    });
    return EXIT.ok;
  },
};
