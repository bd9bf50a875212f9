import type { LibraryCode } from '../../base/brand.ts';
import { shanghaiDay } from '../../base/clock.ts';
import type { Party } from '../../loan/loan.ts';
import { refuse } from '../errors.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { codeOf } from '../inputs.ts';
import { type Connection, pageOf, pageSize } from '../paging.ts';
import { belongs, seesAll, type Viewer } from '../viewer.ts';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const YEAR_MS = 365 * 86_400_000;

export const lendingFigureResolvers = {
  Query: {
    settlement: async (_, args, { needs, viewer }) => {
      if (!MONTH.test(args.month)) throw refuse('BAD_USER_INPUT', { detail: 'month: 2026-11' });
      const about = libraryAsked(args.library ?? null, viewer);
      return { account: await needs.loans.settlement(args.month, about), about };
    },
    lendingFigures: async (_, { from, to }, { needs, viewer }) => {
      const now = needs.clock.now();
      const first = from ?? shanghaiDay(new Date(now.getTime() - YEAR_MS));
      const until = new Date(Date.parse(`${to ?? shanghaiDay(now)}T24:00:00+08:00`));
      const { lenders, routes } = await needs.loans.figures(new Date(`${first}T00:00:00+08:00`), until);
      return { lenders: lenders.filter(({ party }) => seesAll(viewer) || isOwn(party, viewer.library)), routes };
    },
  },
  Settlement: {
    month: ({ account }) => account.month,
    pairs: ({ account }, args) => page(account.pairs, ({ a, b }) => `${codeOfParty(a)} ${codeOfParty(b)}`, args),
    libraries: ({ account }, args) => page(account.libraries, ({ party }) => codeOfParty(party), args),
    csv: ({ account, about }, _, { needs }) => needs.loans.settlementSheet(account.month, about),
  },
  LendingFigures: {
    lenders: ({ lenders }, args) => page(lenders, ({ party }) => codeOfParty(party), args),
    routes: ({ routes }, args) => page(routes, ({ route }) => route, args),
  },
} as const satisfies Resolvers;

/** Whose account it is: everybody's for those who run the alliance, else one's own only. */
function libraryAsked(asked: string | null, viewer: Viewer): LibraryCode | null {
  const library = asked === null ? viewer.library : codeOf(asked, 'library');
  if (library === null && !seesAll(viewer)) throw refuse('FORBIDDEN');
  if (library !== null && !belongs(viewer, library)) throw refuse('NOT_FOUND', { what: 'library' });
  return asked === null && seesAll(viewer) ? null : library;
}

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

function page<T>(rows: readonly T[], keyOf: (row: T) => string, { first, after }: PageArguments): Connection<T> {
  return pageOf(rows, keyOf, pageSize(first, 50), after);
}

const codeOfParty = (party: Party) => (party.kind === 'member' ? party.library : party.symbol);

function isOwn(party: Party, library: LibraryCode | null): boolean {
  return party.kind === 'member' && party.library === library;
}
