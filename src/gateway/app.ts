import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyRequest, LogController } from 'fastify';
import { refuse } from './errors.ts';
import { staffEndpoint, viewerIn, widgetEndpoint } from './graphql.ts';
import { documentRoutes } from './http/documents.ts';
import { healthRoutes } from './http/health.ts';
import { iso18626Routes } from './http/iso18626.ts';
import { printRoutes } from './http/print.ts';
import { pushRoutes } from './http/push.ts';
import { pageRoutes, shareWithOtherSites } from './http/static.ts';
import { shownFault, statusOf, withStatus } from './http-errors.ts';
import { MAX_BODY_BYTES } from './limits.ts';
import type { Needs } from './needs.ts';
import { ANONYMOUS, type Viewer, viewerOf } from './viewer.ts';

/** A chunk of 8 MiB must get through a school's 1 Mbit/s line. */
const REQUEST_TIMEOUT_MS = 120_000;
const MINUTE_MS = 60_000;

/**
 * The gateway: everything the outside may reach, each part registered by name. It listens nowhere until it is told to;
 * `close()` refuses new work, lets running answers end and closes sockets with 1001.
 */
export async function createGateway(needs: Needs): Promise<FastifyInstance> {
  const app = fastify({
    ...(needs.log === null ? {} : { loggerInstance: needs.log }),
    // The access log of fastify holds addresses and search texts, which are nobody's business.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: needs.settings.trustProxy.length > 0 ? [...needs.settings.trustProxy] : false,
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: REQUEST_TIMEOUT_MS,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  });
  app.decorateRequest('viewer', null);
  app.addHook('onRequest', async (request) => request.setDecorator('viewer', await whoAsks(request, needs)));
  app.setErrorHandler(async (error, request, reply) => {
    const { message, extensions } = shownFault(error, request.id, needs.log);
    await withStatus(reply, statusOf(extensions.code)).send({ ...extensions, message });
  });
  app.setNotFoundHandler(() => {
    throw refuse('NOT_FOUND', { what: 'address' });
  });
  await app.register(helmet, HEADERS);
  await app.register(rateLimit, limitsFrom(needs));
  const parts: readonly FastifyPluginAsync[] = [
    (scope) => healthRoutes(scope, needs),
    (scope) => pushRoutes(scope, needs),
    (scope) => iso18626Routes(scope, needs),
    (scope) => documentRoutes(scope, needs),
    (scope) => printRoutes(scope, needs),
    (scope) => staffEndpoint(scope, needs),
    (scope) => publicEndpoint(scope, needs),
    (scope) => pageRoutes(scope),
  ];
  for (const part of parts) await app.register(part);
  return app;
}

/** The widget's endpoint, which pages of any site may ask: its answers are public and carry no credentials. */
async function publicEndpoint(scope: FastifyInstance, needs: Needs): Promise<void> {
  scope.addHook('onRequest', async (_request, reply) => shareWithOtherSites(reply));
  scope.options('/widget/graphql', async (_request, reply) => {
    reply.header('access-control-allow-methods', 'GET, POST');
    reply.header('access-control-allow-headers', 'content-type');
    reply.header('access-control-max-age', '86400');
    await reply.code(204).send();
  });
  // Half a minute spares the server a class that types the same word; a copy that went out is then shown at once enough.
  scope.addHook('onSend', async (request, reply) => {
    const kept = request.method === 'GET' && reply.statusCode === 200 && !reply.hasHeader('cache-control');
    if (kept) reply.header('cache-control', 'public, max-age=30');
  });
  await widgetEndpoint(scope, needs);
}

/** Who has no key, or a wrong one, is a stranger: each address says what strangers may do there. */
async function whoAsks(request: FastifyRequest, needs: Needs): Promise<Viewer> {
  return (await viewerOf(request.headers.authorization, needs)) ?? ANONYMOUS;
}

function limitsFrom({ settings }: Needs) {
  return {
    global: true,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: FastifyRequest) => viewerIn(request)?.keyId ?? request.ip,
    max: (request: FastifyRequest) =>
      viewerIn(request)?.keyId ? settings.keyRequestsPerMinute : settings.addressRequestsPerMinute,
    errorResponseBuilder: () => refuse('TOO_MANY_REQUESTS'),
  };
}

/** The desk needs nothing but itself: no foreign script, no inline code, no frame. */
const HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  // Plain HTTP inside a school's network is common; a reverse proxy that speaks TLS sets this itself.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
} as const;
