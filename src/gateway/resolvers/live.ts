import type { LiveQuery } from '../../push/connector.ts';
import { refuse } from '../errors.ts';
import type { LiveQuery as LiveQueryInput, Resolvers } from '../generated/graphql.ts';
import { searchText } from '../inputs.ts';

/** Live answers: records as their libraries told them, tied to the catalogue by ISBN only. */
export const liveResolvers = {
  LiveAnswer: {
    source: async ({ source, library, state, total, asOf }, _, { load }) => ({
      name: source,
      library: await load.library.load(library),
      state: state === 'TIMED_OUT' ? 'FAILED' : state,
      hits: state === 'ANSWERED' ? total : null,
      asOf: state === 'ANSWERED' ? asOf : null,
    }),
  },
  LiveRecord: {
    isbns: ({ isbns }) => isbns ?? [],
    holdings: ({ holdings }) => holdings,
    editions: async ({ isbns }, _, { needs, load }) => {
      const [isbn] = isbns ?? [];
      if (isbn === undefined) return [];
      const editions = await load.edition.many(await needs.catalogue.editionsByIsbn(isbn));
      return editions.filter((edition) => edition !== null);
    },
  },
  LiveHolding: {
    availability: ({ availability }) => availability ?? 'UNKNOWN',
  },
} as const satisfies Resolvers;

/** The query with control characters out of it; refused where nothing is asked for. */
export function liveQueryOf(input: LiveQueryInput): LiveQuery {
  const fields = ['any', 'title', 'author', 'isbn'] as const;
  const given = fields
    .map((field) => [field, searchText(input[field], field)] as const)
    .filter(([, text]) => text !== '');
  if (given.length === 0) throw refuse('BAD_USER_INPUT', { detail: 'any, title, author or isbn is needed' });
  return Object.fromEntries(given);
}
