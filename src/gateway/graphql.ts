import { setMaxListeners } from 'node:events';
import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ExecutionResult } from 'graphql';
import { type MercuriusCommonOptions, mercurius } from 'mercurius';
import type { GraphContext } from './context.ts';
import { refuse, show } from './errors.ts';
import { shownFault, statusOf, withStatus } from './http-errors.ts';
import { LIMIT_RULES, MAX_BODY_BYTES, MAX_DEPTH, MAX_TOKENS, requireCheap, requireQueryText } from './limits.ts';
import { loadersFor } from './loaders.ts';
import type { Needs } from './needs.ts';
import { MAY_ASK, requireRole } from './permissions.ts';
import { executableSchema } from './schema.ts';
import { guardSockets, MAX_MESSAGE_BYTES, MAX_SUBSCRIPTIONS, socketViewer, verifyUpgrade } from './sockets.ts';
import type { Viewer } from './viewer.ts';
import { WIDGET_QUERIES } from './widget-queries.ts';

/** How long one request may take before its searches are stopped and its reads refused. */
const DEADLINE_MS = 10_000;

/** `/graphql`: for holders of a key, over HTTP and graphql-transport-ws. */
export async function staffEndpoint(scope: FastifyInstance, needs: Needs): Promise<void> {
  await scope.register(websocket, {
    options: {
      maxPayload: MAX_MESSAGE_BYTES,
      verifyClient: verifyUpgrade(needs.settings),
      handleProtocols: () => 'graphql-transport-ws',
    },
    // "Going away": a client of the protocol then connects again, elsewhere or later.
    preClose(done) {
      for (const client of scope.websocketServer.clients) client.close(1001, 'Going away');
      scope.websocketServer.close();
      done();
    },
  });
  // After the plugin above, which tells a WebSocket from a request that only says so.
  scope.addHook('onRequest', async (request) => {
    if (!request.ws) requireRole({ viewer: viewerIn(request) }, MAY_ASK);
  });
  const schema = executableSchema();
  guardSockets(scope.websocketServer, schema, needs);
  await scope.register(mercurius, {
    ...commonOptions(needs),
    schema,
    path: '/graphql',
    additionalRouteOptions: { bodyLimit: MAX_BODY_BYTES, preHandler: async (request) => requireQuery(request) },
    // A browser cannot forge Sec-* headers; without this one every WebSocket would be refused as cross-site.
    csrfPrevention: {
      requiredHeaders: ['x-mercurius-operation-name', 'mercurius-require-preflight', 'sec-websocket-key'],
    },
    subscription: {
      wsDefaultSubprotocol: 'graphql-transport-ws',
      queueHighWaterMark: 16,
      context: async (socket, request) => {
        const closed = new AbortController();
        // Every subscription of the socket waits on this one signal.
        setMaxListeners(MAX_SUBSCRIPTIONS * 2, closed.signal);
        socket.once('close', () => closed.abort());
        return { ...contextFor(needs, await socketViewer(socket, request, needs), request.id, closed.signal) };
      },
    },
  });
  addHooks(scope);
}

/** `/widget/graphql`: for anyone, and for registered queries only; no cookie, no key, nothing to forge. */
export async function widgetEndpoint(scope: FastifyInstance, needs: Needs): Promise<void> {
  await scope.register(mercurius, {
    ...commonOptions(needs),
    schema: executableSchema(),
    path: '/widget/graphql',
    persistedQueryProvider: {
      isPersistedQuery: () => true,
      isPersistedQueryRetry: () => false,
      getHash: (request) => hashIn(request),
      getQueryFromHash: async (hash) => WIDGET_QUERIES.get(hash),
      notFoundError: 'unknown query',
      notSupportedError: 'unknown query',
    },
  });
  addHooks(scope);
}

function commonOptions(needs: Needs): MercuriusCommonOptions {
  return {
    graphiql: false,
    jit: 0,
    // Twice this many syntax trees are kept (good and bad), each up to a megabyte for a hostile text.
    cache: 64,
    queryDepth: MAX_DEPTH,
    allowBatchedQueries: false,
    graphql: { parseOptions: { maxTokens: MAX_TOKENS }, validateOptions: { maxErrors: 5 } },
    validationRules: [...LIMIT_RULES],
    additionalRouteOptions: { bodyLimit: MAX_BODY_BYTES },
    context: (request, reply) => ({ ...contextFor(needs, viewerIn(request), request.id, deadline(reply)) }),
    errorFormatter: (execution, context) => {
      // What failed now may do in a moment.
      context.reply?.header('cache-control', 'no-store');
      return formatted(execution, context.reply?.request.id ?? '-', needs);
    },
    errorHandler: async (error, request, reply) => {
      const shown = shownFault(error, request.id, needs.log);
      await withStatus(reply, statusOf(shown.extensions.code)).send({ data: null, errors: [shown] });
    },
  };
}

/** Refusals that need the document or its variables, for every request, cached or not. */
function addHooks(scope: FastifyInstance): void {
  scope.graphql.addHook('preParsing', async (_schema, source) => requireQueryText(source));
  scope.graphql.addHook('preExecution', async (schema, document, _context, variables) => {
    requireCheap(schema, document, variables ?? {});
  });
}

/** A request without a query, with several, or with one that is no text. */
function requireQuery(request: FastifyRequest): void {
  if (request.ws) return;
  const sent = request.method === 'GET' ? request.query : request.body;
  if (typeof sent === 'object' && sent !== null && 'query' in sent && sent.query !== '') return;
  throw refuse('QUERY_REFUSED', { detail: 'one query, as text' });
}

function contextFor(needs: Needs, viewer: Viewer, requestId: string, signal: AbortSignal): GraphContext {
  return { needs, viewer, requestId, signal, load: loadersFor(needs, signal) };
}

/** Set by the hook in app.ts that every request passes. */
export function viewerIn(request: FastifyRequest): Viewer {
  return request.getDecorator<Viewer>('viewer');
}

/** Fires when the client went away or the answer took too long. */
function deadline(reply: FastifyReply): AbortSignal {
  const ended = new AbortController();
  const timer = setTimeout(() => ended.abort(), DEADLINE_MS);
  timer.unref();
  reply.raw.once('close', () => {
    clearTimeout(timer);
    ended.abort();
  });
  return ended.signal;
}

/** Fields that were refused leave the rest of the answer standing, so the status is 200. */
function formatted({ data = null, errors = [] }: ExecutionResult, requestId: string, { log }: Needs) {
  return { statusCode: 200, response: { data, errors: errors.map((error) => show(error, requestId, log)) } };
}

/** The hash of a registered query, as `persisted` requests and Apollo's extension send it. */
function hashIn(request: {
  readonly query?: unknown;
  readonly persisted?: unknown;
  readonly extensions?: unknown;
}): string {
  const { extensions } = request;
  if (typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions) {
    const { persistedQuery } = extensions;
    if (typeof persistedQuery === 'object' && persistedQuery !== null && 'sha256Hash' in persistedQuery) {
      return typeof persistedQuery.sha256Hash === 'string' ? persistedQuery.sha256Hash : '';
    }
  }
  return typeof request.query === 'string' ? request.query : '';
}
