import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type LibraryCode, loanId } from '../../base/brand.ts';
import type { Loan, Party } from '../../loan/loan.ts';
import { refuse } from '../errors.ts';
import { viewerIn } from '../graphql.ts';
import { readGlobalId, toteOf } from '../ids.ts';
import { codeOf } from '../inputs.ts';
import { type Loaders, loadersFor } from '../loaders.ts';
import type { Needs } from '../needs.ts';
import { PERMISSIONS, requireRole } from '../permissions.ts';
import { manifest, type Stop, toteSheet } from '../print/manifest.ts';
import { page } from '../print/page.ts';
import { shortage } from '../print/shortage.ts';
import { slip } from '../print/slip.ts';
import { ownTote } from '../resolvers/couriers.ts';
import { ownLoan } from '../resolvers/loans.ts';
import { belongs, seesAll, type Viewer } from '../viewer.ts';

/** Loans of which slips are printed at once: a morning's work, and no more than a person can carry. */
const MOST_SLIPS = 100;

interface Asking {
  readonly needs: Needs;
  readonly viewer: Viewer;
  readonly load: Loaders;
}

/**
 * `/print/…`: pages ready for the printer, for librarians and with their key: slips (A6) of a loan or of all loans a
 * library has to send, the sheet of a box, the manifest of a run, the shortage report of a class set.
 */
export async function printRoutes(scope: FastifyInstance, needs: Needs): Promise<void> {
  scope.addHook('onRequest', async (request) => requireRole({ viewer: viewerIn(request) }, PERMISSIONS['Query.tote']));
  const asking = (request: FastifyRequest): Asking => {
    const gone = new AbortController();
    request.raw.once('close', () => gone.abort());
    return { needs, viewer: viewerIn(request), load: loadersFor(needs, gone.signal) };
  };
  scope.get<{ Params: { loan: string } }>('/print/slip/:loan', async (request, reply) => {
    const by = asking(request);
    const loan = await loanIn(request.params.loan, by);
    const parts = (await by.load.loan.many(loan.parts)).filter((part) => part !== null);
    await send(reply, '馆际互借单', await slips(parts.length > 0 ? parts : [loan], by));
  });
  scope.get<{ Params: { library: string } }>('/print/slips/:library', async (request, reply) => {
    const by = asking(request);
    const library = ownCode(request.params.library, by.viewer);
    const filter = { library, role: 'SUPPLIER', open: true, states: ['WILL_SUPPLY'], flags: [] } as const;
    const { rows } = await needs.loans.list(filter, MOST_SLIPS, null);
    await send(reply, '待寄出', await slips(rows, by));
  });
  scope.get<{ Params: { loan: string } }>('/print/shortage/:loan', async (request, reply) => {
    const by = asking(request);
    const set = await loanIn(request.params.loan, by);
    const parts = (await by.load.loan.many(set.parts)).filter((part) => part !== null);
    const shares = (parts.length > 0 ? parts : [set]).map(async (part) => ({
      part,
      lender: await nameOf(part.supplier, by),
    }));
    await send(reply, '缺书报告', [shortage(set, await Promise.all(shares))]);
  });
  scope.get<{ Params: { tote: string } }>('/print/tote/:tote', async (request, reply) => {
    const by = asking(request);
    const tote = await ownTote(toteOf(request.params.tote), by);
    const loans = await by.load.loan.many(tote.copies.map(({ loan }) => loan));
    const titles = new Map(loans.flatMap((loan) => (loan === null ? [] : [[loan.id, loan.title]])));
    await send(reply, `周转箱 ${tote.label}`, [toteSheet(tote, await stopsOf([tote.from, tote.to], by), titles)]);
  });
  scope.get<{ Params: { route: string; day: string } }>('/print/manifest/:route/:day', async (request, reply) => {
    await send(reply, '物流交接单', await manifests(request.params.route, request.params.day, asking(request)));
  });
}

type Pages = Parameters<typeof page>[1];

async function send(reply: FastifyReply, title: string, body: Pages): Promise<void> {
  await reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page(title, body));
}

async function loanIn(text: string, by: Asking): Promise<Loan> {
  const read = readGlobalId(text);
  return await ownLoan(loanId(read?.type === 'Loan' ? read.id : text), by);
}

async function slips(loans: readonly Loan[], by: Asking): Promise<Pages> {
  return await Promise.all(
    loans.map(async (loan) =>
      slip({
        loan,
        borrower: await nameOf(loan.requester, by),
        lender: await nameOf(loan.supplier, by),
        shelf: await shelfOf(loan, by),
        courier: courierOf(loan),
      }),
    ),
  );
}

/** The rota says which run joins both. */
function courierOf({ rota, supplier }: Loan): string | null {
  const entry = rota.find(({ party }) => JSON.stringify(party) === JSON.stringify(supplier));
  return entry?.reasons.find((reason) => reason.startsWith('route:'))?.slice('route:'.length) ?? null;
}

async function shelfOf({ edition, supplier }: Loan, { needs }: Asking): Promise<string | null> {
  if (edition === null || supplier?.kind !== 'member') return null;
  const holdings = (await needs.catalogue.holdings([edition])).get(edition) ?? [];
  const own = holdings.find(({ source }) => source.library === supplier.library);
  return [own?.callNumber, own?.location].filter(Boolean).join('　') || null;
}

async function nameOf(party: Party | null, { load }: Asking): Promise<string> {
  if (party === null) return '（寻找中）';
  return party.kind === 'member' ? ((await load.library.load(party.library))?.name ?? party.library) : party.name;
}

async function stopsOf(codes: readonly LibraryCode[], { load }: Asking): Promise<readonly Stop[]> {
  const libraries = await load.library.many(codes);
  return codes.map((code, at) => ({ code, name: libraries[at]?.name ?? code }));
}

/** One page a stop; a librarian gets the page of the own stop alone. */
async function manifests(route: string, day: string, by: Asking): Promise<Pages> {
  const { needs, viewer } = by;
  const found = (await needs.totes.routes()).find(({ name }) => name === route);
  const calls = found !== undefined && viewer.library !== null && found.stops.includes(viewer.library);
  if (found === undefined || !(seesAll(viewer) || calls)) throw refuse('NOT_FOUND', { what: 'route' });
  const stops = await stopsOf(found.stops, by);
  const run = { route, day, stops, totes: await needs.totes.run(route, day) };
  return stops.filter(({ code }) => seesAll(viewer) || code === viewer.library).map((stop) => manifest(run, stop));
}

function ownCode(text: string, viewer: Viewer): LibraryCode {
  const code = codeOf(text, 'library');
  if (!belongs(viewer, code)) throw refuse('NOT_FOUND', { what: 'library' });
  return code;
}
