import type { Clock } from '../base/clock.ts';
import { hashOfInput, sha256 } from '../base/hash.ts';
import { Fault, problem } from '../base/problem.ts';
import type { LibraryWriter } from '../catalogue/library.ts';
import type { CatalogueWriter } from '../catalogue/store.ts';
import type { DocumentAnswer, LoanAnswer, LoanWriter } from '../loan/store.ts';
import { checkBegin } from '../push/begin.ts';
import { judgeSweep } from '../push/commit.ts';
import { readChunk } from '../push/read-chunk.ts';
import type { SourceWriter } from '../push/sources.ts';
import type { PushWriter } from '../push/store.ts';
import type { Actor, Answers, AnswerTo, Command, Commands } from './command.ts';
import type { Journal } from './journal.ts';
import { newKeyText } from './key-text.ts';
import type { KeyWriter } from './keys.ts';
import { objectOf } from './object.ts';

/** The writing halves of the stores, all over one connection. */
export interface Writers {
  readonly pushes: PushWriter;
  readonly catalogue: CatalogueWriter;
  /** Each call one transaction over {@link LoanWriter}. */
  readonly loans: LoanDesk;
  readonly libraries: LibraryWriter;
  readonly keys: KeyWriter;
  readonly sources: SourceWriter;
  readonly journal: Journal;
  readonly clock: Clock;
}

export interface LoanDesk {
  request(...args: Parameters<LoanWriter['requestLoan']>): Promise<LoanAnswer>;
  act(...args: Parameters<LoanWriter['actOnLoan']>): Promise<LoanAnswer>;
  tote(...args: Parameters<LoanWriter['actOnTote']>): Promise<Answers['actOnTote']>;
  startRotation(...args: Parameters<LoanWriter['startRotation']>): Promise<Answers['startRotation']>;
  passRotation(...args: Parameters<LoanWriter['passRotation']>): Promise<Answers['passRotation']>;
  layDocument(...args: Parameters<LoanWriter['layDocument']>): Promise<DocumentAnswer>;
  fetchedDocument(...args: Parameters<LoanWriter['fetchedDocument']>): Promise<void>;
  sweep(...args: Parameters<LoanWriter['sweep']>): Promise<number>;
  receive(arrival: Omit<CommandOf<'receiveLoanMessage'>, 'do'>, now: Date): Promise<Answers['receiveLoanMessage']>;
  settle(...args: Parameters<LoanWriter['post']['settle']>): Promise<void>;
  resolve(...args: Parameters<LoanWriter['post']['resolve']>): Promise<boolean>;
  putPartner(...args: Parameters<LoanWriter['putPartner']>): Promise<void>;
  putRule(...args: Parameters<LoanWriter['putRule']>): Promise<void>;
}

type CommandOf<K extends Command['do']> = Extract<Command, { do: K }>;
type Handlers = {
  readonly [K in Command['do']]: (writers: Writers, command: CommandOf<K>, by: Actor) => Promise<Answers[K]>;
};

/**
 * Carries out commands, one after the other in the order they came; each leaves its line in the audit log, in its own
 * transaction. Who may do it was decided before.
 */
export function dispatcher(writers: Writers): Commands {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(command, by) {
      const turn = last.then(() => audited(writers, command, by));
      // A command that failed must not keep the next one from running.
      last = turn.catch(() => null);
      return turn;
    },
  };
}

function audited<C extends Command>(writers: Writers, command: C, by: Actor): Promise<AnswerTo<C>> {
  const { journal, clock } = writers;
  const entry = {
    at: clock.now(),
    actor: by.key,
    name: by.name,
    action: command.do,
    object: objectOf(command),
    detail: command.do === 'applyChunk' ? sha256(command.body) : hashOfInput(command),
  };
  return journal.during(entry, () => handle(writers, command, by));
}

function handle<C extends Command>(writers: Writers, command: C, by: Actor): Promise<AnswerTo<C>> {
  // `HANDLERS[command.do]` is the handler of just this command, which the compiler cannot follow through the union.
  const handler = HANDLERS[command.do] as unknown as (writers: Writers, command: C, by: Actor) => Promise<AnswerTo<C>>;
  return handler(writers, command, by);
}

/** Loans whose timers act in one transaction. */
const LOANS_A_SWEEP = 100;

const HANDLERS: Handlers = {
  async beginPush({ pushes }, { input, idempotencyKey }) {
    const problems = checkBegin(input);
    return problems.length > 0 ? { push: null, problems } : await pushes.begin(input, idempotencyKey);
  },
  async applyChunk({ pushes }, { push, seq, body, gzip }) {
    const chunk = readChunk(body, gzip);
    if (chunk.kind !== 'lines') return chunk;
    return await pushes.applyChunk({ push, seq, bodyHash: chunk.hash }, chunk.decide);
  },
  commitPush: ({ pushes }, { push, confirmShrink }) => pushes.startCommit(push, confirmShrink),
  async finishPush({ pushes }, { push }) {
    try {
      return await pushes.finishCommit(push, judgeSweep);
    } catch (error) {
      // A full or busy disk passes; anything else would fail for ever.
      if (error instanceof Fault && error.code === 'STORAGE_BUSY') throw error;
      return await pushes.fail(push, error instanceof Error ? error.message : String(error));
    }
  },
  async keepQuality({ pushes }, { push, report }) {
    await pushes.keepQuality(push, report);
    return {};
  },
  abandonPush: ({ pushes }, { push }) => pushes.abandon(push),
  async reportAvailability({ catalogue, journal, clock }, command) {
    const { library, items, idempotencyKey } = command;
    const scope = `reportAvailability ${library}`;
    const hash = hashOfInput(items);
    const before = journal.recall(scope, idempotencyKey, hash);
    if (before.kind === 'conflict') {
      const problems = [problem('IDEMPOTENCY_CONFLICT', {}, 'idempotencyKey')];
      return { changed: 0, unknownBarcodes: [], problems };
    }
    // An answer is read back as it was written here.
    if (before.kind === 'same') return before.answer as Answers['reportAvailability'];
    const answer = { ...(await catalogue.reportAvailability(library, items)), problems: [] };
    await journal.remember(scope, idempotencyKey, hash, answer, clock.now());
    return answer;
  },
  async decideReview({ catalogue }, { a, b, verdict }, by) {
    return { editions: await catalogue.decideReview(a, b, verdict, by.name), problems: [] };
  },
  async pinField({ catalogue }, { edition, field, value }, by) {
    await catalogue.pin(edition, field, value, by.name);
    return { problems: [] };
  },
  async rebuildCatalogue({ catalogue }) {
    let records = 0;
    await catalogue.rebuild((_done, all) => {
      records = all;
    });
    return { records };
  },
  requestLoan: ({ loans, clock }, { input }) => loans.request(input, clock.now()),
  actOnLoan: ({ loans, clock }, { input }) => loans.act(input, clock.now()),
  startRotation: ({ loans, clock }, { input }) => loans.startRotation(input, clock.now()),
  passRotation: ({ loans, clock }, { input }) => loans.passRotation(input, clock.now()),
  actOnTote: ({ loans, clock }, { input }) => loans.tote(input, clock.now()),
  layDocument: ({ loans, clock }, { do: _, ...input }) => loans.layDocument(input, clock.now()),
  async fetchedDocument({ loans, clock }, { id }) {
    await loans.fetchedDocument(id, clock.now());
    return {};
  },
  sweepLoans: async ({ loans, clock }) => ({ acted: await loans.sweep(clock.now(), LOANS_A_SWEEP) }),
  receiveLoanMessage: ({ loans, clock }, { body, secret, loopback }) =>
    loans.receive({ body, secret, loopback }, clock.now()),
  async settleLoanMessage({ loans, clock }, { id, outcome }) {
    await loans.settle(id, outcome, clock.now());
    return {};
  },
  resolveLoanMessage: async ({ loans, clock }, { id, choice }) => ({
    resolved: await loans.resolve(id, choice, clock.now()),
  }),
  async putPartner({ loans }, { partner }) {
    await loans.putPartner(partner);
    return {};
  },
  async putLoanRule({ loans }, { rule }) {
    await loans.putRule(rule);
    return {};
  },
  async putLibraries({ libraries }, { libraries: wanted }) {
    await libraries.put(wanted);
    return { count: wanted.length };
  },
  async createKey({ keys, clock }, { key }) {
    if (key.library === null && key.role !== 'OPERATOR' && key.role !== 'COORDINATOR') {
      throw new Fault('KEY_NEEDS_LIBRARY', { role: key.role });
    }
    const fresh = newKeyText(key.role);
    await keys.put({ ...key, id: fresh.id, digest: fresh.digest, createdAt: clock.now() });
    return { id: fresh.id, key: fresh.text };
  },
  async noteKeyUse({ keys }, { ids, day }) {
    await keys.used(ids, day);
    return {};
  },
  async revokeKey({ keys, clock }, { id }) {
    return { revoked: await keys.revoke(id, clock.now()) };
  },
  async putSource({ sources, clock }, { source }) {
    await sources.put(source, clock.now());
    return {};
  },
  removeSource: async ({ sources }, { name }) => ({ removed: await sources.remove(name) }),
  claimSource: async ({ sources, clock }, { name, until }) => ({
    claimed: await sources.claim(name, clock.now(), until),
  }),
  async noteSource({ sources }, { name, cursor, windowDeleted, until }) {
    await sources.progress(name, { cursor, windowDeleted, until });
    return {};
  },
  async finishSource({ sources }, { name, run, after }) {
    await sources.finish(name, run, after);
    return {};
  },
};
