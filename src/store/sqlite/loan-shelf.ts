import { type EditionId, editionId, type LibraryCode, storedLibraryCode } from '../../base/brand.ts';
import type { Edition } from '../../catalogue/edition.ts';
import type { ShelfChange } from '../../loan/order.ts';
import type { Shelf } from '../../loan/store.ts';
import type { Copy } from '../../loan/world.ts';
import type { Availability } from '../../record/description.ts';
import { editionIn } from './catalogue-edition-body.ts';
import { editionTables } from './catalogue-editions.ts';
import { holdingTables } from './catalogue-holdings.ts';
import type { Sqlite } from './open.ts';
import { outboxAppender } from './outbox.ts';

export interface FoundEdition {
  readonly id: EditionId;
  readonly edition: Edition;
}

/** What lending must know of the catalogue: titles, who holds them, and single copies. */
export interface LoanShelf {
  edition(id: EditionId): FoundEdition | null;
  /** The other editions of its work. */
  siblings(id: EditionId): readonly FoundEdition[];
  /** The sets that these are volumes of. */
  setsOf(editions: readonly EditionId[]): readonly EditionId[];
  /** Only copies of volumes that fit count; who has none but of other volumes is left out. */
  shelves(editions: readonly EditionId[], fits: (volume: string | null) => boolean): readonly Omit<Shelf, 'inSet'>[];
  copy(library: LibraryCode, barcode: string): Copy | null;
  heldByIsbn(library: LibraryCode, isbn: string): EditionId | null;
}

/** The three voices on a copy: a loan of the alliance speaks over the day's report, and that over the record. */
const STATUS = "coalesce(i.lent, i.reported, i.told, 'UNKNOWN')";
const ANONYMOUS_STATUS = "coalesce(h.anonymous_status, 'UNKNOWN')";

export function openLoanShelf(db: Sqlite): LoanShelf {
  const edition = db.prepare<[{ id: string }], { id: string; body: string }>(
    `SELECT id, body FROM edition
     WHERE id = coalesce((SELECT to_id FROM edition_redirect WHERE from_id = @id), @id)`,
  );
  const siblings = db.prepare<[{ id: string }], { id: string; body: string }>(
    'SELECT id, body FROM edition WHERE work = (SELECT work FROM edition WHERE id = @id) AND id <> @id ORDER BY id',
  );
  const sets = db.prepare<[string], { id: string }>(
    'SELECT DISTINCT part_of AS id FROM edition WHERE id IN (SELECT value FROM json_each(?)) AND part_of IS NOT NULL',
  );
  // A holding of no copies stands in the first half, one whose copies all have barcodes only in the second.
  const shelves = db.prepare<[{ ids: string }], ShelfRow>(
    `SELECT h.edition, h.library, NULL AS volume, ${ANONYMOUS_STATUS} AS status, sum(h.anonymous) AS copies, 1 AS unmarked
     FROM holding h
     WHERE h.edition IN (SELECT value FROM json_each(@ids))
       AND (h.anonymous > 0 OR NOT EXISTS (SELECT 1 FROM item i WHERE i.holding = h.id))
     GROUP BY 1, 2, 4
     UNION ALL
     SELECT h.edition, h.library, i.volume, ${STATUS}, count(*), 0
     FROM holding h JOIN item i ON i.holding = h.id
     WHERE h.edition IN (SELECT value FROM json_each(@ids))
     GROUP BY 1, 2, 3, 4`,
  );
  const copies = db.prepare<[string, string], CopyRow>(
    `SELECT h.edition, i.volume, ${STATUS} AS availability FROM item i JOIN holding h ON h.id = i.holding
     WHERE i.library = ? AND i.barcode = ? ORDER BY i.id LIMIT 1`,
  );
  const byIsbn = db.prepare<[string, string], { edition: string }>(
    `SELECT e.edition FROM edition_isbn e JOIN holding h ON h.edition = e.edition
     WHERE e.isbn = ? AND h.library = ? ORDER BY e.edition LIMIT 1`,
  );
  return {
    heldByIsbn(library, isbn) {
      const row = byIsbn.get(isbn, library);
      return row === undefined ? null : editionId(row.edition);
    },
    edition(id) {
      const row = edition.get({ id });
      return row === undefined ? null : toFound(row);
    },
    siblings: (id) => siblings.all({ id }).map(toFound),
    setsOf: (ids) => sets.all(JSON.stringify(ids)).map((row) => editionId(row.id)),
    shelves: (ids, fits) => toShelves(shelves.all({ ids: JSON.stringify(ids) }).filter(({ volume }) => fits(volume))),
    copy(library, barcode) {
      const row = copies.get(library, barcode);
      if (row === undefined || row.edition === null) return null;
      return { edition: editionId(row.edition), volume: row.volume, availability: row.availability };
    },
  };
}

interface ShelfRow {
  readonly edition: string;
  readonly library: string;
  readonly volume: string | null;
  readonly status: Availability;
  readonly copies: number;
  readonly unmarked: number;
}

interface CopyRow {
  readonly edition: string | null;
  readonly volume: string | null;
  readonly availability: Availability;
}

function toFound(row: { readonly id: string; readonly body: string }): FoundEdition {
  return { id: editionId(row.id), edition: editionIn(row.body) };
}

function toShelves(rows: readonly ShelfRow[]): readonly Omit<Shelf, 'inSet'>[] {
  const found = new Map<string, Omit<Shelf, 'inSet'>>();
  for (const { edition, library, status, copies, unmarked } of rows) {
    const place = `${edition} ${library}`;
    const counted = found.get(place) ?? { available: 0, unknown: 0, unmarked: 0 };
    found.set(place, {
      edition: editionId(edition),
      library: storedLibraryCode(library),
      available: counted.available + (status === 'AVAILABLE' ? copies : 0),
      unknown: counted.unknown + (status === 'UNKNOWN' ? copies : 0),
      unmarked: counted.unmarked + unmarked * copies,
    });
  }
  return [...found.values()];
}

/** Lets a loan speak about a copy: its status, the counts above it, and its entry for the index. */
export function lentWriter(db: Sqlite): (change: ShelfChange) => void {
  const set = db.prepare<[string, string | null, string, string]>(
    'UPDATE item SET lent = ?, due_date = ? WHERE library = ? AND barcode = ?',
  );
  const found = db.prepare<[string, string], { holding: string; edition: string | null }>(
    'SELECT i.holding, h.edition FROM item i JOIN holding h ON h.id = i.holding WHERE i.library = ? AND i.barcode = ?',
  );
  const holdings = holdingTables(db);
  const editions = editionTables(db);
  const append = outboxAppender(db);
  return ({ library, barcode, availability, dueDate }) => {
    set.run(availability, dueDate, library, barcode);
    for (const { holding, edition } of found.all(library, barcode)) {
      // The library itself told nothing new: its as-of time stays.
      holdings.recount(holding, null);
      if (edition === null) continue;
      append(editions.touch(editionId(edition)), 'SHELF');
    }
  };
}
