import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import { type CopyState, reportAvailability } from '../../src/push/availability.ts';
import { readDayReport } from '../../src/record/day-report.ts';
import { readArgs } from '../cli/args.ts';
import type { CliCommand, CliIo } from '../cli/command.ts';
import { EXIT } from '../cli/exit.ts';
import { callersKey } from '../cli/key.ts';
import { OWN_LIBRARY, TO } from '../cli/options.ts';

const options = {
  to: TO,
  library: OWN_LIBRARY,
} as const;
const Arguments = z.object({ positionals: z.tuple([z.string()]), to: z.string(), library: z.string() });

/** As many unknown barcodes as a person wants to read. */
const SHOWN = 10;

export const command: CliCommand = {
  name: 'availability',
  summary: { zh: '报告当日流通状态：条码、状态、应还日期', en: 'send the loans of the day: barcode, status, due date' },
  usage: ['availability FILE --to URL --library CODE'],
  examples: [
    {
      line: 'liantu availability 今日借阅.csv --to http://127.0.0.1:4000 --library CN-320508-C-PJSY',
      words: {
        zh: '表格需有条码号、状态两列，可有应还日期',
        en: 'a sheet with barcode and status columns, and due date if known',
      },
    },
  ],
  options,
  run: async (args, io) => {
    const { positionals, to, library } = readArgs(args, options, Arguments);
    const [file] = positionals;
    const key = callersKey(io.env);
    const copies = await copiesIn(file, io);
    const progress = io.out.progress({
      label: { zh: '报告', en: 'sending' },
      unit: { zh: '册', en: 'copies' },
      total: copies.length,
    });
    const started = performance.now();
    const run = { target: { url: to, key }, library, signal: io.signal, onSent: (count: number) => progress.at(count) };
    const { changed, unknownBarcodes } = await reportAvailability(run, copies);
    progress.end();
    const seconds = Math.round(performance.now() - started) / 1000;
    io.out.json({ reported: copies.length, changed, unknownBarcodes, seconds });
    io.out.line(`${copies.length}\t${changed}\t${unknownBarcodes.length}`);
    io.out.tell({
      zh: `报告 ${copies.length} 册，状态有变 ${changed} 册，未知条码 ${unknownBarcodes.length} 个`,
      en: `${copies.length} copies reported, ${changed} changed, ${unknownBarcodes.length} unknown barcodes`,
    });
    if (unknownBarcodes.length === 0) return EXIT.ok;
    io.out.warn(unknownBarcodes.slice(0, SHOWN).join(' '));
    return EXIT.quarantined;
  },
};

async function copiesIn(file: string, io: CliIo): Promise<readonly CopyState[]> {
  const bytes = file === '-' ? await wholeOf(io.stdin) : await bytesOf(file);
  const report = readDayReport(bytes, file);
  if (!report.ok) throw new Fault(report.code, { file, detail: report.detail });
  for (const { line, word } of report.unknownWords.slice(0, SHOWN)) {
    io.out.warn({
      zh: `第 ${line} 行：不认识的状态“${word}”，已略过`,
      en: `row ${line}: status "${word}" is unknown and was left out`,
    });
  }
  return report.copies;
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('FILE_UNREADABLE', { file, detail }, { cause });
  }
}

async function wholeOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
