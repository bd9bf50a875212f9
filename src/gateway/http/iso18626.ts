import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../command/command.ts';
import type { Needs } from '../needs.ts';

/** What the deployed brokers accept as well; a request is seldom more than 3 KB. */
const MAX_MESSAGE_BYTES = 100 * 1024;
/** Which partner it is stands in the message; the audit log names the loan. */
const PARTNER: Actor = { key: 'partner', name: 'iso18626' };

/**
 * `POST /iso18626`: one ISO 18626 message of a partner, its confirmation in the answer. Partners show their secret in
 * the message (`requestingAgencyAuthentication`), in `x-iso18626-secret`, or as the last part of the address, because
 * the 2021 edition leaves lenders no place for it in their messages. A partner that has none is heard from loopback only.
 */
export async function iso18626Routes(scope: FastifyInstance, needs: Needs): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ['application/xml', 'text/xml'],
    { parseAs: 'string', bodyLimit: MAX_MESSAGE_BYTES },
    (_request, body, done) => done(null, body),
  );
  for (const url of ['/iso18626', '/iso18626/:secret']) {
    scope.post<{ Params: { secret?: string } }>(url, { bodyLimit: MAX_MESSAGE_BYTES }, async (request, reply) => {
      const header = request.headers['x-iso18626-secret'];
      const secret = request.params.secret ?? (typeof header === 'string' ? header : null);
      const body = typeof request.body === 'string' ? request.body : '';
      const loopback = isFromHere(request);
      const answer = await needs.commands.run({ do: 'receiveLoanMessage', body, secret, loopback }, PARTNER);
      return await reply.code(answer.status).type(answer.contentType).send(answer.body);
    });
    scope.route({
      method: ['GET', 'PUT', 'DELETE', 'PATCH'],
      url,
      handler: async (_request, reply) =>
        await reply.code(405).header('allow', 'POST').type('text/plain').send('POST only\n'),
    });
  }
}

/** From this machine, and not handed on by a proxy that runs on it. */
function isFromHere({ ip, headers }: FastifyRequest): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  return /^(?:127\.|::1$|::ffff:127\.)/.test(ip);
}
