import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { type GatewayProcess, portFor, startGateway } from '../cli/gateway-process.ts';
import { type Calls, callsWith } from '../demo/calls.ts';
import { type Played, rehearseClassSet } from '../demo/class-set/rehearse.ts';
import { curl } from '../demo/curl.ts';
import {
  type DemoKeys,
  issueKeys,
  registerLibraries,
  registerRoutes,
  writeExports,
  writeLoansOfTheDay,
  writeSchoolPage,
} from '../demo/members.ts';
import { fillShelves, type Shelf } from '../demo/shelves.ts';
import { ask, TRYOUTS } from '../demo/tryouts.ts';

const options = {
  once: { type: 'boolean', words: { zh: '装好并自查后退出', en: 'end after filling and checking' } },
  'class-set': {
    type: 'boolean',
    words: {
      zh: '装好后演一遍整班共读：45 册、十一所学校、两条线路、十周',
      en: 'then play a class set: 45 copies, eleven schools, two routes, ten weeks',
    },
  },
} as const;
const Arguments = z.object({
  once: z.boolean().default(false),
  'class-set': z.boolean().default(false),
  positionals: z.array(z.string()).max(0),
});

/** The school whose keys and page are shown. */
const SCHOOL = 'CN-320508-C-SL01';

export const command: CliCommand = {
  name: 'demo',
  summary: {
    zh: '装一个四类图书馆的示例联盟并开始服务',
    en: 'fill a data folder with an example alliance and serve it',
  },
  usage: ['demo [--once|--class-set]'],
  examples: [
    { line: 'liantu demo', words: { zh: '装好后一直服务，Ctrl-C 结束', en: 'fill and serve until Ctrl-C' } },
    {
      line: 'liantu demo --class-set',
      words: { zh: '装好、把整班共读从请求演到结算、结束', en: 'fill, play a class set from wish to account, end' },
    },
    { line: 'liantu demo --once', words: { zh: '装好、自查、结束', en: 'fill, check, end' } },
  ],
  options,
  run: async (args, io) => {
    const { once, 'class-set': classSet } = readArgs(args, options, Arguments);
    const folder = resolve(io.env.LIANTU_DATA ?? join('data', 'demo'));
    await mkdir(folder, { recursive: true });
    const host = io.env.LIANTU_HOST ?? '127.0.0.1';
    const port = await portFor(once || classSet ? 0 : Number(io.env.LIANTU_PORT ?? 4000), host);
    const env = { ...io.env, LIANTU_DATA: folder, LIANTU_HOST: host, LIANTU_PORT: String(port) };
    const calls = callsWith(io, env);
    const started = performance.now();
    io.out.tell({ zh: `示例联盟装在 ${folder}`, en: `The example alliance goes into ${folder}` });
    await registerLibraries(folder, calls);
    await registerRoutes(folder, calls);
    const keys = await issueKeys(folder, calls);
    const gateway = await startGateway({ env, signal: io.signal });
    try {
      const shelves = fillShelves(new Date());
      await deliver(shelves, { calls, keys, gateway, folder, io });
      await untilSearchable(gateway.url, keys, io.signal);
      const answers = await checkTryouts(gateway.url, keys);
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      const counts = await summary(gateway.url, keys);
      if (classSet) {
        await gateway.stop();
        return tellClassSet(await rehearseClassSet(folder, keys, env), io);
      }
      io.out.json({ url: gateway.url, folder, seconds, ...counts, tryouts: answers });
      const page = await writeSchoolPage(folder, gateway.url, SCHOOL);
      tellResult({ io, gateway, keys, seconds, counts, page });
      if (once) return EXIT.ok;
      await served(gateway, io);
      return EXIT.ok;
    } finally {
      await gateway.stop();
    }
  },
};

interface Delivering {
  readonly calls: Calls;
  readonly keys: DemoKeys;
  readonly gateway: GatewayProcess;
  readonly folder: string;
  readonly io: CliIo;
}

const PushReport = z.object({ state: z.string(), received: z.number(), quarantined: z.number(), seconds: z.number() });

/** Each library sends its file with its own key, as it will in life; then the city library tells its loans of the day. */
async function deliver(shelves: readonly Shelf[], { calls, keys, gateway, folder, io }: Delivering): Promise<void> {
  const paths = await writeExports(folder, shelves);
  for (const { library } of shelves) {
    const file = paths.get(library.code) ?? '';
    const env = { LIANTU_KEY: keys[`push ${library.code}`] ?? '' };
    const report = await calls.json(
      ['push', file, '--to', gateway.url, '--library', library.code, '--snapshot'],
      PushReport,
      env,
    );
    const name = file.slice(folder.length + 1);
    const done = `${library.name}  ${name}  ${report.received}`;
    io.out.tell({ zh: `推送 ${done} 条，${report.seconds} 秒`, en: `pushed ${done} records, ${report.seconds} s` });
    if (report.state !== 'DONE' || report.quarantined > 0)
      throw new Fault('DEMO_STEP_FAILED', { command: `push ${name}`, said: JSON.stringify(report) });
  }
  const [city] = shelves;
  if (city === undefined) return;
  const loans = await writeLoansOfTheDay(folder, city);
  const scope = ['--to', gateway.url, '--library', city.library.code];
  await calls.json(['availability', loans, ...scope], z.unknown(), {
    LIANTU_KEY: keys[`push ${city.library.code}`] ?? '',
  });
}

const Counts = z.object({
  alliance: z.object({ editionCount: z.number(), itemCount: z.number(), libraryCount: z.number() }),
  search: z.object({ totalCount: z.number() }),
});
type Counted = z.infer<typeof Counts>['alliance'];

const COUNTS = '{ alliance { editionCount itemCount libraryCount } search(query: "", first: 1) { totalCount } }';

/** Waits until the index holds what the catalogue holds. */
async function untilSearchable(url: string, keys: DemoKeys, signal: AbortSignal): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { alliance, search } = Counts.parse(await ask(url, keys.operator ?? '', COUNTS));
    if (alliance.editionCount > 0 && search.totalCount >= alliance.editionCount) return;
    await delay(50, undefined, { signal });
  }
  throw new Fault('DEMO_STEP_FAILED', { command: 'search', said: 'the index did not catch up within 30 s' });
}

async function summary(url: string, keys: DemoKeys): Promise<Counted> {
  return Counts.parse(await ask(url, keys.operator ?? '', COUNTS)).alliance;
}

/** Runs every query that is about to be recommended; one that does not show what it promises ends the demo. */
async function checkTryouts(
  url: string,
  keys: DemoKeys,
): Promise<readonly { readonly what: string; readonly ok: true }[]> {
  const checked: { readonly what: string; readonly ok: true }[] = [];
  for (const { words, query, works } of TRYOUTS) {
    const data = await ask(url, keys.operator ?? '', query);
    if (!works(data))
      throw new Fault('DEMO_STEP_FAILED', { command: words.en, said: JSON.stringify(data).slice(0, 500) });
    checked.push({ what: words.en, ok: true });
  }
  return checked;
}

/** The diary, a line a step; the settlement sheets at its end. */
function tellClassSet({ outcome, diary }: Played, { out, lang }: CliIo): number {
  out.json({ outcome, diary });
  out.line('');
  for (const entry of diary) out.line(`${entry.day}  ${entry[lang]}`);
  for (const { month, csv } of outcome.accounts) out.line(`\n${month}\n${csv.replace(/^\uFEFF/, '')}`);
  return EXIT.ok;
}

interface Result {
  readonly io: CliIo;
  readonly gateway: GatewayProcess;
  readonly keys: DemoKeys;
  readonly seconds: number;
  readonly counts: Counted;
  /** Where the page with the widget is. */
  readonly page: string;
}

function tellResult({ io, gateway: { url }, keys, seconds, counts, page }: Result): void {
  const { out, lang } = io;
  const { libraryCount, editionCount, itemCount } = counts;
  const zh = lang === 'zh';
  out.line(
    zh
      ? `\n${libraryCount} 个示例馆、${editionCount} 个版本、${itemCount} 册，用时 ${seconds} 秒；书是真的，馆藏是虚构的。\n`
      : `\n${libraryCount} example libraries, ${editionCount} editions, ${itemCount} copies in ${seconds} s; the books are real, who holds them is invented.\n`,
  );
  out.table(
    [],
    [
      ['GraphQL', `${url}/graphql`],
      [zh ? '馆员工作台' : 'Desk', `${url}/desk/`],
      [zh ? '学校网页（检索挂件）' : 'School page (widget)', page],
      [zh ? '管理员密钥' : 'Operator key', keys.operator ?? ''],
      [zh ? `馆员密钥 ${SCHOOL}` : `Librarian key ${SCHOOL}`, keys[`librarian ${SCHOOL}`] ?? ''],
      [zh ? `推送密钥 ${SCHOOL}` : `Push key ${SCHOOL}`, keys[`push ${SCHOOL}`] ?? ''],
    ],
  );
  out.line(zh ? '\n可以试试：' : '\nTry:');
  if (process.platform === 'win32')
    out.line(
      zh
        ? '（在 PowerShell 里；中文显示成乱码就先运行 chcp 65001）'
        : '(in PowerShell; run chcp 65001 first to see Chinese)',
    );
  for (const { words, query } of TRYOUTS)
    out.line(`\n# ${words[lang]}\n${curl(url, keys.operator ?? '', query, process.platform)}`);
}

/** Until Ctrl-C, or until the gateway ends by itself, which is a fault. */
async function served(gateway: GatewayProcess, io: CliIo): Promise<void> {
  io.out.tell({ zh: '\n正在服务，Ctrl-C 结束。', en: '\nServing; Ctrl-C ends it.' });
  const stopped = new Promise<null>((resolve) =>
    io.signal.addEventListener('abort', () => resolve(null), { once: true }),
  );
  const code = await Promise.race([gateway.ended, stopped]);
  if (code !== null && code !== 0)
    throw new Fault('DEMO_STEP_FAILED', { command: 'liantu serve', said: `exit ${code}` });
}
