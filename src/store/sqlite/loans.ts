import { type LoanId, loanId } from '../../base/brand.ts';
import { hashOfInput } from '../../base/hash.ts';
import { type Problem, problem } from '../../base/problem.ts';
import { decideAct } from '../../loan/act.ts';
import type { TimerKind } from '../../loan/deadlines.ts';
import { type Decided, decideRequest } from '../../loan/request.ts';
import type { LoanAnswer, LoanWriter } from '../../loan/store.ts';
import { decideTick } from '../../loan/tick.ts';
import type { LoanWorld } from '../../loan/world.ts';
import { documentDesk } from './loan-documents.ts';
import { loanExchange } from './loan-exchange.ts';
import { type LoanFiles, loanFiles } from './loan-files.ts';
import { partnerTables } from './loan-partners.ts';
import { loanPost } from './loan-post.ts';
import { loanPurge } from './loan-purge.ts';
import { loanSaver } from './loan-save.ts';
import { lentWriter } from './loan-shelf.ts';
import { loanWorld } from './loan-world.ts';
import { loanViewer } from './loans-read.ts';
import type { Sqlite } from './open.ts';
import { rotationDesk } from './rotations.ts';
import { toteDesk } from './totes.ts';

export { partnerTables } from './loan-partners.ts';
export { waitingLetters } from './loan-post.ts';
export { loanReader } from './loans-read.ts';

/**
 * The writing half of lending on one connection. Call everything inside a transaction of the caller's (see LoanWriter).
 *
 * @param pseudonymKey of the readers, see `pseudonym`
 */
export function openLoanTables(db: Sqlite, pseudonymKey: Uint8Array): LoanWriter {
  const files: LoanFiles = loanFiles(db);
  const worldAt = loanWorld(db, files, pseudonymKey);
  const save = loanSaver(db, { files, shelve: lentWriter(db) });
  const partners = partnerTables(db);
  const view = loanViewer(files);
  const answers = answersOf(db);
  const timers = timersOf(db);
  const purge = loanPurge(db);
  const documents = documentDesk(db, files);
  const totes = toteDesk(db, { files, worldAt, save });
  const rotations = rotationDesk(db, { files, worldAt, save, view });
  const putRule = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO loan_settings VALUES (?, ?, ?)');

  function settle(decided: Decided, world: LoanWorld, before: LoanId | null): LoanAnswer {
    if (!decided.ok) return { loan: before === null ? null : view(before), problems: decided.problems };
    save(decided.change, world);
    return { loan: view(decided.loan), problems: [] };
  }

  return {
    requestLoan(input, now) {
      return answers.once(input.requester, input.idempotencyKey, ['requestLoan', input], now, () => {
        const world = worldAt(now);
        return settle(decideRequest(world, input), world, null);
      });
    },
    actOnLoan(input, now) {
      // Who acted on which side: an operator may act for both.
      const scope = `${input.actor ?? 'operator'} ${input.as}`;
      return answers.once(scope, input.idempotencyKey, ['actOnLoan', input], now, () => {
        const order = files.order(input.loan);
        if (order === null) return { loan: null, problems: [problem('NOT_FOUND', { what: 'loanId' }, 'loanId')] };
        const world = worldAt(now);
        return settle(decideAct(world, order, input), world, input.loan);
      });
    },
    ...boxes(answers, totes, rotations),
    layDocument: documents.lay,
    fetchedDocument: documents.fetched,
    sweep(now, limit) {
      answers.forget(now);
      purge.strays(now);
      documents.expire(now);
      totes.sweep(now);
      const due = timers.due(now, limit);
      for (const { loan, kind } of due) {
        const order = files.order(loan);
        // An earlier timer of this sweep may have moved the loan on, and taken this one with it.
        if (order === null || !timers.stands(loan, kind)) continue;
        const world = worldAt(now);
        save(decideTick(world, order, kind), world);
        if (kind === 'PURGE') purge.forget(loan);
      }
      return due.length;
    },
    putPartner: partners.put,
    putRule: ({ library, kind, value }) => putRule.run(library ?? '', kind, JSON.stringify(value)),
    exchange: loanExchange(db, { files, partners, worldAt, save }),
    post: loanPost(db, { files, partners, worldAt, save }),
  };
}

/** Boxes of couriers and boxes that go from school to school; what is sent twice is done once. */
function boxes(
  answers: ReturnType<typeof answersOf>,
  totes: ReturnType<typeof toteDesk>,
  rotations: ReturnType<typeof rotationDesk>,
): Pick<LoanWriter, 'actOnTote' | 'startRotation' | 'passRotation'> {
  return {
    actOnTote(input, now) {
      return answers.once(`${input.at} totes`, input.idempotencyKey, ['actOnTote', input], now, () =>
        totes.act(input, now),
      );
    },
    startRotation(input, now) {
      return answers.once(`${input.owner} rotations`, input.idempotencyKey, ['startRotation', input], now, () =>
        rotations.start(input, now),
      );
    },
    passRotation(input, now) {
      return answers.once(`${input.at} rotations`, input.idempotencyKey, ['passRotation', input], now, () =>
        rotations.pass(input, now),
      );
    },
  };
}

/** How long an answer is kept for repeats. It shows a loan as it was, so it must not outlive the purge of notes. */
const ANSWER_KEPT_MS = 7 * 86_400_000;

interface Answer {
  readonly problems: readonly Problem[];
}
type Refusal = {
  readonly loan: null;
  readonly loans: readonly [];
  readonly tote: null;
  readonly problems: readonly Problem[];
};

/** Remembers answers by scope and key, and gives them again; refusals are not remembered, for they changed nothing. */
function answersOf(db: Sqlite) {
  const get = db.prepare<[string, string], { input_hash: string; answer: string }>(
    'SELECT input_hash, answer FROM loan_answers WHERE scope = ? AND key = ?',
  );
  const put = db.prepare<[string, string, string, string, number]>('INSERT INTO loan_answers VALUES (?, ?, ?, ?, ?)');
  const drop = db.prepare<[number]>('DELETE FROM loan_answers WHERE answered_at < ?');
  return {
    once<A extends Answer>(scope: string, key: string, input: unknown, now: Date, work: () => A): A | Refusal {
      const hash = hashOfInput(input);
      const known = get.get(scope, key);
      if (known !== undefined) {
        return known.input_hash === hash
          ? revived<A>(known.answer)
          : { loan: null, loans: [], tote: null, problems: [problem('IDEMPOTENCY_CONFLICT', {}, 'idempotencyKey')] };
      }
      const answer = work();
      if (answer.problems.length === 0) put.run(scope, key, hash, JSON.stringify(answer), now.getTime());
      return answer;
    },
    forget: (now: Date) => drop.run(now.getTime() - ANSWER_KEPT_MS),
  };
}

const INSTANTS = new Set(['at', 'actBy', 'createdAt', 'lateAt', 'openedAt', 'closedAt', 'leftAt', 'arrivedAt']);

/** An answer as it was given: JSON keeps instants as text. */
function revived<A extends Answer>(text: string): A {
  return JSON.parse(text, (name, value: unknown) =>
    INSTANTS.has(name) && typeof value === 'string' ? new Date(value) : value,
  ) as A;
}

function timersOf(db: Sqlite) {
  const due = db.prepare<[number, number], { loan: string; kind: TimerKind }>(
    'SELECT loan, kind FROM loan_timers WHERE due_at <= ? ORDER BY due_at, loan LIMIT ?',
  );
  const one = db.prepare<[string, string], { kind: string }>(
    'SELECT kind FROM loan_timers WHERE loan = ? AND kind = ?',
  );
  return {
    due: (now: Date, limit: number) =>
      due.all(now.getTime(), limit).map(({ loan, kind }) => ({ loan: loanId(loan), kind })),
    stands: (loan: LoanId, kind: TimerKind) => one.get(loan, kind) !== undefined,
  };
}
