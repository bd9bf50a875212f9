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
  shelves(editions: readonly EditionId[]): readonly Shelf[];
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
  const shelves = db.prepare<[string], ShelfRow>(
    `SELECT h.edition, h.library,
       sum(h.anonymous * (${ANONYMOUS_STATUS} = 'AVAILABLE') + (SELECT count(*) FROM item i WHERE i.holding = h.id AND ${STATUS} = 'AVAILABLE')) AS available,
       sum(h.anonymous * (${ANONYMOUS_STATUS} = 'UNKNOWN') + (SELECT count(*) FROM item i WHERE i.holding = h.id AND ${STATUS} = 'UNKNOWN')) AS unknown,
       sum(h.anonymous) AS unmarked
     FROM holding h WHERE h.edition IN (SELECT value FROM json_each(?)) GROUP BY h.edition, h.library`,
  );
  const copies = db.prepare<[string, string], { edition: string | null; availability: Availability }>(
    `SELECT h.edition, ${STATUS} AS availability FROM item i JOIN holding h ON h.id = i.holding
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
    shelves: (ids) => shelves.all(JSON.stringify(ids)).map(toShelf),
    copy(library, barcode) {
      const row = copies.get(library, barcode);
      if (row === undefined || row.edition === null) return null;
      return { edition: editionId(row.edition), availability: row.availability };
    },
  };
}

interface ShelfRow {
  readonly edition: string;
  readonly library: string;
  readonly available: number;
  readonly unknown: number;
  readonly unmarked: number;
}

function toFound(row: { readonly id: string; readonly body: string }): FoundEdition {
  return { id: editionId(row.id), edition: editionIn(row.body) };
}

function toShelf(row: ShelfRow): Shelf {
  return { ...row, edition: editionId(row.edition), library: storedLibraryCode(row.library) };
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
      append(editions.touch(editionId(edition)));
    }
  };
}
