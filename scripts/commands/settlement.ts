import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { administer } from '../../src/app/administer.ts';
import { type LibraryCode, libraryCode } from '../../src/base/brand.ts';
import { Fault } from '../../src/base/problem.ts';
import { isMonth, type Settlement } from '../../src/loan/settlement.ts';
import { symbolOf } from '../../src/loan/talk.ts';
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
    positionals: z.tuple([z.string().refine(isMonth, { error: 'must be a month such as 2026-11' })]),
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
    const { loans } = office.readers;
    const account = await loans.settlement(month, about);
    if (csv !== undefined) await writeFile(csv, await loans.settlementSheet(month, about));
    io.out.json(account);
    if (csv === undefined) await show(account, io, (codes) => office.readers.libraries.libraries(codes));
    else io.out.tell({ zh: `${account.pairs.length} 行已写入 ${csv}`, en: `${account.pairs.length} rows in ${csv}` });
    return EXIT.ok;
  },
};

type NamesOf = (codes: readonly LibraryCode[]) => Promise<ReadonlyMap<LibraryCode, { readonly name: string }>>;

async function show({ libraries }: Settlement, io: CliIo, namesOf: NamesOf): Promise<void> {
  const codes = libraries.flatMap(({ party }) => (party.kind === 'member' ? [party.library] : []));
  const names = await namesOf(codes);
  io.out.table(
    io.lang === 'zh'
      ? ['馆', '借出', '借入', '净借出', '遗失', '应收（元）', '应付（元）', '净额（元）', '名称']
      : ['library', 'lent', 'borrowed', 'net', 'lost', 'to receive', 'to pay', 'net CNY', 'name'],
    libraries.map(({ party, lent, borrowed, netCopies, netFen }) => [
      symbolOf(party),
      String(lent.volumes + lent.documents),
      String(borrowed.volumes + borrowed.documents),
      String(netCopies),
      String(lent.lost),
      yuan(lent.fen),
      yuan(borrowed.fen),
      yuan(netFen),
      party.kind === 'outside' ? party.name : (names.get(party.library)?.name ?? ''),
    ]),
  );
}

const yuan = (fen: number) => (fen / 100).toFixed(2);
