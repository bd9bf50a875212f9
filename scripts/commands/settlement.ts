import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { administer } from '../../src/app/administer.ts';
import { type MonthAccount, monthAccount } from '../../src/app/month-account.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const options = {
  library: { type: 'string', value: 'CODE', words: { zh: '只看此馆的往来', en: 'only the dealings of this library' } },
  csv: {
    type: 'string',
    value: 'FILE.csv',
    words: { zh: '写成可用 Excel 打开的表', en: 'write the sheet, ready for Excel' },
  },
} as const;
const Arguments = z
  .object({
    positionals: z.tuple([z.string()]),
    library: z.string().optional(),
    csv: z.string().min(1).optional(),
  })
  .strict();

export const command: CliCommand = {
  name: 'settlement',
  summary: { zh: '一月的馆际结算表', en: 'what the libraries owe each other for a month' },
  usage: ['settlement MONTH [--library CODE] [--csv FILE.csv]'],
  examples: [
    { line: 'liantu settlement 2026-11', words: { zh: '十一月各馆净借出与应收应付', en: 'net lenders and balances' } },
    {
      line: 'liantu settlement 2026-11 --csv 2026-11-结算.csv',
      words: { zh: '逐对列出的结算表', en: 'the sheet, one row for each two libraries' },
    },
  ],
  options,
  run: async (args, io) => {
    const { positionals, library, csv } = readArgs(args, options, Arguments);
    const [month] = positionals;
    const about = library === undefined ? null : libraryCode(library);
    if (library !== undefined && about === null) throw new Fault('UNKNOWN_LIBRARY', { library });
    await using office = await administer(io.env);
    const found = await monthAccount(office.readers, month, about);
    io.out.json(found.account);
    if (csv === undefined) {
      show(found, io);
      return EXIT.ok;
    }
    await writeFile(csv, found.sheet);
    const rows = found.account.pairs.length;
    io.out.tell({ zh: `${rows} 行已写入 ${csv}`, en: `${rows} rows in ${csv}` });
    return EXIT.ok;
  },
};

function show({ libraries }: MonthAccount, io: CliIo): void {
  io.out.table(
    io.lang === 'zh'
      ? ['馆', '借出', '借入', '净借出', '遗失', '应收（元）', '应付（元）', '净额（元）', '名称']
      : ['library', 'lent', 'borrowed', 'net', 'lost', 'to receive', 'to pay', 'net CNY', 'name'],
    libraries.map(({ symbol, name, lent, borrowed, netCopies, netFen }) => [
      symbol,
      String(lent.volumes + lent.documents),
      String(borrowed.volumes + borrowed.documents),
      String(netCopies),
      String(lent.lost),
      yuan(lent.fen),
      yuan(borrowed.fen),
      yuan(netFen),
      name,
    ]),
  );
}

const yuan = (fen: number) => (fen / 100).toFixed(2);
