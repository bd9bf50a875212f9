import { loanId } from '../../base/brand.ts';
import type { Dealing, LoanExchange } from '../../loan/exchange.ts';
import { decideHear } from '../../loan/hear.ts';
import type { LoanChange } from '../../loan/order.ts';
import { decideOutsideRequest } from '../../loan/outside-request.ts';
import type { SupplierState } from '../../loan/supplier.ts';
import type { LoanWorld } from '../../loan/world.ts';
import type { LoanFiles } from './loan-files.ts';
import type { PartnerTables } from './loan-partners.ts';
import type { Sqlite } from './open.ts';

export interface ExchangeNeeds {
  readonly files: LoanFiles;
  readonly partners: PartnerTables;
  readonly worldAt: (now: Date) => LoanWorld;
  readonly save: (change: LoanChange, world: LoanWorld) => void;
}

interface DealingRow {
  readonly loan: string;
  readonly rank: number;
  readonly state: SupplierState | null;
  readonly requester: string;
  readonly requester_name: string | null;
  readonly party: string;
}

/** The inbox half of dealing with outside parties; see LoanExchange. */
export function loanExchange(db: Sqlite, { files, partners, worldAt, save }: ExchangeNeeds): LoanExchange {
  const columns = 's.loan, s.rank, s.state, l.requester, l.requester_name, s.party';
  const byRequest = db.prepare<[string, string], DealingRow>(
    `SELECT ${columns} FROM loan_supplies s JOIN loans l ON l.id = s.loan WHERE s.request_id = ? AND l.requester = ?`,
  );
  const byOwn = db.prepare<[string, string], DealingRow>(
    `SELECT ${columns} FROM loan_supplies s JOIN loans l ON l.id = s.loan WHERE l.id = ? AND l.requester = ? AND s.rank = 1`,
  );
  const replay = db.prepare<[string, string], { confirmation: string }>(
    "SELECT confirmation FROM loan_messages WHERE direction = 'in' AND peer = ? AND digest = ?",
  );
  const remember = db.prepare<[string, string | null, number | null, string, string, string, string, string, number]>(
    `INSERT INTO loan_messages (direction, peer, loan, rank, request_id, talk, body, digest, confirmation, state, attempts, created_at)
     VALUES ('in', ?, ?, ?, ?, ?, ?, ?, ?, 'done', 0, ?)`,
  );
  return {
    partner: partners.get,
    replay: (peer, digest) => replay.get(peer, digest)?.confirmation ?? null,
    dealing(requester, requestId, ownRequestId) {
      const own = ownRequestId === null ? undefined : byOwn.get(ownRequestId, requester);
      const row = byRequest.get(requestId, requester) ?? own;
      return row === undefined ? null : toDealing(row);
    },
    open(request, now) {
      const world = worldAt(now);
      if (world.library(request.supplier) === null) return null;
      const decided = decideOutsideRequest(world, request);
      if (!decided.ok) return null;
      save(decided.change, world);
      return { loan: decided.loan, rank: 1, peer: request.requester.symbol, lender: 'NEW' };
    },
    hear(dealing, talk, peerRequestId, now) {
      const order = files.order(dealing.loan);
      if (order === null) return;
      const world = worldAt(now);
      save(decideHear(world, order, dealing, talk, peerRequestId), world);
    },
    remember({ peer, dealing, requestId, says, body, digest, confirmation }, now) {
      const { loan = null, rank = null } = dealing ?? {};
      remember.run(peer, loan, rank, requestId, says, body, digest, confirmation, now.getTime());
    },
  };
}

function toDealing({ loan, rank, state, requester, requester_name: name, party }: DealingRow): Dealing {
  return { loan: loanId(loan), rank, lender: state, peer: name === null ? party : requester };
}
