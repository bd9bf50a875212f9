import type { ToteId } from '../../base/brand.ts';
import { problem } from '../../base/problem.ts';
import type { Tote } from '../../loan/courier/tote.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { globalId, readGlobalId, toteOf } from '../ids.ts';
import { codeOf, optionalCode, texts } from '../inputs.ts';
import { pageSize, storePage } from '../paging.ts';
import { actorOf, belongs, seesAll } from '../viewer.ts';
import { idempotencyProblem, ownLibrary } from './contributing.ts';
import { libraryOf } from './holdings.ts';

const MOST_COPIES = 500;
const MOST_TEXT = 100;

export const courierResolvers = {
  Query: {
    courierRoutes: async (_, _args, { needs }) => {
      const routes = await needs.totes.routes();
      return await Promise.all(routes.map(async (route) => ({ ...route, ...(await needs.totes.figures(route.name)) })));
    },
    tote: (_, { id }, context) => ownTote(toteOf(id), context),
    totes: (_, args, { needs, viewer }) => {
      const library = codeOf(args.library, 'library');
      if (!belongs(viewer, library)) throw refuse('NOT_FOUND', { what: args.library });
      const filter = { library, open: args.open ?? null };
      return storePage((rows, from) => needs.totes.list(filter, rows, from), pageSize(args.first, 50), args.after);
    },
    scanned: async (_, args, { needs, viewer, load }) => {
      const library = codeOf(args.library, 'library');
      if (!belongs(viewer, library)) throw refuse('NOT_FOUND', { what: args.library });
      const [code = ''] = texts([args.code.trim()], 'code');
      const read = readGlobalId(code);
      const ids = await needs.totes.scanned(library, read?.type === 'Loan' ? read.id : code);
      return (await load.loan.many(ids)).filter((loan) => loan !== null);
    },
  },
  Mutation: {
    actOnTote: async (_, { input }, { needs, viewer, load }) => {
      const at = ownLibrary(input.at, viewer, 'at');
      const barcodes = (input.barcodes ?? []).map((barcode) => barcode.trim()).filter((barcode) => barcode !== '');
      const label = input.tote.trim();
      const read = readGlobalId(label);
      const tote = read?.type === 'Tote' ? read.id : label;
      if (barcodes.length > MOST_COPIES || barcodes.some((barcode) => barcode.length > MOST_TEXT))
        return bad('barcodes', `0–${MOST_COPIES}`);
      if (tote === '' || tote.length > MOST_TEXT) return bad('tote', `1–${MOST_TEXT}`);
      const keyProblem = idempotencyProblem(input.idempotencyKey);
      if (keyProblem !== null) return { tote: null, problems: [keyProblem] };
      const act = {
        action: input.action,
        at,
        tote,
        to: optionalCode(input.to, 'to'),
        route: input.route ?? null,
        barcodes,
        idempotencyKey: input.idempotencyKey,
      };
      const answer = await needs.commands.run({ do: 'actOnTote', input: act }, actorOf(viewer));
      load.forget();
      return answer;
    },
  },
  CourierRoute: {
    stops: ({ stops }, _, { load }) => Promise.all(stops.map((code) => libraryOf(code, load))),
  },
  Tote: {
    id: ({ id }) => globalId('Tote', id),
    from: ({ from }, _, { load }) => libraryOf(from, load),
    to: ({ to }, _, { load }) => libraryOf(to, load),
    place: ({ place }, _, { load }) => (place === null ? null : libraryOf(place, load)),
  },
  ToteCopy: {
    library: ({ library }, _, { load }) => libraryOf(library, load),
    homeward: ({ way }) => way === 'HOME',
    loan: ({ loan }, _, { load }) => load.loan.load(loan),
  },
} as const satisfies Resolvers;

/** A box that the viewer may see: its two ends, where it stands, and those who run the alliance. To others there is none. */
export async function ownTote(id: ToteId, { needs, viewer }: Pick<GraphContext, 'needs' | 'viewer'>): Promise<Tote> {
  const tote = await needs.totes.tote(id);
  const ends = tote === null ? [] : [tote.from, tote.to, tote.place];
  const mine = seesAll(viewer) || (viewer.library !== null && ends.includes(viewer.library));
  if (tote === null || !mine) throw refuse('NOT_FOUND', { what: 'tote' });
  return tote;
}

const bad = (field: string, allowed: string) => ({
  tote: null,
  problems: [problem('BAD_USER_INPUT', { detail: `${field}: ${allowed}` }, field)],
});
