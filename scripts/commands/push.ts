import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import {
  type PushEnd,
  type PushRequest,
  type PushRun,
  pushRecords,
  quarantineOf,
  rememberedColumns,
} from '../../src/push/client.ts';
import { readArgs } from '../cli/args.ts';
import { MAP_OPTION, meanings, readColumnMap } from '../cli/column-map.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { openDelivery } from '../cli/files.ts';
import { callersKey } from '../cli/key.ts';
import { CHARSET, DRY_RUN, OWN_LIBRARY, PROFILE, TO } from '../cli/options.ts';

const options = {
  to: TO,
  library: OWN_LIBRARY,
  profile: PROFILE,
  snapshot: {
    type: 'boolean',
    words: {
      zh: '这是全部馆藏：未出现的记录在提交时删除',
      en: 'these are all records: what is not among them is deleted at the end',
    },
  },
  charset: CHARSET,
  map: MAP_OPTION,
  'dry-run': DRY_RUN,
  resume: {
    type: 'string',
    value: 'ID',
    words: { zh: '继续一次中断的推送', en: 'go on with a push that was interrupted' },
  },
  'confirm-shrink': { type: 'boolean', words: { zh: '确认大量删除', en: 'agree to a large deletion' } },
} as const;

const Arguments = z.object({
  positionals: z.array(z.string()),
  to: z.string(),
  library: z.string(),
  profile: z.string().default('auto'),
  snapshot: z.boolean().default(false),
  charset: z.string().optional(),
  map: z.array(z.string()).default([]),
  'dry-run': z.boolean().default(false),
  resume: z.string().min(1).optional(),
  'confirm-shrink': z.boolean().default(false),
});
type Wanted = z.infer<typeof Arguments>;

/** As many quarantined records as a person wants to read at once. */
const SHOWN = 5;

export const command: CliCommand = {
  name: 'push',
  summary: { zh: '把本馆的书目数据送往联盟', en: 'send your library’s records to the alliance' },
  usage: [
    'push FILE… --to URL --library CODE [--profile P] [--snapshot] [--charset C] [--map 列名=FIELD]… [--dry-run]',
    'push FILE… --to URL --library CODE --resume ID [--confirm-shrink]',
  ],
  examples: [
    {
      line: 'liantu push 馆藏.iso --to http://127.0.0.1:4000 --library CN-320508-C-PJSY --snapshot',
      words: { zh: '送出全部馆藏', en: 'send all records' },
    },
    {
      line: 'liantu push 馆藏清单.xlsx --to http://127.0.0.1:4000 --library CN-320508-C-PJSY --snapshot --dry-run',
      words: { zh: '先演练，看会新增、变更、删除多少', en: 'rehearse: what would be added, changed, deleted' },
    },
    {
      line: 'liantu push 馆藏.xlsx --to http://127.0.0.1:4000 --library CN-320508-C-PJSY --map 图书=title',
      words: {
        zh: '“图书”一列是书名；为本馆记住',
        en: 'the column 图书 holds the titles; remembered for your library',
      },
    },
    {
      line: 'cat 新书.iso | liantu push - --to http://127.0.0.1:4000 --library CN-320508-C-PJSY',
      words: { zh: '从标准输入读，只增改不删除', en: 'from standard input; adds and changes only' },
    },
  ],
  options,
  run: async (args, io) => {
    const wanted = readArgs(args, options, Arguments);
    if (wanted.positionals.length === 0 && wanted.resume === undefined)
      throw new Fault('MISSING_OPTION', { option: 'FILE' });
    const key = callersKey(io.env);
    // The files are looked at before the server hears of them: a wrong file must not leave an open push behind.
    const target = { url: wanted.to, key };
    const told = readColumnMap(wanted.map);
    const columns = async () => meanings(await rememberedColumns({ target, signal: io.signal }, wanted.library), told);
    const delivery =
      wanted.positionals.length === 0 ? null : await openDelivery(wanted.positionals, { ...wanted, columns }, io);
    return await send(wanted, { target, delivery, io });
  },
};

interface Sending {
  readonly target: PushRun['target'];
  readonly delivery: Awaited<ReturnType<typeof openDelivery>> | null;
  readonly io: CliIo;
}

async function send(wanted: Wanted, { target, delivery, io }: Sending): Promise<number> {
  const started = performance.now();
  const progress = io.out.progress({ label: { zh: '推送', en: 'pushing' }, unit: { zh: '条', en: 'records' } });
  let id: string | null = null;
  const run: PushRun = {
    target,
    push: wanted.resume === undefined ? requestOf(wanted) : { resume: wanted.resume },
    confirmShrink: wanted['confirm-shrink'],
    signal: io.signal,
    onStatus: (status) => {
      if (id === null) tellId(status.id, io);
      id = status.id;
      progress.at(status.received, delivery?.total() ?? undefined);
    },
  };
  try {
    const status = await pushRecords(run, delivery?.records ?? null);
    progress.end();
    return await report({ status, wanted, run, io, seconds: Math.round(performance.now() - started) / 1000 });
  } catch (error) {
    // Whatever stopped it, the server keeps what it has, and this is the way on.
    if (id !== null && mayResume(error)) tellResume(id, wanted, io);
    throw error;
  }
}

function requestOf(wanted: Wanted): PushRequest {
  return {
    library: wanted.library,
    profile: wanted.profile,
    mode: wanted.snapshot ? 'SNAPSHOT' : 'DELTA',
    charset: wanted.charset ?? null,
    dryRun: wanted['dry-run'],
    expectedCount: null,
    columns: readColumnMap(wanted.map),
  };
}

interface Reporting {
  readonly status: PushEnd;
  readonly wanted: Wanted;
  readonly run: PushRun;
  readonly io: CliIo;
  readonly seconds: number;
}

async function report({ status, wanted, run, io, seconds }: Reporting): Promise<number> {
  const { id, nextSeq: _, heldReason, ...counts } = status;
  io.out.json({ push: id, ...counts, ...(heldReason === null ? {} : { heldReason }), seconds });
  const { state, received, added, changed, unchanged, deleted, quarantined } = counts;
  io.out.line([state, received, added, changed, unchanged, deleted, quarantined].join('\t'));
  const rehearsed = wanted['dry-run'];
  io.out.tell({
    zh: `${rehearsed ? '演练：将会' : ''}收到 ${received} 条：新增 ${added}，变更 ${changed}，未变 ${unchanged}，删除 ${deleted}，隔离 ${quarantined}`,
    en: `${rehearsed ? 'Rehearsal, this would be: ' : ''}${received} received: ${added} added, ${changed} changed, ${unchanged} unchanged, ${deleted} deleted, ${quarantined} quarantined`,
  });
  if (counts.outdated > 0) {
    io.out.tell({
      zh: `未变之中有 ${counts.outdated} 条是迟到的旧记录：馆里已有或已删除更新的版本，未采用`,
      en: `${counts.outdated} of the unchanged are older states that came late: a newer one stands or was deleted; ignored`,
    });
  }
  if (heldReason !== null) io.out.warn(heldReason);
  if (quarantined > 0) await tellQuarantine(run, id, io);
  if (state === 'HELD') {
    const confirm = `${commandLine(wanted, id)} --confirm-shrink`;
    io.out.warn({
      zh: `已暂缓，未删除任何记录。确认无误后运行：${confirm}`,
      en: `Held, nothing was deleted. To confirm: ${confirm}`,
    });
    return EXIT.quarantined;
  }
  if (state !== 'DONE') return EXIT.failed;
  return quarantined > 0 ? EXIT.quarantined : EXIT.ok;
}

async function tellQuarantine(run: PushRun, id: string, io: CliIo): Promise<void> {
  for (const { position, localId, findings } of await quarantineOf(run, id, SHOWN)) {
    const [finding] = findings;
    const why = io.lang === 'zh' ? finding?.messageZh : finding?.message;
    const who = localId === null ? '' : ` (${localId})`;
    io.out.warn({
      zh: `隔离 第 ${position} 条${who}：${finding?.code ?? ''} ${why ?? ''}`,
      en: `quarantined record ${position}${who}: ${finding?.code ?? ''} ${why ?? ''}`,
    });
  }
}

function tellId(id: string, io: CliIo): void {
  io.out.tell({
    zh: `推送 ${id}（中断后可加 --resume ${id} 继续）`,
    en: `Push ${id} (if interrupted, go on with --resume ${id})`,
  });
}

/** Not where the server said no, or where the files are other ones or broken: those would fail again. */
function mayResume(error: unknown): boolean {
  if (!(error instanceof Fault)) return error instanceof Error && error.name === 'AbortError';
  return error.code === 'SERVER_AWAY' || error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN';
}

function tellResume(id: string, wanted: Wanted, io: CliIo): void {
  const line = commandLine(wanted, id);
  io.out.warn({ zh: `已送达的内容保留在服务器上。继续：${line}`, en: `What was applied stays. To go on: ${line}` });
}

function commandLine(wanted: Wanted, id: string): string {
  const files = wanted.positionals.map(quoted).join(' ');
  const style = wanted.profile === 'auto' ? '' : ` --profile ${wanted.profile}`;
  const charset = wanted.charset === undefined ? '' : ` --charset ${wanted.charset}`;
  const snapshot = wanted.snapshot ? ' --snapshot' : '';
  const map = wanted.map.map((pair) => ` --map ${quoted(pair)}`).join('');
  return `liantu push ${files} --to ${wanted.to} --library ${wanted.library}${style}${charset}${map}${snapshot} --resume ${id}`;
}

function quoted(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
