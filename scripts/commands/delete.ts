import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import { pushRecords } from '../../src/push/client.ts';
import type { Delivery } from '../../src/push/connector.ts';
import { readCsv } from '../../src/record/formats/csv.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { callersKey } from '../cli/key.ts';
import { DRY_RUN, OWN_LIBRARY, TO } from '../cli/options.ts';

const options = {
  to: TO,
  library: OWN_LIBRARY,
  'dry-run': DRY_RUN,
} as const;
const Arguments = z.object({
  positionals: z.tuple([z.string()]),
  to: z.string(),
  library: z.string(),
  'dry-run': z.boolean().default(false),
});

export const command: CliCommand = {
  name: 'delete',
  summary: { zh: '按记录号清单撤下本馆的记录', en: 'take your library’s records out by a list of their numbers' },
  usage: ['delete LIST --to URL --library CODE [--dry-run]'],
  examples: [
    {
      line: 'liantu delete 剔旧清单.csv --to http://127.0.0.1:4000 --library CN-320508-C-PJSY',
      words: {
        zh: '第一列为记录号；有无前导零均可，未曾送过的只计数',
        en: 'the first column holds the numbers, with leading zeros or without; unknown ones are counted',
      },
    },
  ],
  options,
  run: async (args, io) => {
    const { positionals, to, library, 'dry-run': dryRun } = readArgs(args, options, Arguments);
    const [file] = positionals;
    const key = callersKey(io.env);
    const ids = numbersIn(await bytesOf(file, io));
    if (ids.length === 0) throw new Fault('NO_RECORDS', { file, detail: 'csv' });
    const progress = io.out.progress({
      label: { zh: '撤下', en: 'deleting' },
      unit: { zh: '条', en: 'records' },
      total: ids.length,
    });
    const request = { library, profile: 'auto', mode: 'DELTA', charset: null, dryRun, expectedCount: null } as const;
    const status = await pushRecords(
      {
        target: { url: to, key },
        push: request,
        confirmShrink: false,
        signal: io.signal,
        onStatus: ({ received }) => progress.at(received),
      },
      deletions(ids),
    );
    progress.end();
    const { id, state, received, deleted, quarantined } = status;
    const unknown = received - deleted - quarantined;
    io.out.json({ push: id, state, received, deleted, unknown, quarantined });
    io.out.line([state, received, deleted, unknown, quarantined].join('\t'));
    io.out.tell({
      zh: `清单 ${received} 条：撤下 ${deleted}，本馆没有 ${unknown}`,
      en: `${received} numbers: ${deleted} deleted, ${unknown} unknown`,
    });
    if (state !== 'DONE') return EXIT.failed;
    return quarantined > 0 ? EXIT.quarantined : EXIT.ok;
  },
};

async function* deletions(ids: readonly string[]): AsyncIterable<Delivery> {
  for (const localId of ids) yield { kind: 'deleted', localId };
}

/** The first filled cell of each line, without the header: a number of a record has a digit in it. */
function numbersIn(bytes: Buffer): readonly string[] {
  const cells = readCsv(bytes, 'detect', 'list').lines.map((line) => (line[0] ?? '').replace(/^\uFEFF/, '').trim());
  const [header, ...rest] = cells;
  const numbers = header === undefined || /\d/.test(header) ? cells : rest;
  return [...new Set(numbers.filter((number) => number !== ''))];
}

async function bytesOf(file: string, io: CliIo): Promise<Buffer> {
  if (file === '-') {
    const parts: Uint8Array[] = [];
    for await (const part of io.stdin) parts.push(part);
    return Buffer.concat(parts);
  }
  try {
    return await readFile(file);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('FILE_UNREADABLE', { file, detail }, { cause });
  }
}
