import { refuse } from '../errors.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { sourceKeyOf } from '../ids.ts';
import { optionalCode } from '../inputs.ts';
import { pageSize, storePage } from '../paging.ts';
import { actorOf, belongs } from '../viewer.ts';

export const reviewResolvers = {
  Query: {
    reviewQueue: (_, { library, first, after }, { needs, viewer }) => {
      const code = optionalCode(library, 'library') ?? viewer.library;
      if (code !== null && !belongs(viewer, code)) throw refuse('NOT_FOUND', { what: String(library) });
      return storePage((rows, from) => needs.catalogue.reviewQueue(code, rows, from), pageSize(first, 20), after);
    },
  },
  Mutation: {
    decideReview: async (_, { a, b, verdict }, { needs, viewer, load }) => {
      const keys = [sourceKeyOf(a, 'a'), sourceKeyOf(b, 'b')] as const;
      if (!keys.some(({ library }) => belongs(viewer, library))) throw refuse('FORBIDDEN');
      const records = await load.sourceRecord.many(keys);
      if (records.includes(null)) throw refuse('NOT_FOUND', { what: 'source record' });
      const command = { do: 'decideReview', a: keys[0], b: keys[1], verdict } as const;
      const { editions, problems } = await needs.commands.run(command, actorOf(viewer));
      load.forget();
      const shown = await load.edition.many([...new Set(editions)]);
      return { editions: shown.filter((edition) => edition !== null), problems };
    },
  },
  ReviewPair: {
    a: ({ a }) => ({ key: a, view: null }),
    b: ({ b }) => ({ key: b, view: null }),
  },
} as const satisfies Resolvers;
