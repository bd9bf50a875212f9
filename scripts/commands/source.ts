import { z } from 'zod';
import { CONNECTORS } from '../../connectors/index.ts';
import { administer, CLI } from '../../src/app/administer.ts';
import { outgoing } from '../../src/app/outgoing.ts';
import { kindUnknown, settingsOf, shownSettings } from '../../src/app/source-settings.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo, Words } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { ALLOW_PRIVATE, CHARSET, PROFILE } from '../cli/options.ts';
import { readSchedule, settingsFrom } from '../cli/source-input.ts';
import { sourceLine } from '../cli/source-line.ts';

const options = {
  kind: {
    type: 'string',
    value: 'KIND',
    words: { zh: `类型：${Object.keys(CONNECTORS).join(' ')}`, en: `kind: ${Object.keys(CONNECTORS).join(' ')}` },
  },
  library: { type: 'string', value: 'CODE', words: { zh: '数据归属的馆代码', en: 'library whose records these are' } },
  profile: PROFILE,
  charset: CHARSET,
  mode: {
    type: 'string',
    value: 'MODE',
    words: {
      zh: 'delta（增量，默认）或 snapshot（每次读全，缺者删除）',
      en: 'delta (default) or snapshot (each run reads all, what is missing goes)',
    },
  },
  set: {
    type: 'string',
    multiple: true,
    value: 'NAME=VALUE',
    words: {
      zh: '一项设置，值可为 JSON；密码请写 env:变量名',
      en: 'one setting, its value may be JSON; write passwords as env:NAME',
    },
  },
  settings: { type: 'string', value: 'FILE.json', words: { zh: '全部设置', en: 'all settings' } },
  every: { type: 'string', value: 'TIME', words: { zh: '间隔，如 30m、6h、1d', en: 'interval such as 30m, 6h, 1d' } },
  daily: { type: 'string', value: 'HH:MM', words: { zh: '每天的时刻（北京时间）', en: 'time of day, in Shanghai' } },
  live: {
    type: 'boolean',
    words: { zh: '检索时实时询问（需该类来源支持）', en: 'asked live while people search, where its kind can be' },
  },
  'allow-private': ALLOW_PRIVATE,
} as const;
const Arguments = z
  .object({
    positionals: z.tuple([z.enum(['add', 'list', 'probe', 'remove'])]).rest(z.string()),
    kind: z.string().optional(),
    library: z.string().optional(),
    profile: z.string().default('auto'),
    charset: z.string().optional(),
    mode: z.enum(['delta', 'snapshot'], { error: 'delta | snapshot' }).default('delta'),
    set: z.array(z.string().regex(/^[\w.]+=/, { error: 'NAME=VALUE' })).default([]),
    settings: z.string().optional(),
    every: z.string().optional(),
    daily: z.string().optional(),
    live: z.boolean().default(false),
    'allow-private': z.boolean().default(false),
  })
  .strict();
type Wanted = z.infer<typeof Arguments>;

export const command: CliCommand = {
  name: 'source',
  summary: { zh: '登记、列出、测试采集来源', en: 'register, list and try sources to fetch from' },
  usage: [
    'source add NAME --kind KIND --library CODE [--set NAME=VALUE]… [--every TIME | --daily HH:MM]',
    'source list',
    'source probe NAME',
    'source remove NAME',
  ],
  examples: [
    {
      line: `liantu source add sudau --kind oai-pmh --library CN-320508-4-SUDA --set url=https://lib.example.edu.cn/oai --every 6h`,
      words: { zh: '每六小时采集一次', en: 'fetch every six hours' },
    },
    {
      line: `liantu source add ucs --kind z3950 --library CN-320508-1-SZTSG --set host=z.example.org --set port=9991 --set 'databases=["UCS01G"]' --set queryCharset=gb18030`,
      words: { zh: 'GBK 的 Z39.50 服务器', en: 'a Z39.50 server that speaks GBK' },
    },
    {
      line: 'liantu source probe ucs',
      words: { zh: '连接并检索一个已知的中文题名', en: 'connect, and search a known title in Chinese' },
    },
  ],
  options,
  run: async (args, io) => {
    const wanted = readArgs(args, options, Arguments);
    const [action, name, more] = wanted.positionals;
    if (more !== undefined) throw new Fault('UNEXPECTED_ARGUMENT', { value: more });
    if (action === 'list') return await list(io);
    if (name === undefined) throw new Fault('MISSING_OPTION', { option: 'NAME' });
    if (action === 'add') return await add(name, wanted, io);
    return action === 'probe' ? await probe(name, io) : await remove(name, io);
  },
};

async function add(name: string, wanted: Wanted, io: CliIo): Promise<number> {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(name)) throw new Fault('SOURCE_NAME_WRONG', { name });
  const { kind, profile } = wanted;
  if (kind === undefined) throw new Fault('MISSING_OPTION', { option: '--kind KIND' });
  const connector = CONNECTORS[kind];
  if (connector === undefined) throw kindUnknown(kind, CONNECTORS);
  const settings = await settingsFrom(wanted);
  // References are kept as they are; here they only have to be there.
  settingsOf(connector, settings, io.env);
  await using office = await administer(io.env);
  const library = libraryCode(wanted.library ?? '');
  const known = library === null ? undefined : (await office.readers.libraries.libraries([library])).get(library);
  if (library === null || known === undefined) throw new Fault('UNKNOWN_LIBRARY', { library: wanted.library ?? '' });
  const source = {
    ...{ name, kind, library, profile, settings },
    charset: wanted.charset ?? null,
    mode: wanted.mode === 'snapshot' ? 'SNAPSHOT' : 'DELTA',
    allowPrivate: wanted['allow-private'],
    schedule: readSchedule(wanted),
    live: wanted.live,
  } as const;
  await office.commands.run({ do: 'putSource', source }, CLI);
  io.out.json({ ...source, settings: shownSettings(settings) });
  io.out.tell({
    zh: `已登记来源 ${name}，请运行 liantu source probe ${name}`,
    en: `Source ${name} is registered; now run: liantu source probe ${name}`,
  });
  return EXIT.ok;
}

async function list(io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const views = await office.readers.sources.list();
  io.out.json(views.map(({ source, ...rest }) => ({ ...source, settings: shownSettings(source.settings), ...rest })));
  io.out.table(
    io.lang === 'zh'
      ? ['名称', '类型', '馆', '上次采集', '状态', '记录数', '数据截至', '下次采集', '备注']
      : ['name', 'kind', 'library', 'last run', 'state', 'records', 'complete as of', 'next run', 'remark'],
    views.map((view) => sourceLine(view, systemClock.now(), io.lang)),
  );
  return EXIT.ok;
}

const STEPS: Readonly<Record<string, Words>> = {
  connect: { zh: '连接', en: 'connect' },
  search: { zh: '检索已知题名', en: 'search a known title' },
  charset: { zh: '检索字符集应改为', en: 'the query charset should be' },
  record: { zh: '取一条记录', en: 'fetch a record' },
  records: { zh: '取记录', en: 'fetch records' },
  deletions: { zh: '删除通知', en: 'tells deletions' },
};

async function probe(name: string, io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const view = await office.readers.sources.byName(name);
  if (view === null) throw new Fault('NOT_FOUND', { what: name });
  const { source } = view;
  const connector = CONNECTORS[source.kind];
  if (connector === undefined) throw kindUnknown(source.kind, CONNECTORS);
  await using out = outgoing({ allowPrivate: source.allowPrivate });
  const settings = settingsOf(connector, source.settings, io.env);
  const report = await connector.probe(settings, {
    ...{ fetch: out.fetch, dial: out.dial },
    clock: systemClock,
    signal: io.signal,
    log: () => undefined,
  });
  io.out.json({ source: name, ...report });
  for (const { what, ok, detail } of report.steps) {
    const words = STEPS[what]?.[io.lang] ?? what;
    io.out.line(`${ok ? '✓' : '✗'} ${words}  ${detail}`);
  }
  return report.ok ? EXIT.ok : EXIT.failed;
}

async function remove(name: string, io: CliIo): Promise<number> {
  await using office = await administer(io.env);
  const { removed } = await office.commands.run({ do: 'removeSource', name }, CLI);
  if (!removed) throw new Fault('NOT_FOUND', { what: name });
  io.out.json({ name, removed });
  io.out.tell({ zh: `已移除来源 ${name}；其数据保留`, en: `Source ${name} is removed; its records stay` });
  return EXIT.ok;
}
