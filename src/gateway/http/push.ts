import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Answers } from '../../command/command.ts';
import { refuse, type ShownError, said } from '../errors.ts';
import { viewerIn } from '../graphql.ts';
import { shownFault, statusOf, withStatus } from '../http-errors.ts';
import { pushOf } from '../ids.ts';
import type { Needs } from '../needs.ts';
import { MAY_PUSH, requireRole } from '../permissions.ts';
import { ownPush } from '../resolvers/contributing.ts';
import { actorOf } from '../viewer.ts';

const MAX_CHUNK_BYTES = 8 * 1024 * 1024;

const Address = z.object({ id: z.string().min(1).max(200), seq: z.coerce.number().int().min(0).max(10_000_000) });

/**
 * `PUT /push/{id}/{seq}`: one chunk of a push, NDJSON, gzip or not (DESIGN §5). The same seq and body again gets the
 * stored answer; what is wrong with single lines is quarantined, never a 4xx.
 */
export async function pushRoutes(scope: FastifyInstance, needs: Needs): Promise<void> {
  // Whatever it is called, it is bytes; what it may be called is looked at below. `curl -T` calls it nothing.
  scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_CHUNK_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  scope.setErrorHandler(async (error, request, reply) => {
    await sendRefusal(reply, refusalOf(error, request.id, needs));
  });
  scope.route({
    method: 'PUT',
    url: '/push/:id/:seq',
    bodyLimit: MAX_CHUNK_BYTES,
    onRequest: async (request) => requireRole({ viewer: viewerIn(request) }, MAY_PUSH),
    handler: async (request, reply) => {
      const viewer = viewerIn(request);
      requireLines(request.headers['content-type']);
      const address = Address.safeParse(request.params);
      if (!address.success) throw refuse('NOT_FOUND', { what: 'push' });
      const { id: push } = await ownPush(pushOf(address.data.id), { needs, viewer });
      const { seq } = address.data;
      const command = {
        do: 'applyChunk',
        push,
        seq,
        body: bodyIn(request.body),
        gzip: isGzip(request.headers),
      } as const;
      await answer(reply, await needs.commands.run(command, actorOf(viewer)));
    },
  });
}

const NAMES_OF_LINES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/octet-stream'];

function requireLines(contentType: string | undefined): void {
  const name = contentType?.split(';')[0]?.trim().toLowerCase();
  if (name === undefined || NAMES_OF_LINES.includes(name)) return;
  throw refuse('MEDIA_TYPE_REFUSED', { expected: 'application/x-ndjson' });
}

/** An empty body is a chunk of no lines; a client may end a delivery with one. */
function bodyIn(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (!Buffer.isBuffer(body)) throw refuse('MEDIA_TYPE_REFUSED', { expected: 'application/x-ndjson' });
  // Copied, because the command's buffer is handed over to the writer's thread and this one may belong to a pool.
  return Uint8Array.from(body);
}

function isGzip(headers: Readonly<Record<string, string | readonly string[] | undefined>>): boolean {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return false;
  if (encoding !== 'gzip') throw refuse('MEDIA_TYPE_REFUSED', { expected: 'Content-Encoding: gzip' });
  return true;
}

async function answer(reply: FastifyReply, outcome: Answers['applyChunk']): Promise<void> {
  switch (outcome.kind) {
    case 'applied':
      await reply.send(outcome.answer);
      return;
    case 'conflict':
      return sendRefusal(reply, said('IDEMPOTENCY_CONFLICT'));
    case 'outOfOrder':
      return sendRefusal(reply, said('OUT_OF_ORDER', { expected: outcome.expected }), { expected: outcome.expected });
    case 'closed':
      return sendRefusal(reply, said('PUSH_CLOSED', { state: outcome.state }), { state: outcome.state });
    case 'tooLarge':
      return sendRefusal(reply, said('CHUNK_TOO_LARGE', { detail: outcome.detail }));
    case 'unreadable':
      return sendRefusal(reply, said('CHUNK_UNREADABLE', { detail: outcome.detail }));
    case 'unknown':
      return sendRefusal(reply, said('NOT_FOUND', { what: 'push' }));
  }
}

/** Fastify tells an overlong body by status; here it has a name of its own. */
function refusalOf(error: unknown, requestId: string, needs: Needs): ShownError {
  const shown = shownFault(error, requestId, needs.log);
  if (shown.extensions.code === 'BODY_TOO_LARGE')
    return said('CHUNK_TOO_LARGE', { detail: `> ${MAX_CHUNK_BYTES} bytes` });
  if (shown.extensions.code === 'MEDIA_TYPE_REFUSED')
    return said('MEDIA_TYPE_REFUSED', { expected: 'application/x-ndjson, gzip' });
  return shown;
}

/** The body of every refusal: code, message, messageZh, and what a program needs to go on. */
async function sendRefusal(reply: FastifyReply, shown: ShownError, more: object = {}): Promise<void> {
  const { code, messageZh } = shown.extensions;
  await withStatus(reply, statusOf(code)).send({ code, ...more, message: shown.message, messageZh });
}
