import { createHash } from 'node:crypto';
import type { EditionId } from '../../base/brand.ts';
import type { SourceKey, SourceRef } from '../../catalogue/store.ts';
import type { Availability, HoldingStatement } from '../../record/description.ts';
import type { Sqlite } from './open.ts';

/** The status a copy shows: a loan of the alliance speaks over the day's report, and that over the record. */
export const ITEM_STATUS = "coalesce(i.lent, i.reported, i.told, 'UNKNOWN')";

export interface HoldingTables {
  /** Makes the holdings and items of a record what its statements say; voices of reports and loans stay. */
  replace(owner: HoldingOwner, statements: readonly HoldingStatement[], nowMs: number): void;
  setEdition(form: number, edition: EditionId): void;
  /** The record stands in another edition now, or is yet to be placed. */
  move(ref: SourceRef, edition: EditionId | null): void;
  /** Counts a holding anew after the status of one of its items changed. */
  recount(holding: string, nowMs: number | null): void;
}

export interface HoldingOwner {
  readonly ref: SourceRef;
  readonly key: SourceKey;
  readonly edition: EditionId | null;
  readonly isNew: boolean;
}

interface HoldingRow {
  readonly id: string;
  readonly ref: number;
  readonly edition: string | null;
  readonly library: string;
  readonly callNumber: string | null;
  readonly location: string | null;
  coverage: string | null;
  anonymous: number;
  status: string | null;
  readonly asOf: number;
}

interface ItemRow {
  readonly id: number;
  readonly barcode: string;
  readonly told: string | null;
  readonly reported: string | null;
  readonly lent: string | null;
  readonly due_date: string | null;
}

/** 30 and 90 bits. */
const LIBRARY_LENGTH = 5;
const OWN_LENGTH = 15;

/**
 * Stable while library, record, location and call number stay, even if the record is deleted and comes back. Holdings
 * of a library stand together in the file: what a push writes lies side by side, however large the catalogue.
 */
function holdingId(key: SourceKey, location: string | null, callNumber: string | null): string {
  const own = JSON.stringify([key.library, key.localId, location, callNumber]);
  return digest(key.library).slice(0, LIBRARY_LENGTH) + digest(own).slice(0, OWN_LENGTH);
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

export function holdingTables(db: Sqlite): HoldingTables {
  const sql = statements(db);
  return {
    replace(owner, told, nowMs) {
      const wanted = grouped(owner, told, nowMs);
      const before = owner.isNew ? [] : sql.items.all(owner.ref);
      const items = new Map(before.map((item) => [item.barcode, item]));
      for (const { row, copies } of wanted) sql.putHolding.run({ ...row, ...countsOf(row, copies) });
      for (const { row, copies } of wanted) {
        for (const [barcode, copy] of copies) {
          const known = items.get(barcode);
          items.delete(barcode);
          writeItem(sql, row, barcode, copy, known);
        }
      }
      for (const gone of items.values()) sql.removeItem.run(gone.id);
      if (!owner.isNew) {
        const keep = new Set(wanted.map(({ row }) => row.id));
        for (const { id } of sql.holdings.all(owner.ref)) if (!keep.has(id)) sql.removeHolding.run(id);
      }
      // Of a new record nobody else has told anything yet: its copies are as it tells them.
      if (owner.isNew) return;
      for (const { row, copies } of wanted) if (copies.size > 0) sql.recount.run({ id: row.id, now: null });
    },
    setEdition: (form, edition) => sql.setEdition.run(edition, form),
    move: (ref, edition) => sql.move.run(edition, ref),
    recount: (holding, nowMs) => sql.recount.run({ id: holding, now: nowMs }),
  };
}

type Sql = ReturnType<typeof statements>;

function statements(db: Sqlite) {
  return {
    holdings: db.prepare<[number], { id: string }>('SELECT id FROM holding WHERE ref = ?'),
    items: db.prepare<[number], ItemRow>(
      'SELECT i.id, i.barcode, i.told, i.reported, i.lent, i.due_date FROM holding h JOIN item i ON i.holding = h.id WHERE h.ref = ?',
    ),
    putHolding: db.prepare<[HoldingRow & HoldingCounts]>(
      `INSERT INTO holding (id, ref, edition, library, call_number, location, coverage, anonymous, anonymous_status, items, available, known, as_of)
       VALUES (@id, @ref, @edition, @library, @callNumber, @location, @coverage, @anonymous, @status, @items, @available, @known, @asOf)
       ON CONFLICT (id) DO UPDATE SET ref = excluded.ref, edition = excluded.edition, coverage = excluded.coverage,
         anonymous = excluded.anonymous, anonymous_status = excluded.anonymous_status, items = excluded.items,
         available = excluded.available, known = excluded.known, as_of = excluded.as_of`,
    ),
    removeHolding: db.prepare<[string]>('DELETE FROM holding WHERE id = ?'),
    insertItem: db.prepare<[string, string, string, string | null, string | null, string | null]>(
      'INSERT INTO item (library, barcode, holding, volume, told, due_date) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    updateItem: db.prepare<[string, string | null, string | null, string | null, string | null, string | null, number]>(
      'UPDATE item SET holding = ?, volume = ?, told = ?, reported = ?, lent = ?, due_date = ? WHERE id = ?',
    ),
    removeItem: db.prepare<[number]>('DELETE FROM item WHERE id = ?'),
    recount: db.prepare<[{ id: string; now: number | null }]>(
      `UPDATE holding SET
         items = anonymous + (SELECT count(*) FROM item i WHERE i.holding = @id),
         available = iif(anonymous_status = 'AVAILABLE', anonymous, 0)
           + (SELECT count(*) FROM item i WHERE i.holding = @id AND ${ITEM_STATUS} = 'AVAILABLE'),
         known = iif(anonymous_status IS NULL, 0, anonymous)
           + (SELECT count(*) FROM item i WHERE i.holding = @id AND coalesce(i.lent, i.reported, i.told) IS NOT NULL),
         as_of = coalesce(@now, as_of)
       WHERE id = @id`,
    ),
    move: db.prepare<[string | null, number]>('UPDATE holding SET edition = ? WHERE ref = ?'),
    setEdition: db.prepare<[string, number]>(
      'UPDATE holding SET edition = ? WHERE ref IN (SELECT ref FROM source_record WHERE form = ?)',
    ),
  };
}

interface HoldingCounts {
  readonly items: number;
  readonly available: number;
  readonly known: number;
}

/** Copies as the record tells them. */
function countsOf({ anonymous, status }: HoldingRow, copies: ReadonlyMap<string, HoldingStatement>): HoldingCounts {
  let available = status === 'AVAILABLE' ? anonymous : 0;
  let known = status === null ? 0 : anonymous;
  for (const { availability } of copies.values()) {
    if (availability === 'AVAILABLE') available += 1;
    if (availability !== undefined) known += 1;
  }
  return { items: anonymous + copies.size, available, known };
}

interface WantedHolding {
  readonly row: HoldingRow;
  readonly copies: Map<string, HoldingStatement>;
}

/** Statements of one place and call number are one holding; a barcode told twice is one copy. */
function grouped(owner: HoldingOwner, told: readonly HoldingStatement[], nowMs: number): readonly WantedHolding[] {
  const found = new Map<string, WantedHolding>();
  for (const statement of told) {
    const location = statement.location ?? null;
    const callNumber = statement.callNumber ?? null;
    const id = holdingId(owner.key, location, callNumber);
    const known: WantedHolding = found.get(id) ?? {
      row: {
        id,
        ref: owner.ref,
        edition: owner.edition,
        library: owner.key.library,
        callNumber,
        location,
        coverage: null,
        anonymous: 0,
        status: null,
        asOf: nowMs,
      },
      copies: new Map(),
    };
    found.set(id, known);
    known.row.coverage ??= statement.coverage ?? null;
    if (statement.barcode !== undefined) known.copies.set(statement.barcode, statement);
    else {
      known.row.anonymous += statement.copies;
      known.row.status ??= statement.availability ?? null;
    }
  }
  return [...found.values()];
}

/** A status told anew is younger than the day's report; a loan of the alliance goes on until it ends. */
function writeItem(
  sql: Sql,
  row: HoldingRow,
  barcode: string,
  copy: HoldingStatement,
  known: ItemRow | undefined,
): void {
  const told: Availability | null = copy.availability ?? null;
  const due = copy.dueDate ?? null;
  const volume = copy.volume ?? null;
  if (known === undefined) {
    sql.insertItem.run(row.library, barcode, row.id, volume, told, due);
    return;
  }
  const reported = told === null ? known.reported : null;
  const lent = told !== null && known.lent === 'AVAILABLE' ? null : known.lent;
  const keptDue = told === null || lent !== null ? known.due_date : due;
  sql.updateItem.run(row.id, volume, told, reported, lent, keptDue, known.id);
}
