import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { restoreData } from '../../src/app/safekeeping.ts';
import { readSettings } from '../../src/app/settings.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const Arguments = z.object({ positionals: z.tuple([z.string()]) });

export const command: CliCommand = {
  name: 'restore',
  summary: {
    zh: '用备份恢复数据目录（须先停止服务）',
    en: 'put a backup in the place of the catalogue (stop the server first)',
  },
  usage: ['restore FILE'],
  examples: [
    {
      line: 'liantu restore liantu-2026-09-01.db',
      words: {
        zh: '核验后替换，原数据另存，索引随后重建',
        en: 'prove it, swap it in, keep what stood there; the index is rebuilt',
      },
    },
  ],
  options: {},
  run: async (args, io) => {
    const { positionals } = readArgs(args, {}, Arguments);
    const file = resolve(positionals[0]);
    if (!existsSync(file)) throw new Fault('FILE_UNREADABLE', { file, detail: 'ENOENT' });
    const { former, ...proof } = await restoreData(readSettings(io.env), file);
    io.out.json({ file, former, ...proof });
    io.out.tell({
      zh: `已恢复 ${proof.rows.edition ?? 0} 种${former === null ? '' : `；原数据保存在 ${former}`}。下次启动时重建索引`,
      en: `Restored ${proof.rows.edition ?? 0} editions${former === null ? '' : `; what stood there is kept at ${former}`}. The index is rebuilt at the next start`,
    });
    return EXIT.ok;
  },
};
