import { editionId, libraryCode, workId } from '../../base/brand.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { loanOf, pushOf, readGlobalId, sourceKeyIn, toteOf } from '../ids.ts';
import { PERMISSIONS, requireRole } from '../permissions.ts';
import { ownPush } from './contributing.ts';
import { ownTote } from './couriers.ts';
import { ownLoan } from './loans.ts';
import { mayReadRecord } from './source-records.ts';

export const baseResolvers = {
  Query: {
    node: (_, { id }, context) => nodeOf(id, context),
    viewer: (_, _args, { viewer }) => viewer,
  },
  Viewer: {
    roles: ({ role }) => [role],
    library: ({ library }, _, { load }) => (library === null ? null : load.library.load(library)),
  },
} as const satisfies Resolvers;

/** The object of a global id, under the same rules as where it is asked for by name; `__typename` tells graphql-js which it is. */
async function nodeOf(globalId: string, context: GraphContext) {
  const read = readGlobalId(globalId);
  if (read === null) throw refuse('BAD_USER_INPUT', { detail: 'id is no global id' });
  const { type, id } = read;
  const { load, needs } = context;
  switch (type) {
    case 'Library': {
      const code = libraryCode(id);
      return named(type, code === null ? null : await load.library.load(code));
    }
    case 'Work':
      return named(type, await load.work.load(workId(id)));
    case 'Edition':
      return named(type, await load.edition.load(editionId(id)));
    case 'Holding':
      return named(type, await load.holding.load(id));
    case 'Item':
      return named(type, await needs.catalogue.item(id));
    case 'SourceRecord':
      return named(type, await recordOf(id, context));
    case 'Push':
      requireRole(context, PERMISSIONS['Query.push']);
      return named(type, await ownPush(pushOf(globalId), context));
    case 'Loan':
      requireRole(context, PERMISSIONS['Query.loan']);
      return named(type, await ownLoan(loanOf(globalId), context));
    case 'Tote':
      requireRole(context, PERMISSIONS['Query.tote']);
      return named(type, await ownTote(toteOf(globalId), context));
  }
}

async function recordOf(id: string, context: GraphContext) {
  requireRole(context, PERMISSIONS['Query.sourceRecord']);
  const key = sourceKeyIn(id);
  const mayRead = key !== null && mayReadRecord(context.viewer, key.library);
  const view = mayRead ? await context.load.sourceRecord.load(key) : null;
  if (key === null || view === null) throw refuse('NOT_FOUND', { what: 'source record' });
  return { key, view };
}

function named<T extends object, Name extends string>(__typename: Name, found: T | null) {
  return found === null ? null : { ...found, __typename };
}
