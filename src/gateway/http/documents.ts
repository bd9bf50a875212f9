import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { LoanId } from '../../base/brand.ts';
import { problem } from '../../base/problem.ts';
import type { LoanDocument } from '../../loan/document.ts';
import { refuse } from '../errors.ts';
import { viewerIn } from '../graphql.ts';
import { statusOf, withStatus } from '../http-errors.ts';
import { loanOf } from '../ids.ts';
import type { Needs } from '../needs.ts';
import { MAY_FETCH_DOCUMENTS, MAY_LAY_DOCUMENTS, requireRole } from '../permissions.ts';
import { actorOf, seesAll, type Viewer } from '../viewer.ts';

const Address = z.object({ id: z.string().min(1).max(200) });
const ENDINGS = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
} as const satisfies Record<LoanDocument['type'], string>;

/**
 * `PUT /loans/{id}/document`: the lender lays down the file of a copy, before SUPPLY_COPY; it is written as it comes and
 * acknowledged when it is on the disk. `GET /documents/{id}`: the borrowing library fetches it, until it expires.
 */
export async function documentRoutes(scope: FastifyInstance, needs: Needs): Promise<void> {
  scope.removeAllContentTypeParsers();
  // Whatever it is called, it is a stream of bytes; what it is, is looked at.
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  scope.route<{ Params: { id: string } }>({
    method: 'PUT',
    url: '/loans/:id/document',
    onRequest: async (request) => requireRole({ viewer: viewerIn(request) }, MAY_LAY_DOCUMENTS),
    handler: async (request, reply) => {
      const viewer = viewerIn(request);
      const loan = await ownLoan(request.params, viewer, needs);
      const cut = new AbortController();
      request.raw.once('aborted', () => cut.abort());
      const file = await needs.documents.put(bytesOf(request.body), cut.signal);
      if ('code' in file) return await withStatus(reply, statusOf(file.code)).header('connection', 'close').send(file);
      const actor = seesAll(viewer) ? null : viewer.library;
      const { document, problems } = await needs.commands.run(
        { do: 'layDocument', loan, actor, file },
        actorOf(viewer),
      );
      if (document === null) {
        await needs.documents.drop(file.id);
        const [first = problem('NOT_FOUND', { what: 'loan' })] = problems;
        return await reply.code(409).send(first);
      }
      const { id, type, bytes, sha256, expiresAt } = document;
      return await reply.code(201).send({ id, type, bytes, sha256, expiresAt });
    },
  });
  scope.route<{ Params: { id: string } }>({
    method: 'GET',
    url: '/documents/:id',
    onRequest: async (request) => requireRole({ viewer: viewerIn(request) }, MAY_FETCH_DOCUMENTS),
    handler: async (request, reply) => {
      const viewer = viewerIn(request);
      const document = await fetchable(request.params.id, viewer, needs);
      const bytes = document === null ? null : await needs.documents.read(document.id);
      if (document === null || bytes === null) throw refuse('NOT_FOUND', { what: 'document' });
      await needs.commands.run({ do: 'fetchedDocument', id: document.id }, actorOf(viewer));
      return await reply
        .type(document.type)
        .header('content-length', document.bytes)
        .header('content-disposition', `attachment; filename="${document.loan}.${ENDINGS[document.type]}"`)
        .header('cache-control', 'no-store')
        .send(Readable.from(bytes, { objectMode: false }));
    },
  });
}

/** A loan that the viewer's library lends; to others there is none. */
async function ownLoan(params: unknown, viewer: Viewer, needs: Needs): Promise<LoanId> {
  const address = Address.safeParse(params);
  if (!address.success) throw refuse('NOT_FOUND', { what: 'loan' });
  const id = loanOf(address.data.id);
  const loan = await needs.loans.loan(id);
  const isLender = loan?.supplier?.kind === 'member' && loan.supplier.library === viewer.library;
  if (loan === null || !(isLender || seesAll(viewer))) throw refuse('NOT_FOUND', { what: 'loan' });
  return loan.id;
}

/** The borrower's, when the lender has handed it over and it has not expired. */
async function fetchable(id: string, { library }: Viewer, needs: Needs): Promise<LoanDocument | null> {
  const document = await needs.loans.document(id);
  if (document === null || document.requester !== library) return null;
  if (document.goneAt !== null || document.expiresAt <= needs.clock.now()) return null;
  const loan = await needs.loans.loan(document.loan);
  return loan?.fileUrl === `/documents/${id}` ? document : null;
}

function bytesOf(body: unknown): AsyncIterable<Uint8Array> {
  return body instanceof Readable ? body : Readable.from([], { objectMode: false });
}
