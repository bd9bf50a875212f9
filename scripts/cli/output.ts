import { type MessageCode, say } from '../../src/base/messages.ts';
import type { Lang, Words } from './command.ts';
import { type Progress, type ProgressOptions, startProgress } from './progress.ts';
import { pad, width } from './width.ts';

/** The two streams of a program, as far as we use them. */
export interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Data goes to stdout, everything said to a person goes to stderr. Texts from records are stripped of control codes. */
export interface Output {
  /** One line of data on stdout; silent with --json, where {@link Output.json} speaks. */
  line(text: string): void;
  /** Aligned columns on stdout; silent with --json. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void;
  /** One JSON value on stdout; only with --json, and then exactly once. */
  json(value: unknown): void;
  /** One line of NDJSON on stdout, with or without --json: for commands whose data are many JSON values. */
  jsonLine(value: unknown): void;
  /** Tells a person something on stderr; silent with --quiet. */
  tell(words: Words | string): void;
  /** Warns on stderr, with --quiet too. */
  warn(words: Words | string): void;
  /** The words of a code with its remedy, on stderr, with --quiet too. */
  message(code: MessageCode, values?: Readonly<Record<string, string | number>>, place?: string): void;
  /** Progress on stderr: redrawn on a terminal, plain lines elsewhere, nothing with --quiet. */
  progress(options: ProgressOptions): Progress;
  /** Whether {@link Output.json} has spoken. */
  readonly spoken: boolean;
}

export interface OutputOptions {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly lang: Lang;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly color: boolean;
}

export function makeOutput(options: OutputOptions): Output {
  const { stdout, stderr, lang, json, quiet, color } = options;
  let spoken = false;
  const inLang = (words: Words | string) => stripControls(typeof words === 'string' ? words : words[lang]);
  const toStderr = (text: string) => stderr.write(`${text}\n`);
  const line = (text: string) => {
    if (!json) stdout.write(`${stripControls(text)}\n`);
  };
  return {
    line,
    table: (head, rows) => {
      for (const text of tableLines(head, rows)) line(text);
    },
    json: (value) => {
      if (!json || spoken) return;
      spoken = true;
      stdout.write(`${JSON.stringify(value)}\n`);
    },
    jsonLine: (value) => {
      spoken = true;
      stdout.write(`${JSON.stringify(value)}\n`);
    },
    tell: (words) => {
      if (!quiet) toStderr(inLang(words));
    },
    warn: (words) => toStderr(paint(inLang(words), '33', color)),
    message: (code, values = {}, place) => {
      const where = place === undefined ? '' : ` ${place}`;
      toStderr(`${paint(code, '31', color)} ·${stripControls(`${where} ${say(code, lang, values)}`)}`);
    },
    progress: (wanted) => startProgress(wanted, { stream: stderr, lang, quiet }),
    get spoken() {
      return spoken;
    },
  };
}

/** `LIANTU_LANG`, else `LC_ALL`, `LC_MESSAGES`, `LANG`, else the system's own locale. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Lang {
  const named = [env.LIANTU_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(
    (value) => value !== undefined && value !== '',
  );
  const locale = named ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(locale) ? 'zh' : 'en';
}

/** Without C0, DEL and C1 (but tab and line feed), so that no record can drive the reader's terminal. */
export function stripControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

function paint(text: string, sgr: string, color: boolean): string {
  return color ? `\u001b[${sgr}m${text}\u001b[0m` : text;
}

function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = head.length === 0 ? rows : [head, ...rows];
  const widths = Array.from({ length: Math.max(0, ...all.map((row) => row.length)) }, (_, column) =>
    Math.max(...all.map((row) => width(row[column] ?? ''))),
  );
  return all.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
