import type { LibraryCode } from '../../base/brand.ts';
import { type Asking, type LendingFigures, lendingFigures } from '../../loan/figures.ts';
import type { ServiceType } from '../../loan/loan.ts';
import type { CourierRoute } from '../../loan/policy.ts';
import { boundsOf, type SettledLoan, type Settlement, settle } from '../../loan/settlement.ts';
import { settlementSheet } from '../../loan/settlement-sheet.ts';
import { symbolOf } from '../../loan/talk.ts';
import { libraryLookup } from './libraries.ts';
import { toParty } from './loan-rows.ts';
import type { Sqlite } from './open.ts';

/** What lending came to: the account of a month, and figures by lender and route. */
export interface LoanLedger {
  settlement(month: string, about: LibraryCode | null): Settlement;
  sheet(month: string, about: LibraryCode | null): string;
  figures(from: Date, to: Date): LendingFigures;
}

interface SettledRow {
  readonly requester: string;
  readonly requester_name: string | null;
  readonly supplier: string;
  readonly supplier_name: string | null;
  readonly service_type: ServiceType;
  readonly copies: number;
  readonly lost: number;
  readonly cost_fen: number | null;
  readonly currency: string | null;
  readonly shipped_at: number | null;
  readonly closed_at: number | null;
}

interface AskingRow {
  readonly requester: string;
  readonly requester_name: string | null;
  readonly party: string;
  readonly party_name: string | null;
  readonly outcome: string | null;
  readonly asked_at: number;
  readonly answered_at: number | null;
  readonly shipped_at: number | null;
  readonly received_at: number | null;
}

export function loanLedger(db: Sqlite): LoanLedger {
  // Copies that their library does not tell apart have no rows of their own: then the number asked for left.
  const settled = db.prepare<[{ from: number; to: number }], SettledRow>(
    `SELECT l.requester, l.requester_name, l.supplier, l.supplier_name, l.service_type, l.cost_fen, l.currency,
       l.shipped_at, l.closed_at,
       coalesce(nullif((SELECT count(*) FROM loan_items i WHERE i.loan = l.id AND i.rank = l.rank), 0), l.quantity) AS copies,
       CASE WHEN l.shown_state = 'LOST' AND NOT EXISTS (SELECT 1 FROM loan_items i WHERE i.loan = l.id) THEN l.quantity
         ELSE (SELECT count(*) FROM loan_items i WHERE i.loan = l.id AND i.state = 'LOST') END AS lost
     FROM loans l WHERE l.supplier IS NOT NULL AND l.id IN (
       SELECT id FROM loans WHERE shipped_at >= @from AND shipped_at < @to
       UNION SELECT id FROM loans WHERE closed_at >= @from AND closed_at < @to)
       AND (l.shipped_at IS NOT NULL OR l.shown_state = 'COMPLETED') ORDER BY l.id`,
  );
  const askings = db.prepare<[number, number], AskingRow>(
    `SELECT l.requester, l.requester_name, s.party, s.party_name, s.outcome, s.asked_at, s.answered_at,
       CASE WHEN s.rank = l.rank THEN l.shipped_at END AS shipped_at,
       CASE WHEN s.rank = l.rank THEN l.received_at END AS received_at
     FROM loan_supplies s JOIN loans l ON l.id = s.loan WHERE s.asked_at >= ? AND s.asked_at < ?`,
  );
  const routes = db.prepare<[], { value: string }>(
    "SELECT value FROM loan_settings WHERE library = '' AND kind = 'routes'",
  );
  const libraries = libraryLookup(db);
  function settlement(month: string, about: LibraryCode | null): Settlement {
    const { from, to } = boundsOf(month);
    const loans = settled.all({ from: from.getTime(), to: to.getTime() }).map(toSettled);
    return settle(month, about === null ? loans : loans.filter((loan) => concerns(loan, about)));
  }
  return {
    settlement,
    sheet: (month, about) =>
      settlementSheet(settlement(month, about), (party) =>
        party.kind === 'outside' ? party.name : (libraries(party.library)?.name ?? party.library),
      ),
    figures(from, to) {
      const stops = JSON.parse(routes.get()?.value ?? '[]') as readonly CourierRoute[];
      return lendingFigures(askings.all(from.getTime(), to.getTime()).map(toAsking), stops);
    },
  };
}

function concerns({ lender, borrower }: SettledLoan, about: LibraryCode): boolean {
  return [lender, borrower].some((party) => party.kind === 'member' && symbolOf(party) === about);
}

function toSettled(row: SettledRow): SettledLoan {
  return {
    lender: toParty(row.supplier, row.supplier_name),
    borrower: toParty(row.requester, row.requester_name),
    serviceType: row.service_type,
    copies: row.copies,
    lost: row.lost,
    costFen: row.cost_fen,
    currency: row.currency,
    shippedAt: instant(row.shipped_at),
    closedAt: instant(row.closed_at),
  };
}

function toAsking(row: AskingRow): Asking {
  return {
    lender: toParty(row.party, row.party_name),
    borrower: toParty(row.requester, row.requester_name),
    outcome: row.outcome,
    askedAt: new Date(row.asked_at),
    answeredAt: instant(row.answered_at),
    shippedAt: instant(row.shipped_at),
    receivedAt: instant(row.received_at),
  };
}

function instant(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
