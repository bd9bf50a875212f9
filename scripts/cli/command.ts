import type { Output } from './output.ts';

export type Lang = 'zh' | 'en';

/** A text for people, in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface CliOption {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  /** May be given several times; its values arrive as a list. */
  readonly multiple?: boolean;
  /** What stands after it in the help, e.g. `URL`. */
  readonly value?: string;
  readonly words: Words;
}
export type CliOptions = Readonly<Record<string, CliOption>>;

/** What a command may touch of the world outside. `--json`, `--quiet`, `--no-color` and `--help` never reach it as arguments. */
export interface CliIo {
  readonly lang: Lang;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly out: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Fires at Ctrl-C or SIGTERM: finish the step at hand, tell how to resume, return. */
  readonly signal: AbortSignal;
  readonly version: string;
}

/** One subcommand: a file in scripts/commands and a line in scripts/liantu.ts. */
export interface CliCommand {
  readonly name: string;
  readonly summary: Words;
  /** Forms of the call without `liantu`, e.g. `push FILE… --to URL --library CODE`. */
  readonly usage: readonly string[];
  /** Shown first in `--help`; `line` is a whole command that a person can copy. */
  readonly examples: readonly { readonly line: string; readonly words: Words }[];
  readonly options: CliOptions;
  /** `args` is what follows the command's name. Answers the exit code (exit.ts); throws a Fault for what cannot go on. */
  run(args: readonly string[], io: CliIo): Promise<number>;
}

export interface CliProgram {
  readonly name: string;
  readonly version: string;
  readonly about: Words;
  readonly commands: Readonly<Record<string, () => Promise<CliCommand>>>;
}
