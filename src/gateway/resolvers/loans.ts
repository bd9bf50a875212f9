import { type Problem, problem } from '../../base/problem.ts';
import type { ActOnLoan, Loan, LoanRole, LoanState, Party, RequestLoan } from '../../loan/loan.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { ActOnLoanInput, RequestLoanInput, Resolvers } from '../generated/graphql.ts';
import { editionOf, globalId, loanOf } from '../ids.ts';
import { codeOf } from '../inputs.ts';
import { pageSize, storePage } from '../paging.ts';
import { actorOf, belongs, seesAll, type Viewer } from '../viewer.ts';
import { idempotencyProblem, ownLibrary } from './contributing.ts';
import { libraryOf } from './holdings.ts';

export const loanResolvers = {
  Query: {
    loan: (_, { id }, context) => ownLoan(loanOf(id), context),
    loans: (_, args, { needs, viewer }) => {
      const library = codeOf(args.library, 'library');
      if (!belongs(viewer, library)) throw refuse('NOT_FOUND', { what: args.library });
      const filter = {
        library,
        role: args.role ?? null,
        open: args.open ?? null,
        states: args.states ?? [],
        flags: args.flags ?? [],
      };
      return storePage((rows, from) => needs.loans.list(filter, rows, from), pageSize(args.first, 50), args.after);
    },
    stuckLoans: (_, args, { needs }) =>
      storePage((rows, from) => needs.loans.stuck(needs.clock.now(), rows, from), pageSize(args.first, 50), args.after),
  },
  Mutation: {
    requestLoan: async (_, { input }, context) => {
      const { needs, viewer } = context;
      const requester = ownLibrary(input.requester, viewer, 'requester');
      if (viewer.role === 'TEACHER' && input.draft !== true) throw refuse('FORBIDDEN');
      const refused = requestProblem(input);
      if (refused !== null) return { loan: null, problems: [refused] };
      const wanted = input.editionId ?? null;
      const edition = wanted === null ? null : await needs.catalogue.resolveEdition(editionOf(wanted, 'editionId'));
      if (wanted !== null && edition === null) {
        return { loan: null, problems: [problem('NOT_FOUND', { what: 'editionId' }, 'editionId')] };
      }
      const request = { ...requestOf(input), requester, edition };
      return done(context, await needs.commands.run({ do: 'requestLoan', input: request }, actorOf(viewer)));
    },
    actOnLoan: async (_, { input }, context) => {
      const { needs, viewer } = context;
      const loan = await ownLoan(loanOf(input.loanId, 'loanId'), context);
      if (!seesAll(viewer) && !isSide(viewer, loan, input.as)) throw refuse('FORBIDDEN');
      const refused = actProblem(input);
      if (refused !== null) return { loan, problems: [refused] };
      const act = { ...actOf(input), loan: loan.id, actor: seesAll(viewer) ? null : viewer.library };
      return done(context, await needs.commands.run({ do: 'actOnLoan', input: act }, actorOf(viewer)));
    },
  },
  Loan: {
    id: ({ id }) => globalId('Loan', id),
    edition: ({ edition }, _, { load }) => (edition === null ? null : load.edition.load(edition)),
    state: (loan, _, { viewer }) => stateAs(loan, isSide(viewer, loan, 'SUPPLIER') ? 'SUPPLIER' : 'REQUESTER'),
    stateAs: (loan, { role }) => stateAs(loan, role),
    parts: async ({ parts }, _, { load }) => (await load.loan.many(parts)).filter((part) => part !== null),
    parent: ({ parent }, _, { load }) => (parent === null ? null : load.loan.load(parent)),
    actions: (loan, { as }, { viewer }) => (seesAll(viewer) || isSide(viewer, loan, as) ? loan.actions[as] : []),
    events: (loan) => loan.events.map((event) => ({ ...event, loan })),
  },
  LoanItem: {
    item: ({ barcode, library }, _, { load }) =>
      library === null ? null : load.itemByBarcode.load({ library, barcode }),
  },
  LoanEvent: {
    cursor: ({ seq }) => String(seq),
    to: ({ to, from, loan }) => to ?? from ?? loan.requesterState,
  },
  Party: {
    symbol: (party) => (party.kind === 'member' ? `ISIL:${party.library}` : party.symbol),
    name: async (party, _, { load }) =>
      party.kind === 'member' ? (await libraryOf(party.library, load)).name : party.name,
    library: (party, _, { load }) => (party.kind === 'member' ? libraryOf(party.library, load) : null),
  },
} as const satisfies Resolvers;

/** A loan that the viewer may see: its two sides, and those who run the alliance. To others there is none. */
export async function ownLoan(id: Loan['id'], { load, viewer }: Pick<GraphContext, 'load' | 'viewer'>): Promise<Loan> {
  const loan = await load.loan.load(id);
  if (loan === null || !maySee(viewer, loan)) throw refuse('NOT_FOUND', { what: 'loan' });
  return loan;
}

function maySee(viewer: Viewer, loan: Loan): boolean {
  if (seesAll(viewer) || isSide(viewer, loan, 'REQUESTER') || isSide(viewer, loan, 'SUPPLIER')) return true;
  return viewer.library !== null && loan.items.some(({ library }) => library === viewer.library);
}

/** What was read before the command is past: the answer shows the present. */
function done<T>({ load }: GraphContext, answer: T): T {
  load.forget();
  return answer;
}

function isSide({ library }: Viewer, loan: Loan, role: LoanRole): boolean {
  const party: Party | null = role === 'REQUESTER' ? loan.requester : loan.supplier;
  return library !== null && party?.kind === 'member' && party.library === library;
}

function stateAs(loan: Loan, role: LoanRole): LoanState {
  return role === 'SUPPLIER' ? (loan.supplierState ?? loan.requesterState) : loan.requesterState;
}

function requestOf(input: RequestLoanInput): Omit<RequestLoan, 'requester' | 'edition'> {
  return {
    title: input.title ?? null,
    contributor: input.contributor ?? null,
    isbn: input.isbn ?? null,
    serviceType: input.serviceType ?? 'LOAN',
    choice: input.choice ?? 'ANY_EDITION',
    quantity: input.quantity ?? 1,
    minQuantity: input.minQuantity ?? null,
    splitAllowed: input.splitAllowed ?? true,
    bookFrom: input.bookFrom ?? null,
    bookUntil: input.bookUntil ?? null,
    neededBy: input.neededBy ?? null,
    patronRef: input.patronRef ?? null,
    note: input.note ?? null,
    draft: input.draft ?? false,
    idempotencyKey: input.idempotencyKey,
  };
}

function actOf(input: ActOnLoanInput): Omit<ActOnLoan, 'loan' | 'actor'> {
  return {
    action: input.action,
    as: input.as,
    version: input.version ?? null,
    reason: input.reason ?? null,
    note: input.note ?? null,
    dueDate: input.dueDate ?? null,
    barcodes: (input.barcodes ?? []).map((barcode) => barcode.trim()),
    conditionCode: input.conditionCode ?? null,
    costFen: input.costFen ?? null,
    fileUrl: input.fileUrl ?? null,
    idempotencyKey: input.idempotencyKey,
  };
}

const MOST_COPIES = 500;
const MOST_TEXT = 2_000;

/** Only what no loan could ever hold; what makes sense for this one is for the loan room to say. */
function requestProblem(input: RequestLoanInput): Problem | null {
  const { title, contributor, isbn, note, patronRef } = input;
  for (const [field, text] of Object.entries({ title, contributor, isbn, note, patronRef })) {
    if ((text ?? '').length > MOST_TEXT) return bad(field, `0–${MOST_TEXT}`);
  }
  return idempotencyProblem(input.idempotencyKey);
}

function actProblem(input: ActOnLoanInput): Problem | null {
  if ((input.barcodes ?? []).length > MOST_COPIES) return bad('barcodes', `0–${MOST_COPIES}`);
  if ((input.note ?? '').length > MOST_TEXT || (input.reason ?? '').length > MOST_TEXT)
    return bad('note', `0–${MOST_TEXT}`);
  if (input.costFen !== null && input.costFen !== undefined && input.costFen < 0) return bad('costFen', '≥ 0');
  if (input.fileUrl && !/^https?:\/\//i.test(input.fileUrl)) return bad('fileUrl', 'http(s)://…');
  return idempotencyProblem(input.idempotencyKey);
}

const bad = (field: string, allowed: string) => problem('BAD_USER_INPUT', { detail: `${field}: ${allowed}` }, field);
