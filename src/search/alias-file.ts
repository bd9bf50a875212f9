import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type AliasTable, aliasTable } from './alias-table.ts';
import { ALIASES } from './aliases.ts';

const OwnAliases = z.object({
  titles: z.array(z.array(z.string())).default([]),
  names: z.array(z.array(z.string())).default([]),
});

/** Our own list of other names, with a librarian's beside it where there is such a file. */
export function readAliases(file: string | null): AliasTable {
  const own = file !== null && existsSync(file) ? [OwnAliases.parse(JSON.parse(readFileSync(file, 'utf8')))] : [];
  return aliasTable(ALIASES, ...own);
}
