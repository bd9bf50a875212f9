/**
 * The guard of WebSockets. Mercurius checks nothing of a subscription but its depth, and passes raw errors on; so every
 * message is read here first, and only what is well formed, valid and within the limits reaches it.
 */
import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import type { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { refuse, said, show } from './errors.ts';
import { isSubscription, LIMIT_RULES, MAX_TOKENS, requireCheap, requireQueryText } from './limits.ts';
import type { GatewaySettings, Needs } from './needs.ts';
import { ANONYMOUS, type Viewer, viewerOf } from './viewer.ts';

export const MAX_MESSAGE_BYTES = 16_384;
export const MAX_SUBSCRIPTIONS = 20;
const MAX_SOCKETS_PER_ADDRESS = 200;
const INIT_WITHIN_MS = 5_000;
const PROTOCOL = 'graphql-transport-ws';

/** Close codes of graphql-transport-ws. */
const BAD_MESSAGE = 4400;
const UNAUTHORISED = 4401;
const FORBIDDEN = 4403;
const INIT_TIMEOUT = 4408;
const SAME_ID = 4409;
const TOO_MANY = 4429;

/** What is known of a socket beside mercurius' own account of it. */
interface Talk {
  init: 'awaited' | 'asked' | 'done';
  payload: unknown;
  readonly running: Set<string>;
}

const talks = new WeakMap<WebSocket, Talk>();

const id = z.string().min(1).max(100);
const Message = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('connection_init'), payload: z.record(z.string(), z.unknown()).nullish() }),
  z.strictObject({ type: z.literal('ping'), payload: z.unknown().optional() }),
  z.strictObject({ type: z.literal('pong'), payload: z.unknown().optional() }),
  z.strictObject({ type: z.literal('complete'), id }),
  z.strictObject({
    type: z.literal('subscribe'),
    id,
    payload: z.strictObject({
      query: z.string(),
      operationName: z.string().nullish(),
      variables: z.record(z.string(), z.unknown()).nullish(),
      extensions: z.record(z.string(), z.unknown()).nullish(),
    }),
  }),
]);
type Subscribe = Extract<z.infer<typeof Message>, { type: 'subscribe' }>;

type Verify = (
  info: { readonly origin: string; readonly req: IncomingMessage },
  next: (result: boolean, code?: number, message?: string) => void,
) => void;

/** Pages of other sites may not open a socket with a reader's browser unless their origin is listed. */
export function verifyUpgrade({ allowedOrigins }: Pick<GatewaySettings, 'allowedOrigins'>): Verify {
  return ({ origin, req }, next) => {
    const protocols = (req.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    const foreign = origin && !allowedOrigins.includes(origin) && hostOf(origin) !== req.headers.host;
    if (foreign) next(false, 403, 'Forbidden');
    else if (!protocols.includes(PROTOCOL)) next(false, 400, `Speak ${PROTOCOL}`);
    else next(true);
  };
}

/** Puts the guard on every socket of the server. */
export function guardSockets(server: WebSocketServer, schema: GraphQLSchema, needs: Needs): void {
  const open = new Map<string, number>();
  server.on('connection', (socket, request) => {
    const address = request.socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    const talk: Talk = { init: 'awaited', payload: null, running: new Set() };
    talks.set(socket, talk);
    const timer = setTimeout(() => socket.close(INIT_TIMEOUT, 'Connection initialisation timeout'), INIT_WITHIN_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      if (open.get(address) === 1) open.delete(address);
      else open.set(address, (open.get(address) ?? 1) - 1);
    });
    filter(socket, talk, schema, needs);
    if (count > MAX_SOCKETS_PER_ADDRESS) socket.close(TOO_MANY, 'Too many sockets');
  });
}

/**
 * The viewer behind the key of connection_init (`Authorization: Bearer …`), or of the upgrade's own header. Without a
 * valid key the socket is closed.
 */
export async function socketViewer(socket: WebSocket, request: FastifyRequest, needs: Needs): Promise<Viewer> {
  const talk = talks.get(socket);
  const viewer = await viewerOf(authorizationIn(talk?.payload) ?? request.headers.authorization, needs);
  if (viewer === null || talk === undefined) {
    socket.close(FORBIDDEN, 'Forbidden');
    return ANONYMOUS;
  }
  talk.init = 'done';
  return viewer;
}

/** Stands between socket and mercurius in both directions. */
function filter(socket: WebSocket, talk: Talk, schema: GraphQLSchema, needs: Needs): void {
  const emit = socket.emit.bind(socket);
  // Listeners cannot stop each other, so what is refused must not be emitted at all.
  socket.emit = (event: string | symbol, ...values: unknown[]) =>
    event === 'message' && !admits(socket, talk, schema, needs, values[0]) ? false : emit(event, ...values);
  const send = socket.send.bind(socket);
  const filtered = (data: unknown, ...rest: unknown[]) => {
    const text = typeof data === 'string' ? outgoing(data, talk) : data;
    Reflect.apply(send, socket, [text, ...rest]);
  };
  Object.assign(socket, { send: filtered });
}

/** Whether a message may go on to mercurius; where not, the client has been told. */
function admits(socket: WebSocket, talk: Talk, schema: GraphQLSchema, needs: Needs, data: unknown): boolean {
  const read = Message.safeParse(parsed(data));
  if (!read.success) return closed(socket, BAD_MESSAGE, 'Invalid message');
  const message = read.data;
  if (message.type === 'connection_init') {
    if (talk.init !== 'awaited') return closed(socket, TOO_MANY, 'Too many initialisation requests');
    talk.init = 'asked';
    talk.payload = message.payload;
    return true;
  }
  if (message.type === 'complete') talk.running.delete(message.id);
  if (message.type !== 'subscribe') return true;
  if (talk.init !== 'done') return closed(socket, UNAUTHORISED, 'Unauthorized');
  if (talk.running.has(message.id)) return closed(socket, SAME_ID, 'Subscriber already exists');
  if (talk.running.size >= MAX_SUBSCRIPTIONS) return closed(socket, TOO_MANY, 'Too many subscriptions');
  try {
    requireValid(schema, message.payload);
  } catch (error) {
    const shown = show(error, message.id, needs.log);
    socket.send(JSON.stringify({ type: 'error', id: message.id, payload: [shown] }));
    return false;
  }
  talk.running.add(message.id);
  return true;
}

function closed(socket: WebSocket, code: number, reason: string): false {
  socket.close(code, reason);
  return false;
}

/** The checks that a query passes over HTTP, for the one operation that may come this way. */
function requireValid(schema: GraphQLSchema, { query, variables }: Subscribe['payload']): void {
  requireQueryText(query);
  const document = parse(query, { maxTokens: MAX_TOKENS });
  if (!isSubscription(document)) throw refuse('SUBSCRIPTION_REFUSED', { detail: 'one subscription at a time' });
  const [error] = validate(schema, document, [...specifiedRules, ...LIMIT_RULES], { maxErrors: 1 });
  if (error !== undefined) throw error;
  requireCheap(schema, document, variables ?? {});
}

/** Ends are counted, and an error that has no code of ours is put into our words. */
function outgoing(text: string, talk: Talk): string {
  const ends = text.startsWith('{"type":"complete"') || text.startsWith('{"type":"error"');
  if (!ends) return text;
  const message = Ended.parse(JSON.parse(text));
  if (message.id !== undefined) talk.running.delete(message.id);
  if (message.type === 'complete' || Shown.safeParse(message.payload).success) return text;
  const shown = said('SUBSCRIPTION_REFUSED', { detail: 'variables or operation do not fit' }, 'BAD_USER_INPUT');
  return JSON.stringify({ ...message, payload: [shown] });
}

const Ended = z.object({ type: z.enum(['complete', 'error']), id: z.string().optional(), payload: z.unknown() });
const Shown = z.tuple([z.object({ extensions: z.object({ code: z.string(), messageZh: z.string() }) })]);

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '');
  } catch {
    // Not JSON: undefined fits no message, and the socket is closed for it.
    return undefined;
  }
}

/** Finds the key in the payload of connection_init, whatever case its name has, also below `headers`. */
function authorizationIn(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  const entries = Object.entries(payload);
  const [, own] = entries.find(([name]) => name.toLowerCase() === 'authorization') ?? [];
  if (typeof own === 'string') return own;
  const [, headers] = entries.find(([name]) => name === 'headers') ?? [];
  return headers === undefined ? undefined : authorizationIn(headers);
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
