import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { lineOf, type ReadMarc, readMarc } from '../support/read-marc.ts';

const run = promisify(execFile);

/** Names by which yaz knows what the manifest of the data calls a charset; others are read without their text. */
const CHARSETS: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  'utf-8 (leader/09 blank)': 'utf-8',
  'marc-8': 'marc-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  cp1251: 'cp1251',
  'koi8-r': 'koi8-r',
};

export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  /** Fields that yaz reads and we do not, as it reads them, with ours of the same tag behind. */
  readonly differing: readonly string[];
}

/** What yaz-marcdump makes of the first records of a file, compared field by field with what we make of them. */
export async function compareWithYaz(path: string, encoding: string, most: number): Promise<Comparison> {
  const charset = CHARSETS[encoding];
  const convert = charset === undefined ? [] : ['-f', charset, '-t', 'utf-8'];
  const limit = Number.isFinite(most) ? ['-L', String(most)] : [];
  const xml = await yaz(['-i', 'marc', ...convert, '-o', 'marcxml', ...limit, path]);
  const ours = await readMarc(path, 'detect', most);
  const theirs = await readMarc(xml, 'utf-8');
  return {
    ours: ours.records.length,
    theirs: theirs.records.length,
    differing: differing(ours, theirs, charset !== undefined),
  };
}

/** yaz ends with 1 where it met something broken, and has still written what it understood. */
async function yaz(args: readonly string[]): Promise<Buffer> {
  const options = { encoding: 'buffer', maxBuffer: 1 << 30 } as const;
  return await run('yaz-marcdump', args, options).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout?: Buffer }) => error.stdout ?? Buffer.alloc(0),
  );
}

function differing(ours: ReadMarc, theirs: ReadMarc, withText: boolean): readonly string[] {
  const shown = withText ? plain : shape;
  const read = ours.records.map((record) => record.fields.map((field) => shown(lineOf(field))));
  const taken = new Set<number>();
  return theirs.records.flatMap((record, at) => {
    const lines = record.fields.map((field) => shown(lineOf(field)));
    const mine = read[partnerOf(lines, at, read, taken)] ?? [];
    const left = [...mine];
    return lines.flatMap((line) => {
      const found = left.indexOf(line);
      if (found !== -1) left.splice(found, 1);
      return found === -1 ? [`${line} | ${mine.find((own) => own.startsWith(line.slice(0, 3))) ?? ''}`] : [];
    });
  });
}

/** The record of ours that shares most lines, looked for nearby: one reader may find a record the other leaves out. */
function partnerOf(
  lines: readonly string[],
  at: number,
  read: readonly (readonly string[])[],
  taken: Set<number>,
): number {
  let best = { index: -1, shared: 0 };
  for (let index = Math.max(0, at - 3); index <= at + 6 && index < read.length; index++) {
    if (taken.has(index)) continue;
    const own = new Set(read[index]);
    const shared = lines.filter((line) => own.has(line)).length;
    if (shared > best.shared) best = { index, shared };
  }
  taken.add(best.index);
  return best.index;
}

/** Tag, indicators and codes: what can be compared where nobody knows the charset. */
function shape(line: string): string {
  const codes = [...line.matchAll(/\$([^ -~]|[ -~])/gu)].map(([, code = '']) => code);
  return `${line.slice(0, 6)} ${codes.join('')}`.replace(/[^ -~]+/g, '').trimEnd();
}

/**
 * Text as both would write it. A ligature over two letters is two halves with us, as MARC-8 has it, and one mark with
 * yaz; so is the double tilde.
 */
function plain(line: string): string {
  return line
    .normalize('NFC')
    .replace(/[\ufe20\ufe21\ufe22\ufe23\u0360\u0361]/g, '')
    .normalize('NFC')
    .trimEnd();
}
