import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { say } from '../../src/base/messages.ts';
import { Fault } from '../../src/base/problem.ts';
import { type ColumnField, type ColumnMeanings, meaningOf } from '../../src/record/columns.ts';
import { type OpenedFile, openFile } from '../../src/record/file.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import { QualityCount, type QualityReport } from '../../src/record/quality.ts';
import { CHARSETS } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import { readArgs } from '../cli/args.ts';
import { FIELD_NAMES, fieldWords, htmlReport, placeWords } from '../cli/check-report.ts';
import { MAP_OPTION, meanings, readColumnMap } from '../cli/column-map.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { CHARSET, PROFILE } from '../cli/options.ts';

const options = {
  profile: PROFILE,
  charset: CHARSET,
  map: MAP_OPTION,
  describe: {
    type: 'boolean',
    words: { zh: '逐条输出读到的内容（NDJSON）', en: 'prints what was understood of each record, one JSON a line' },
  },
  report: {
    type: 'string',
    value: 'FILE.html',
    words: { zh: '另存一份可打印的质量报告', en: 'also writes a report to print' },
  },
} as const;

const Arguments = z.object({
  positionals: z.tuple([z.string()]),
  profile: z.string().default('auto'),
  charset: z.enum(CHARSETS).default('detect'),
  map: z.array(z.string()).default([]),
  describe: z.boolean().default(false),
  report: z.string().optional(),
});
type Wanted = z.infer<typeof Arguments>;

export const command: CliCommand = {
  name: 'check',
  summary: {
    zh: '不连服务器，先看看文件读得对不对',
    en: 'read a file without a server and tell what is wrong with it',
  },
  usage: ['check FILE [--profile P] [--charset C] [--map 列名=FIELD]… [--describe] [--report FILE.html]'],
  examples: [
    { line: 'liantu check 馆藏.xlsx', words: { zh: '检查一份馆藏清单', en: 'check a sheet of holdings' } },
    {
      line: 'liantu check 馆藏.iso --report 报告.html',
      words: { zh: '检查 MARC 文件并存一份报告', en: 'check a MARC file and keep a report' },
    },
    {
      line: 'liantu check 馆藏.xlsx --map 图书=title',
      words: { zh: '“图书”一列是书名', en: 'the column 图书 holds the titles' },
    },
  ],
  options,
  run: async (args, io) => {
    const wanted = readArgs(args, options, Arguments);
    const [file] = wanted.positionals;
    if (!Object.hasOwn(PROFILES, wanted.profile))
      throw new Fault('UNKNOWN_PROFILE', { profile: wanted.profile, known: Object.keys(PROFILES).join(', ') });
    const columns = meanings({}, readColumnMap(wanted.map));
    const opened = await openFile(file === '-' ? io.stdin : createReadStream(file), {
      charset: wanted.charset,
      columns,
    }).catch((error: unknown) => {
      throw error instanceof Fault
        ? error
        : new Fault(
            'FILE_UNREADABLE',
            { file, detail: error instanceof Error ? error.message : String(error) },
            { cause: error },
          );
    });
    return await check(file, opened, { wanted, columns, io });
  },
};

interface Checking {
  readonly wanted: Wanted;
  readonly columns: ColumnMeanings;
  readonly io: CliIo;
}

async function check(file: string, opened: OpenedFile, { wanted, columns, io }: Checking): Promise<number> {
  const count = new QualityCount();
  for (const finding of opened.sheet?.findings ?? []) count.addFinding(finding);
  const progress = io.out.progress({ label: { zh: '检查', en: 'checking' }, unit: { zh: '条', en: 'records' } });
  let done = 0;
  for await (const raw of opened.records) {
    io.signal.throwIfAborted();
    const read = readRecord(raw, { profile: wanted.profile, charset: wanted.charset, columns });
    count.add(read, `${raw.place.kind} ${raw.place.at}`);
    if (wanted.describe && read.ok) io.out.jsonLine(read.value);
    progress.at(++done);
  }
  progress.end();
  const report = count.report();
  const meanings =
    opened.sheet === null
      ? null
      : Object.fromEntries(opened.sheet.columns.map((name) => [name, meaningOf(name, columns)]));
  if (!wanted.describe) tell(report, opened, meanings, io);
  if (wanted.report !== undefined) {
    const shown = meanings === null ? null : { meanings, samples: opened.sheet?.samples ?? [] };
    await writeFile(wanted.report, htmlReport(basename(file), report, shown, io.lang));
  }
  if (report.records === 0) return EXIT.failed;
  return report.quarantined > 0 ? EXIT.quarantined : EXIT.ok;
}

function tell(
  report: QualityReport,
  opened: OpenedFile,
  meanings: Readonly<Record<string, ColumnField | null>> | null,
  io: CliIo,
): void {
  const { records, described, quarantined, copies, findings, score } = report;
  const understood =
    meanings === null
      ? {}
      : { columns: Object.fromEntries(Object.entries(meanings).filter(([, field]) => field !== null)) };
  io.out.json({
    records,
    described,
    quarantined,
    copies,
    score,
    format: opened.format,
    findings,
    completeness: report.completeness,
    ...understood,
  });
  const words = io.lang === 'zh';
  io.out.line(
    words
      ? `共 ${records} 条记录，读懂 ${described} 条，隔离 ${quarantined} 条；${copies} 册；质量分 ${score}`
      : `${records} records: ${described} described, ${quarantined} quarantined; ${copies} copies; quality ${score}`,
  );
  if (meanings !== null) tellColumns(meanings, opened, io);
  for (const { code, severity, count, places, examples } of findings) {
    const mark = { error: '✗', warning: '!', info: '·' }[severity];
    const first = say(code, io.lang, { got: examples[0] ?? '' });
    io.out.line(`${mark} ${code} ×${count}  ${first}`);
    const shown = places.slice(0, 5).map((place) => placeWords(place, io.lang));
    io.out.line(`    ${shown.join(words ? '、' : ', ')}${count > 5 ? ' …' : ''}`);
  }
  io.out.table(
    words ? ['字段', '填写', '比例'] : ['field', 'filled', 'share'],
    report.completeness.map(({ field, filled, share }) => [
      FIELD_NAMES[field][io.lang],
      String(filled),
      `${Math.floor(share * 100)} %`,
    ]),
  );
}

/** What each column was taken for, with three rows to compare, and how to put it right. */
function tellColumns(meanings: Readonly<Record<string, ColumnField | null>>, opened: OpenedFile, io: CliIo): void {
  const zh = io.lang === 'zh';
  io.out.table(
    zh ? ['列名', '理解为', '例'] : ['column', 'taken for', 'examples'],
    Object.entries(meanings).map(([name, field]) => [
      name,
      fieldWords(field, io.lang),
      (opened.sheet?.samples ?? []).map((cells) => (cells[name] ?? '').slice(0, 16)).join(' | '),
    ]),
  );
  io.out.tell({
    zh: '理解有误时用 --map 列名=字段 更正，例如 --map 图书=题名；推送时（liantu push … --map …）说一次，联盟即为本馆记住',
    en: 'Correct a column with --map NAME=FIELD, e.g. --map 图书=title; told once with liantu push … --map …, it is remembered for your library',
  });
}
