import { loanId, storedLibraryCode, toteId } from '../../base/brand.ts';
import type { Tote, ToteCopy, ToteState } from '../../loan/courier/tote.ts';
import type { Sqlite } from './open.ts';

export interface ToteRow {
  readonly id: string;
  readonly label: string;
  readonly route: string;
  readonly day: string;
  readonly sender: string;
  readonly receiver: string;
  readonly place: string | null;
  readonly state: ToteState;
  readonly late_at: number | null;
  readonly opened_at: number;
  readonly closed_at: number | null;
  readonly left_at: number | null;
  readonly arrived_at: number | null;
  readonly version: number;
}

interface CopyRow {
  readonly loan: string;
  readonly library: string;
  readonly barcode: string;
  readonly way: ToteCopy['way'];
  readonly state: ToteCopy['state'];
}

/** Turns rows of `totes` into boxes with their copies. */
export function toteShower(db: Sqlite): (row: ToteRow) => Tote {
  const copies = db.prepare<[string], CopyRow>(
    'SELECT loan, library, barcode, way, state FROM tote_copies WHERE tote = ? ORDER BY loan, barcode',
  );
  return (row) => ({
    id: toteId(row.id),
    label: row.label,
    route: row.route,
    day: row.day,
    from: storedLibraryCode(row.sender),
    to: storedLibraryCode(row.receiver),
    place: row.place === null ? null : storedLibraryCode(row.place),
    state: row.state,
    copies: copies.all(row.id).map((copy) => ({
      ...copy,
      loan: loanId(copy.loan),
      library: storedLibraryCode(copy.library),
    })),
    lateAt: instant(row.late_at),
    openedAt: new Date(row.opened_at),
    closedAt: instant(row.closed_at),
    leftAt: instant(row.left_at),
    arrivedAt: instant(row.arrived_at),
    version: row.version,
  });
}

/** Writes a box with its copies. */
export function toteWriter(db: Sqlite): (tote: Tote) => void {
  const put = db.prepare<[ToteRow]>(
    `INSERT INTO totes (id, label, route, day, sender, receiver, place, state, late_at, opened_at, closed_at, left_at, arrived_at, version)
     VALUES (@id, @label, @route, @day, @sender, @receiver, @place, @state, @late_at, @opened_at, @closed_at, @left_at, @arrived_at, @version)
     ON CONFLICT (id) DO UPDATE SET route = excluded.route, day = excluded.day, place = excluded.place,
       state = excluded.state, late_at = excluded.late_at, closed_at = excluded.closed_at, left_at = excluded.left_at,
       arrived_at = excluded.arrived_at, version = excluded.version`,
  );
  const drop = db.prepare<[string]>('DELETE FROM tote_copies WHERE tote = ?');
  const putCopy = db.prepare<[string, string, string, string, string, string]>(
    'INSERT INTO tote_copies (tote, loan, library, barcode, way, state) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return (tote) => {
    put.run(toRow(tote));
    drop.run(tote.id);
    for (const { loan, library, barcode, way, state } of tote.copies) {
      putCopy.run(tote.id, loan, library, barcode, way, state);
    }
  };
}

function toRow(tote: Tote): ToteRow {
  return {
    id: tote.id,
    label: tote.label,
    route: tote.route,
    day: tote.day,
    sender: tote.from,
    receiver: tote.to,
    place: tote.place,
    state: tote.state,
    late_at: tote.lateAt?.getTime() ?? null,
    opened_at: tote.openedAt.getTime(),
    closed_at: tote.closedAt?.getTime() ?? null,
    left_at: tote.leftAt?.getTime() ?? null,
    arrived_at: tote.arrivedAt?.getTime() ?? null,
    version: tote.version,
  };
}

const instant = (at: number | null) => (at === null ? null : new Date(at));
