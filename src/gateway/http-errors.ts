import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import type { MessageCode } from '../base/messages.ts';
import { Fault } from '../base/problem.ts';
import { type ShownError, said, show } from './errors.ts';
import { MAX_BODY_BYTES } from './limits.ts';

/** HTTP status of a refusal of the whole request. Refusals of single fields go out with status 200. */
const STATUS: Partial<Record<MessageCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  IDEMPOTENCY_CONFLICT: 409,
  OUT_OF_ORDER: 409,
  PUSH_CLOSED: 410,
  BODY_TOO_LARGE: 413,
  CHUNK_TOO_LARGE: 413,
  DOCUMENT_TOO_LARGE: 413,
  MEDIA_TYPE_REFUSED: 415,
  DOCUMENT_TYPE_REFUSED: 415,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
  STORAGE_BUSY: 503,
  WRITER_GONE: 503,
  DEADLINE_PASSED: 503,
};

/** A client waits this long before it asks again what could not be done now. */
const RETRY_AFTER_SECONDS = '5';

export function statusOf(code: string): number {
  const entry = Object.entries(STATUS).find(([name]) => name === code);
  return entry?.[1] ?? 400;
}

/** Headers that belong to a status. */
export function withStatus(reply: FastifyReply, status: number): FastifyReply {
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="liantu"');
  return reply.code(status);
}

/**
 * What broke a request as a whole, in a client's words: our own faults, what fastify refused before a handler ran, and
 * mercurius' refusals, of which the first reason is told and no more.
 */
export function shownFault(error: unknown, requestId: string, log: FastifyBaseLogger | null): ShownError {
  if (error instanceof Fault || error instanceof GraphQLError) return show(error, requestId, log);
  const { code, statusCode, errors } = partsOf(error);
  if (errors !== null) return shownReason(errors[0], requestId, log);
  if (statusCode === 413) return said('BODY_TOO_LARGE', { limit: MAX_BODY_BYTES });
  if (statusCode === 415) return said('MEDIA_TYPE_REFUSED', { expected: 'application/json' });
  if (code.startsWith('MER_ERR_GQL_PERSISTED')) return said('UNKNOWN_PERSISTED_QUERY');
  if (code === 'MER_ERR_GQL_CSRF_PREVENTION') return said('MEDIA_TYPE_REFUSED', { expected: 'application/json' });
  if (statusCode !== null && statusCode < 500) return said('BAD_USER_INPUT', { detail: `HTTP ${statusCode}` });
  return show(error, requestId, log);
}

function shownReason(reason: unknown, requestId: string, log: FastifyBaseLogger | null): ShownError {
  if (reason instanceof GraphQLError) return show(reason, requestId, log);
  return said('QUERY_REFUSED', { detail: 'the request is not formed as GraphQL over HTTP' }, 'BAD_USER_INPUT');
}

interface Parts {
  readonly code: string;
  readonly statusCode: number | null;
  readonly errors: readonly unknown[] | null;
}

/** What fastify and mercurius put on their errors, looked at without trusting any of it. */
function partsOf(error: unknown): Parts {
  if (typeof error !== 'object' || error === null) return { code: '', statusCode: null, errors: null };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null;
  const errors = 'errors' in error && Array.isArray(error.errors) && error.errors.length > 0 ? error.errors : null;
  return { code, statusCode, errors };
}
