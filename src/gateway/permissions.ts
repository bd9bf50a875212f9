import type { GraphQLFieldResolver } from 'graphql';
import type { Role } from '../command/keys.ts';
import type { GraphContext } from './context.ts';
import { refuse } from './errors.ts';

const ANYONE = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN', 'TEACHER', 'MEMBER_PUSH', 'WIDGET', 'ANONYMOUS'] as const;
const KEYED = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN', 'TEACHER', 'MEMBER_PUSH'] as const;
const STAFF = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN', 'TEACHER'] as const;
const LIBRARIANS = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN'] as const;
const COORDINATORS = ['OPERATOR', 'COORDINATOR'] as const;
const PUSHERS = ['OPERATOR', 'LIBRARIAN', 'MEMBER_PUSH'] as const;
const PUSH_WATCHERS = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN', 'MEMBER_PUSH'] as const;

/**
 * Which role may ask for which field. Every field of Query, Mutation and Subscription has a row; a field of another type
 * has one only where it is closed to some. Whose data it is (own library or another's) is for the resolver to look at.
 */
export const PERMISSIONS = {
  'Query.node': ANYONE,
  'Query.viewer': ANYONE,
  'Query.search': ANYONE,
  'Query.suggest': ANYONE,
  'Query.emptySearches': ['OPERATOR', 'COORDINATOR'],
  'Query.edition': ANYONE,
  'Query.work': ANYONE,
  'Query.editionsByIsbn': ANYONE,
  'Query.library': ANYONE,
  'Query.libraries': ANYONE,
  'Query.alliance': KEYED,
  'Query.sourceRecord': PUSH_WATCHERS,
  'Query.push': PUSH_WATCHERS,
  'Query.pushes': PUSH_WATCHERS,
  'Query.reviewQueue': LIBRARIANS,
  'Query.loan': STAFF,
  'Query.loans': STAFF,
  'Query.settlement': LIBRARIANS,
  'Query.lendingFigures': LIBRARIANS,
  'Query.stuckLoans': COORDINATORS,
  'Query.undeliveredLetters': COORDINATORS,
  'Query.courierRoutes': STAFF,
  'Query.tote': LIBRARIANS,
  'Query.totes': LIBRARIANS,
  'Query.scanned': LIBRARIANS,
  'Mutation.beginPush': PUSHERS,
  'Mutation.commitPush': PUSHERS,
  'Mutation.abandonPush': PUSHERS,
  'Mutation.reportAvailability': PUSHERS,
  'Mutation.decideReview': LIBRARIANS,
  'Mutation.requestLoan': STAFF,
  'Mutation.actOnLoan': LIBRARIANS,
  'Mutation.resolveLetter': COORDINATORS,
  'Mutation.actOnTote': LIBRARIANS,
  'Mutation.startRotation': LIBRARIANS,
  'Mutation.passRotation': LIBRARIANS,
  'Subscription.pushProgress': PUSH_WATCHERS,
  'Subscription.loanChanged': STAFF,
  // Each question goes out to other people's servers: it is for people who serve readers.
  'Subscription.liveResults': STAFF,
  'Library.columnMap': PUSH_WATCHERS,
  'Edition.provenance': LIBRARIANS,
  'Edition.sourceRecords': PUSH_WATCHERS,
} as const satisfies Record<string, readonly Role[]>;

/** Who may use /graphql at all; what needs no key has its own address. */
export const MAY_ASK: readonly Role[] = KEYED;

/** Who may send chunks of a push over HTTP. */
export const MAY_PUSH: readonly Role[] = PUSHERS;

/** Who lays down the files of copies, and who fetches them; whose loan it is, is looked at besides. */
export const MAY_LAY_DOCUMENTS: readonly Role[] = LIBRARIANS;
export const MAY_FETCH_DOCUMENTS: readonly Role[] = ['LIBRARIAN', 'TEACHER'];

/** Refuses the field where the viewer's role is not in its row. */
export function requireRole({ viewer }: Pick<GraphContext, 'viewer'>, roles: readonly Role[]): void {
  if (roles.includes(viewer.role)) return;
  throw refuse(viewer.role === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
}

type Field = GraphQLFieldResolver<unknown, GraphContext>;

/** The resolver of a field behind its row of the table. */
export function guarded(name: string, resolve: Field): Field {
  const row = Object.entries(PERMISSIONS).find(([field]) => field === name);
  if (row === undefined) return resolve;
  const roles: readonly Role[] = row[1];
  return (source, args, context, info) => {
    requireRole(context, roles);
    return resolve(source, args, context, info);
  };
}
