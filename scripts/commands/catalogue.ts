import { z } from 'zod';
import { administer, CLI } from '../../src/app/administer.ts';
import { evidenceLabel } from '../../src/app/evidence-words.ts';
import type { Readers } from '../../src/app/stores.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';

const options = {
  library: { type: 'string', value: 'CODE', words: { zh: '记录所属的馆', en: 'the library of the record' } },
} as const;
const Arguments = z.object({
  positionals: z.union([z.tuple([z.enum(['stats', 'rebuild'])]), z.tuple([z.literal('explain'), z.string().min(1)])]),
  library: z.string().optional(),
});

/** Rows of each list: what fits on a screen. */
const SHOWN = 10;

export const command: CliCommand = {
  name: 'catalogue',
  summary: { zh: '联合目录：解释归并、统计、重建', en: 'the union catalogue: explain merges, statistics, rebuild' },
  usage: ['catalogue explain LOCALID --library CODE', 'catalogue stats', 'catalogue rebuild'],
  examples: [
    {
      line: 'liantu catalogue explain NLC0000006 --library CN-320508-C-PJSY',
      words: { zh: '这条记录为什么归在这里', en: 'why this record stands where it stands' },
    },
    {
      line: 'liantu catalogue stats',
      words: { zh: '归并规模与最可疑的归并', en: 'sizes of clusters and the most doubtful ones' },
    },
    {
      line: 'liantu catalogue rebuild',
      words: { zh: '由原始记录重算全部归并', en: 'compute all merges again from the records' },
    },
  ],
  options,
  run: async (args, io) => {
    const wanted = readArgs(args, options, Arguments);
    await using office = await administer(io.env);
    const [what, localId] = wanted.positionals;
    if (what === 'stats') return stats(office.readers, io);
    if (what === 'explain') return await explain(office.readers, { localId, library: wanted.library ?? '' }, io);
    const { records } = await office.commands.run({ do: 'rebuildCatalogue' }, CLI);
    io.out.json({ records });
    io.out.line(io.lang === 'zh' ? `已由 ${records} 条记录重建` : `rebuilt from ${records} records`);
    return EXIT.ok;
  },
};

function stats(readers: Readers, io: CliIo): number {
  const found = readers.statistics.clusters(SHOWN);
  io.out.json(found);
  const zh = io.lang === 'zh';
  io.out.line(
    zh
      ? `${found.records} 条记录，${found.editions} 个版本，${found.works} 部作品；待定 ${found.inDoubt} 对`
      : `${found.records} records, ${found.editions} editions, ${found.works} works; ${found.inDoubt} pairs in doubt`,
  );
  io.out.table(
    zh ? ['每版记录数', '版本数'] : ['records', 'editions'],
    found.sizes.map(({ records, editions }) => [String(records), String(editions)]),
  );
  io.out.table(
    zh ? ['最弱联系', '记录', '版本', '题名'] : ['weakest', 'records', 'edition', 'title'],
    found.doubtful.map(({ weakest, records, edition, title }) => [weakest.toFixed(3), String(records), edition, title]),
  );
  io.out.table(
    zh ? ['多书共用的 ISBN', '题名数'] : ['ISBN of several titles', 'titles'],
    found.demotedIsbns.map(({ isbn, titles }) => [isbn, String(titles)]),
  );
  return EXIT.ok;
}

function deciderOf(decidedBy: string, lang: CliIo['lang']): string {
  const zh: Readonly<Record<string, string>> = { rule: '规则', librarian: '馆员', open: '待定' };
  return lang === 'zh' ? (zh[decidedBy] ?? decidedBy) : decidedBy;
}

async function explain(
  readers: Readers,
  asked: { readonly localId: string; readonly library: string },
  io: CliIo,
): Promise<number> {
  const library = libraryCode(asked.library);
  if (library === null) throw new Fault('MISSING_OPTION', { option: '--library CODE' });
  const key = { library, localId: asked.localId };
  const record = await readers.catalogue.sourceRecord(key);
  if (record === null) throw new Fault('NOT_FOUND', { what: `${library} ${asked.localId}` });
  const [matches = []] = await readers.catalogue.matchesOf([key]);
  const { title, partNumber, publisher, year, isbns } = record.description;
  io.out.json({ ...key, edition: record.edition, description: { title, partNumber, publisher, year, isbns }, matches });
  io.out.line(
    `${record.edition}  ${title} ${partNumber ?? ''}  ${publisher ?? ''} ${year ?? ''}  ${(isbns ?? []).join(' ')}`,
  );
  io.out.table(
    io.lang === 'zh' ? ['分数', '馆', '记录号', '依据', '由'] : ['score', 'library', 'record', 'evidence', 'by'],
    matches.map(({ score, other, evidence, decidedBy }) => [
      score.toFixed(3),
      other.library,
      other.localId,
      evidence.map((word) => evidenceLabel(word, io.lang)).join(io.lang === 'zh' ? '，' : ', '),
      deciderOf(decidedBy, io.lang),
    ]),
  );
  return EXIT.ok;
}
