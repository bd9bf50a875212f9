/**
 * Writes src/record/charsets/marc8-table.ts: the character sets of MARC-8, EACC among them, packed. The mapping is that
 * of pymarc (BSD 2-clause), made from the code tables of the Library of Congress.
 * Run: pip download --no-deps pymarc && unzip pymarc-*.whl && npx tsx scripts/dev/marc8-table.ts pymarc/marc8_mapping.py
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  readonly code: number;
  readonly char: string;
  readonly combining: boolean;
}

const source = readFileSync(process.argv[2] ?? 'marc8_mapping.py', 'utf8');
const sets = new Map<string, Entry[]>();
let current: Entry[] = [];
for (const line of source.split('\n')) {
  const head = /^CHARSET_([0-9A-F]{2}) = \{/.exec(line);
  if (head?.[1] !== undefined) {
    current = [];
    sets.set(String.fromCharCode(Number.parseInt(head[1], 16)), current);
  } else if (line.startsWith('CODESETS')) break;
  const entry = /^ {4}(0x[0-9A-Fa-f]+): \((0x[0-9A-Fa-f]+), ([01])\)/.exec(line);
  if (entry === null) continue;
  const [, code = '', char = '', combining = ''] = entry;
  current.push({ code: Number(code), char: String.fromCodePoint(Number(char)), combining: combining === '1' });
}

/** A character of EACC is three bytes of 94; its place in the whole plane is one number. */
const place = (code: number): number =>
  (((code >> 16) - 33) * 94 + ((code >> 8) & 0xff) - 33) * 94 + (code & 0xff) - 33;

/** Runs of neighbours: where each begins, in base 36, and its characters. */
function packed(entries: readonly Entry[], at: (code: number) => number): string {
  const sorted = [...entries].map((entry) => ({ ...entry, at: at(entry.code) })).sort((a, b) => a.at - b.at);
  const runs: string[] = [];
  let next = -1;
  for (const { at: here, char } of sorted) {
    if (here === next) runs.push(`${runs.pop() ?? ''}${char}`);
    else runs.push(`${here.toString(36)}:${char}`);
    next = here + 1;
  }
  return runs.join('\u0001');
}

const lines = (text: string): string =>
  (text.match(/[\s\S]{1,240}/gu) ?? [])
    .map(
      (line) => `  ${JSON.stringify(line).replace(/[\u007f-\u00a0\u0300-\u036f\u2028\u2029\ufe20-\ufe23]/gu, escaped)}`,
    )
    .join(' +\n');
function escaped(char: string): string {
  return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

const singles = [...sets].filter(([name]) => name !== '1' && name !== 'B');
const text = [
  '// Written by scripts/dev/marc8-table.ts from pymarc (BSD 2-clause); do not edit.',
  '/** One-byte sets by the final byte that designates them: runs `place:characters` divided by U+0001, place = code & 0x7f. */',
  'export const ONE_BYTE: Readonly<Record<string, string>> = {',
  ...singles.map(([name, entries]) => `${JSON.stringify(name)}:\n${lines(packed(entries, (code) => code & 0x7f))},`),
  '};',
  '',
  '/** The places of each set that are combining characters: they stand before their letter. */',
  'export const COMBINING: Readonly<Record<string, readonly number[]>> = {',
  ...singles.map(
    ([name, entries]) =>
      `  ${JSON.stringify(name)}: [${entries.flatMap(({ code, combining }) => (combining ? [code & 0x7f] : [])).join(', ')}],`,
  ),
  '};',
  '',
  '/** EACC: place = ((b1-33)*94 + b2-33)*94 + b3-33. */',
  'export const EACC =',
  `${lines(packed(sets.get('1') ?? [], place))};`,
  '',
].join('\n');
writeFileSync(new URL('../../src/record/charsets/marc8-table.ts', import.meta.url), text);
