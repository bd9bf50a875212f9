import { parseArgs } from 'node:util';
import type { ZodType, z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import type { CliOption, CliOptions } from './command.ts';

/**
 * Reads a command's arguments by its option table and checks them with its schema. The schema sees one object: each
 * option under its name (dashes kept) and `positionals`. Throws a Fault of exit code 2 that names the first thing wrong.
 */
export function readArgs<T>(args: readonly string[], options: CliOptions, schema: ZodType<T>): T {
  const given = split(args, options);
  const checked = schema.safeParse({ ...given.values, positionals: given.positionals });
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  if (issue === undefined) throw checked.error;
  const name = String(issue.path[0] ?? '');
  if (name === 'positionals') throw positionalFault(given.positionals, issue);
  const option = label(name, options[name]);
  const value = given.values[name];
  if (value === undefined) throw new Fault('MISSING_OPTION', { option });
  throw new Fault('WRONG_OPTION', { option, value: String(value), detail: issue.message });
}

function split(args: readonly string[], options: CliOptions) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: Object.fromEntries(
        Object.entries(options).map(([name, option]) => [name, parserOption(option)] as const),
      ),
      allowPositionals: true,
      strict: true,
    });
    return { values, positionals };
  } catch (error) {
    // parseArgs explains itself well in English; the option it names is what a reader needs in any language.
    throw new Fault('UNKNOWN_OPTION', { detail: firstSentence(error) }, { cause: error });
  }
}

function parserOption(option: CliOption) {
  const { type, short, multiple = false } = option;
  return short === undefined ? { type, multiple } : { type, multiple, short };
}

function positionalFault(
  positionals: readonly string[],
  issue: Pick<z.core.$ZodIssue, 'code' | 'path' | 'message'>,
): Fault {
  if (issue.code === 'too_big') return new Fault('UNEXPECTED_ARGUMENT', { value: positionals.at(-1) ?? '' });
  const value = positionals[Number(issue.path[1] ?? positionals.length)];
  if (value === undefined) return new Fault('MISSING_OPTION', { option: 'FILE / NAME' });
  return new Fault('WRONG_ARGUMENT', { value, detail: issue.message });
}

const firstSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('. ')[0] ?? '';

/** `--to URL`, as the help writes it. */
export function label(name: string, option: CliOption | undefined): string {
  return option?.value === undefined ? `--${name}` : `--${name} ${option.value}`;
}
