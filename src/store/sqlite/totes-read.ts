import { type LibraryCode, type LoanId, libraryCode, loanId, storedLibraryCode } from '../../base/brand.ts';
import type { RouteFigures, ToteFilter, ToteReader } from '../../loan/courier/tote.ts';
import type { CourierRoute } from '../../loan/policy.ts';
import type { Sqlite } from './open.ts';
import { type ToteRow, toteShower } from './tote-rows.ts';

/** The reading half of boxes and routes. */
export function toteReader(db: Sqlite): ToteReader {
  const show = toteShower(db);
  const one = db.prepare<[string], ToteRow>('SELECT * FROM totes WHERE id = ?');
  const run = db.prepare<[string, string], ToteRow>(
    'SELECT * FROM totes WHERE route = ? AND day = ? ORDER BY sender, receiver, id',
  );
  const routes = db.prepare<[], { value: string }>(
    "SELECT value FROM loan_settings WHERE library = '' AND kind = 'routes'",
  );
  const list = lister(db);
  return {
    async tote(id) {
      const row = one.get(id);
      return row === undefined ? null : show(row);
    },
    async list(filter, first, after) {
      const { rows, total } = list(filter, first + 1, after);
      const shown = rows.slice(0, first);
      const end = shown.at(-1);
      return {
        rows: shown.map(show),
        hasNext: rows.length > first,
        endCursor: end === undefined ? null : `${end.opened_at}.${end.id}`,
        total,
      };
    },
    run: async (route, day) => run.all(route, day).map(show),
    async routes() {
      const row = routes.get();
      const told = row === undefined ? [] : (JSON.parse(row.value) as readonly CourierRoute[]);
      return told.map((route) => ({ ...route, stops: route.stops.map(storedLibraryCode) }));
    },
    scanned: scanReader(db),
    figures: routeFigures(db),
  };
}

function lister(db: Sqlite) {
  const matching = `(sender = @library OR receiver = @library OR place = @library)
    AND (@open IS NULL OR (state <> 'ARRIVED') = @open)`;
  const page = db.prepare<[ListArguments], ToteRow>(
    `SELECT * FROM totes WHERE ${matching} AND (opened_at, id) < (@openedAt, @id) ORDER BY opened_at DESC, id DESC LIMIT @limit`,
  );
  const count = db.prepare<[ListArguments], { total: number }>(`SELECT count(*) AS total FROM totes WHERE ${matching}`);
  return ({ library, open }: ToteFilter, limit: number, after: string | null) => {
    const [openedAt, id] = after === null ? [] : after.split('.');
    const asked: ListArguments = {
      library,
      open: open === null ? null : Number(open),
      limit,
      openedAt: openedAt === undefined ? Number.MAX_SAFE_INTEGER : Number(openedAt),
      id: id ?? '',
    };
    return { rows: page.all(asked), total: count.get(asked)?.total ?? 0 };
  };
}

interface ListArguments {
  readonly library: LibraryCode;
  readonly open: number | null;
  readonly limit: number;
  readonly openedAt: number;
  readonly id: string;
}

/** What lies before a scanner: a slip, a copy on loan, or a copy from the own shelf that a loan waits for. */
function scanReader(db: Sqlite): (library: LibraryCode, code: string) => Promise<readonly LoanId[]> {
  const found = db.prepare<[{ library: string; code: string; owner: string | null; bare: string }], { id: string }>(
    `SELECT id FROM (
       SELECT id, created_at FROM loans WHERE id = @code
       UNION SELECT l.id, l.created_at FROM loan_items i JOIN loans l ON l.id = i.loan
         WHERE i.barcode = @bare AND (@owner IS NULL OR i.library = @owner) AND i.open = 1
       UNION SELECT l.id, l.created_at FROM item c JOIN holding h ON h.id = c.holding JOIN loans l ON l.supplier = c.library
         LEFT JOIN loan_supplies s ON s.loan = l.id AND s.rank = l.rank
         WHERE c.library = @library AND c.barcode = @bare AND l.open = 1
           AND l.supplier_shown IN ('SENT', 'EXPECTED', 'WILL_SUPPLY') AND h.edition IN (l.edition, s.edition))
     WHERE id IN (SELECT id FROM loans WHERE requester = @library OR supplier = @library)
       OR id IN (SELECT loan FROM loan_items WHERE library = @library)
     ORDER BY created_at, id LIMIT 20`,
  );
  return async (library, code) => {
    const [owner, bare] = ownerIn(code);
    return found.all({ library, code, owner, bare }).map(({ id }) => loanId(id));
  };
}

/** A barcode behind its owner's ISIL (OI.PII of ISO 28560-1), or bare. */
function ownerIn(code: string): readonly [owner: string | null, barcode: string] {
  const dot = code.indexOf('.');
  const owner = dot < 0 ? null : libraryCode(code.slice(0, dot));
  return owner === null ? [null, code] : [owner, code.slice(dot + 1)];
}

const DAY_MS = 86_400_000;

/** Boxes that left, the copies in them, those missing, and the median days from closing to arriving. */
function routeFigures(db: Sqlite): (route: string) => Promise<RouteFigures> {
  const sums = db.prepare<[string], { totes: number; copies: number; missing: number }>(
    `SELECT count(*) AS totes, coalesce(sum((SELECT count(*) FROM tote_copies c WHERE c.tote = t.id)), 0) AS copies,
       coalesce(sum(state = 'MISSING'), 0) AS missing
     FROM totes t WHERE route = ? AND left_at IS NOT NULL`,
  );
  const spans = db.prepare<[string], { took: number }>(
    `SELECT arrived_at - closed_at AS took FROM totes
     WHERE route = ? AND arrived_at IS NOT NULL AND closed_at IS NOT NULL ORDER BY took`,
  );
  return async (route) => {
    const took = spans.all(route);
    const median = took[Math.floor((took.length - 1) / 2)]?.took;
    const medianDays = median === undefined ? null : Math.round((median / DAY_MS) * 10) / 10;
    return { ...(sums.get(route) ?? { totes: 0, copies: 0, missing: 0 }), medianDays };
  };
}
