import { loanId } from '../../base/brand.ts';
import type { DeadLetter, LoanPost, Outcome, Waiting } from '../../loan/exchange.ts';
import { decideGivenUp, decideUndelivered } from '../../loan/hear.ts';
import type { LoanMessage } from '../../loan/partner.ts';
import type { ExchangeNeeds } from './loan-exchange.ts';
import { type PartnerTables, partnerTables } from './loan-partners.ts';
import type { Sqlite } from './open.ts';

interface WaitingRow {
  readonly id: number;
  readonly peer: string;
  readonly body: string;
  readonly attempts: number;
}

/** The oldest waiting message of each peer: what stands behind it waits, so that nobody hears of a return before the receipt. */
export function waitingLetters(
  db: Sqlite,
  partners: PartnerTables = partnerTables(db),
): Pick<LoanPost, 'due' | 'dead' | 'requests'> {
  const due = db.prepare<[number, number], WaitingRow>(
    `SELECT m.id, m.peer, m.body, m.attempts FROM loan_messages m
     JOIN (SELECT min(id) AS id FROM loan_messages WHERE direction = 'out' AND state = 'waiting' GROUP BY peer) first ON first.id = m.id
     WHERE m.next_at <= ? ORDER BY m.id LIMIT ?`,
  );
  const dead = db.prepare<[], DeadRow>(
    `SELECT m.id, m.peer, coalesce(p.name, m.peer) AS peerName, m.loan, m.talk, m.attempts, m.error, m.created_at
     FROM loan_messages m LEFT JOIN loan_partners p ON p.symbol = m.peer WHERE m.state = 'dead' ORDER BY m.id`,
  );
  const requests = db
    .prepare<[string], string>(
      `SELECT m.body FROM loan_messages m JOIN loans l ON l.id = m.loan
       WHERE m.direction = 'out' AND m.peer = ? AND m.talk IN ('ASKED', 'RETRIED') AND m.body <> ''
         AND l.open = 1 AND l.rank = m.rank AND l.shipped_at IS NULL ORDER BY m.id`,
    )
    .pluck();
  return {
    requests: (peer) => requests.all(peer).map((body) => JSON.parse(body) as LoanMessage),
    due(now, limit) {
      return due.all(now.getTime(), limit).flatMap(({ id, peer, body, attempts }): readonly Waiting[] => {
        const to = partners.get(peer);
        return to === null ? [] : [{ id, message: JSON.parse(body) as LoanMessage, to, attempts }];
      });
    },
    dead: () => dead.all().map(toDeadLetter),
  };
}

/** The outbox half of dealing with outside parties; see LoanPost. */
export function loanPost(db: Sqlite, needs: ExchangeNeeds): LoanPost {
  const { files, partners, worldAt, save } = needs;
  const set = db.prepare<[string, number | null, string | null, number]>(
    'UPDATE loan_messages SET state = ?, attempts = attempts + 1, next_at = ?, error = ? WHERE id = ?',
  );
  const again = db.prepare<[number, number]>(
    "UPDATE loan_messages SET state = 'waiting', attempts = 0, next_at = ? WHERE id = ? AND state = 'dead'",
  );
  const one = db.prepare<[number], { loan: string | null; rank: number | null; talk: string; state: string }>(
    'SELECT loan, rank, talk, state FROM loan_messages WHERE id = ?',
  );
  function undelivered(id: number, { detail, kind }: Exclude<Outcome, { kind: 'delivered' }>, now: Date): void {
    const row = one.get(id);
    const order = row?.loan == null ? null : files.order(loanId(row.loan));
    if (order === null || row?.rank == null) return;
    const world = worldAt(now);
    const letter = { rank: row.rank, says: row.talk, detail, perhaps: kind === 'failed' };
    save(decideUndelivered(world, order, letter), world);
  }
  function givenUp(id: number, now: Date): boolean {
    const row = one.get(id);
    const order = row?.loan == null ? null : files.order(loanId(row.loan));
    if (order === null || row?.rank == null) return false;
    const world = worldAt(now);
    const change = decideGivenUp(world, order, row.rank);
    if (change !== null) save(change, world);
    return change !== null;
  }
  return {
    ...waitingLetters(db, partners),
    settle(id, outcome: Outcome, now) {
      if (one.get(id)?.state !== 'waiting') return;
      if (outcome.kind === 'delivered') {
        set.run('done', null, null, id);
        return;
      }
      if (outcome.kind === 'failed' && outcome.retryAt !== null) {
        set.run('waiting', outcome.retryAt.getTime(), outcome.detail, id);
        return;
      }
      set.run('dead', null, outcome.detail, id);
      undelivered(id, outcome, now);
    },
    resolve(id, choice, now) {
      if (one.get(id)?.state !== 'dead') return false;
      if (choice === 'next supplier' && !givenUp(id, now)) return false;
      if (choice === 'send again') again.run(now.getTime(), id);
      else set.run('done', null, choice, id);
      return true;
    },
  };
}

interface DeadRow {
  readonly id: number;
  readonly peer: string;
  readonly peerName: string;
  readonly loan: string | null;
  readonly talk: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly created_at: number;
}

function toDeadLetter(row: DeadRow): DeadLetter {
  const { id, peer, peerName, loan, talk, attempts, error, created_at } = row;
  return {
    id,
    peer,
    peerName,
    loan: loan === null ? null : loanId(loan),
    talk,
    attempts,
    error,
    createdAt: new Date(created_at),
  };
}
