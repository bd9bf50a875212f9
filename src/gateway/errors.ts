import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError } from 'graphql';
import { type MessageCode, say } from '../base/messages.ts';
import { Fault } from '../base/problem.ts';

type Values = Readonly<Record<string, string | number>>;

/** What a resolver throws to refuse a field: the code, with its words in both languages. */
export function refuse(code: MessageCode, values: Values = {}): Fault {
  return new Fault(code, values);
}

/** An error as a client sees it. */
export interface ShownError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly messageZh: string };
}

/** Faults that are the server's own: told by their code, but logged as loudly as a crash. */
const OURS: readonly MessageCode[] = ['STORAGE_BUSY', 'INTERNAL', 'DEADLINE_PASSED'];

/**
 * One error for a client. Our own codes pass; what was stopped says so; a mistake in the query is told without guessing names of the schema;
 * anything else becomes "internal error" with the request's number, and its details go to the log only.
 */
export function show(error: unknown, requestId: string, log: FastifyBaseLogger | null): ShownError {
  const cause = causeOf(error);
  const where = error instanceof GraphQLError ? placeOf(error) : {};
  if (cause instanceof Fault && cause.code !== 'INTERNAL') {
    if (OURS.includes(cause.code)) log?.error({ err: cause, requestId }, 'request failed');
    return { ...said(cause.code, cause.values, toldAs(cause.code)), ...where };
  }
  if (cause instanceof Error && cause.name === 'AbortError') return { ...said('DEADLINE_PASSED'), ...where };
  if (error instanceof GraphQLError && cause === undefined) {
    return { ...said('QUERY_REFUSED', { detail: withoutGuesses(error.message) }, 'BAD_USER_INPUT'), ...where };
  }
  log?.error({ err: cause, requestId }, 'request broke');
  return { ...said('INTERNAL', { request: requestId }), ...where };
}

/** A query that was refused for its form is bad input like any other; only the words differ. */
const toldAs = (code: MessageCode): string => (code === 'QUERY_REFUSED' ? 'BAD_USER_INPUT' : code);

/** The words for a code, as GraphQL carries them. `as` is the code told where it differs from the words' own. */
export function said(code: MessageCode, values: Values = {}, as: string = code): ShownError {
  return { message: say(code, 'en', values), extensions: { code: as, messageZh: say(code, 'zh', values) } };
}

/** An error that graphql-js passes on unchanged: for places that no formatter reaches. */
export function asGraphQLError({ message, extensions }: ShownError): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions } });
}

/** What stands behind an error of graphql-js; undefined where the query itself is at fault. A value of a variable that does not fit comes wrapped twice. */
function causeOf(error: unknown): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError) cause = cause.originalError;
  return cause;
}

function placeOf(error: GraphQLError): Pick<ShownError, 'locations' | 'path'> {
  return {
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
  };
}

/** graphql-js offers names of the schema to whoever mistypes one. */
function withoutGuesses(message: string): string {
  return message
    .replace(/ Did you mean .*\?/s, '')
    .replace(/\.$/, '')
    .slice(0, 300);
}
