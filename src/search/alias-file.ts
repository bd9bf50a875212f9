import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Fault } from '../base/problem.ts';
import { type AliasTable, aliasTable } from './alias-table.ts';
import { ALIASES, type Aliases } from './aliases.ts';

const Groups = z.array(z.array(z.string())).default([]);
/** A misspelt `titels` must not pass for a file without titles. */
const OwnAliases = z.strictObject({ titles: Groups, names: Groups });

/**
 * Our own list of other names, with a librarian's beside it where there is such a file.
 *
 * @throws Fault ALIASES_UNREADABLE: whoever wrote the file is told, rather than left to wonder why nothing is found
 */
export function readAliases(file: string | null): AliasTable {
  return file !== null && existsSync(file) ? aliasTable(ALIASES, ownAliases(file)) : aliasTable(ALIASES);
}

function ownAliases(file: string): Aliases {
  try {
    // Editors of Windows write a mark before UTF-8, which is dropped here, or GBK, which is refused.
    const read = OwnAliases.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw new Fault('ALIASES_UNREADABLE', { file, detail: [issue?.path.join('.'), issue?.message].join(' ').trim() });
  } catch (error) {
    if (error instanceof Fault) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault('ALIASES_UNREADABLE', { file, detail }, { cause: error });
  }
}
