import { Fault } from '../../src/base/problem.ts';
import type { CliCommand, CliIo, CliProgram, Lang } from './command.ts';
import { EXIT, exitOfError } from './exit.ts';
import { commandHelp, programHelp } from './help.ts';
import { languageOf, makeOutput, type Output, type Stream } from './output.ts';

/** The process as the command line sees it; tests hand in their own. */
export interface Outside {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly signal: AbortSignal;
}

/** Runs one call of the program and answers its exit code; never throws. */
export async function runProgram(program: CliProgram, outside: Outside): Promise<number> {
  const { flags, rest } = takeFlags(outside.argv);
  const lang = languageOf(outside.env);
  const color = outside.stderr.isTTY === true && !flags.noColor && !outside.env.NO_COLOR;
  const { stdout, stderr, signal, env, stdin } = outside;
  const out = makeOutput({ stdout, stderr, lang, json: flags.json, quiet: flags.quiet, color });
  const io: CliIo = { lang, json: flags.json, quiet: flags.quiet, out, env, stdin, signal, version: program.version };
  try {
    const [name, ...args] = rest;
    if (name === '--version' || name === '-V') return print(stdout, program.version);
    if (name === undefined) {
      // Asked for help it is data; called with nothing it is a usage error told on stderr.
      return print(flags.help ? stdout : stderr, await wholeHelp(program, lang), flags.help ? EXIT.ok : EXIT.usage);
    }
    const load = Object.hasOwn(program.commands, name) ? program.commands[name] : undefined;
    if (load === undefined) throw unknownCommand(name, program);
    const command = await load();
    if (flags.help) return print(stdout, commandHelp(command, program.name, lang));
    return await command.run(args, io);
  } catch (error) {
    return report(error, { out, json: flags.json, debug: Boolean(env.LIANTU_DEBUG), stderr });
  }
}

interface Flags {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly noColor: boolean;
  readonly help: boolean;
}

/** The flags of every command may stand anywhere before `--`. */
function takeFlags(argv: readonly string[]): { readonly flags: Flags; readonly rest: readonly string[] } {
  const end = argv.indexOf('--');
  const head = end < 0 ? argv : argv.slice(0, end);
  const has = (...names: readonly string[]) => head.some((arg) => names.includes(arg));
  const flags = {
    json: has('--json'),
    quiet: has('--quiet', '-q'),
    noColor: has('--no-color'),
    help: has('--help', '-h'),
  };
  const common = new Set(['--json', '--quiet', '-q', '--no-color', '--help', '-h']);
  const rest = [...head.filter((arg) => !common.has(arg)), ...(end < 0 ? [] : argv.slice(end))];
  return { flags, rest };
}

function print(stream: Stream, text: string, exit: number = EXIT.ok): number {
  stream.write(`${text}\n`);
  return exit;
}

async function wholeHelp(program: CliProgram, lang: Lang): Promise<string> {
  const commands: readonly CliCommand[] = await Promise.all(Object.values(program.commands).map((load) => load()));
  return programHelp(program, commands, lang);
}

interface Reporting {
  readonly out: Output;
  readonly json: boolean;
  readonly debug: boolean;
  readonly stderr: Stream;
}

/** One of the four places that catch: says what went wrong, where and what to do, in the reader's language. */
function report(error: unknown, { out, json, debug, stderr }: Reporting): number {
  const exit = exitOfError(error);
  const fault = asFault(error, exit);
  out.message(fault.code, fault.values, fault.place);
  if (debug && error instanceof Error) stderr.write(`${error.stack ?? ''}\n${causeText(error)}`);
  if (json) out.json({ error: { code: fault.code, message: fault.message, ...fault.values } });
  return exit;
}

function asFault(error: unknown, exit: number): Fault {
  if (error instanceof Fault) return error;
  if (exit === EXIT.interrupted) return new Fault('INTERRUPTED');
  return new Fault('BROKEN', { detail: error instanceof Error ? error.message : String(error) }, { cause: error });
}

const causeText = (error: Error): string => (error.cause instanceof Error ? `${error.cause.stack ?? ''}\n` : '');

function unknownCommand(name: string, program: CliProgram): Fault {
  const names = Object.keys(program.commands);
  const like = [...names].sort((a, b) => distance(name, a) - distance(name, b))[0] ?? '';
  return new Fault('UNKNOWN_COMMAND', { command: name, like });
}

/** Edits between two words (Levenshtein), for "did you mean". */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const swap = (row[j] ?? 0) + (char === b[j] ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
