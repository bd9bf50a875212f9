import type { LibraryCode } from '../base/brand.ts';
import { Fault } from '../base/problem.ts';
import { isMonth, type SettledLibrary, type Settlement } from '../loan/settlement.ts';
import { symbolOf } from '../loan/talk.ts';
import type { Readers } from './stores.ts';

export interface MonthAccount {
  readonly account: Settlement;
  /** As CSV for Excel. */
  readonly sheet: string;
  readonly libraries: readonly (SettledLibrary & { readonly symbol: string; readonly name: string })[];
}

/**
 * What the libraries owe each other for a month, with the names of all.
 *
 * @throws Fault BAD_USER_INPUT where it is no month
 */
export async function monthAccount(
  { loans, libraries }: Pick<Readers, 'loans' | 'libraries'>,
  month: string,
  about: LibraryCode | null,
): Promise<MonthAccount> {
  if (!isMonth(month)) throw new Fault('BAD_USER_INPUT', { detail: `MONTH ${month} (2026-11)` });
  const account = await loans.settlement(month, about);
  const codes = account.libraries.flatMap(({ party }) => (party.kind === 'member' ? [party.library] : []));
  const known = await libraries.libraries(codes);
  return {
    account,
    sheet: await loans.settlementSheet(month, about),
    libraries: account.libraries.map((row) => ({
      ...row,
      symbol: symbolOf(row.party),
      name: row.party.kind === 'outside' ? row.party.name : (known.get(row.party.library)?.name ?? ''),
    })),
  };
}
