import { type EditionId, editionId, type LibraryCode } from '../../base/brand.ts';
import type { ItemReport } from '../../catalogue/store.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import type { Sqlite } from './open.ts';

export interface Reported {
  readonly changed: number;
  readonly unknownBarcodes: readonly string[];
  readonly editions: ReadonlySet<EditionId>;
}

interface FoundItem {
  readonly id: number;
  readonly holding: string;
  readonly edition: string | null;
  readonly told: string | null;
  readonly reported: string | null;
  readonly lent: string | null;
  readonly due_date: string | null;
}

/** A barcode as readers and RFID gates give it: bare, or behind its owner's ISIL (OI.PII of ISO 28560). */
export function ownBarcode(library: LibraryCode, barcode: string): string {
  const text = barcode.trim();
  return text.toUpperCase().startsWith(`${library}.`) ? text.slice(library.length + 1) : text;
}

/** The day's report of a library: status and due date by barcode, without records. */
export function itemReports(
  db: Sqlite,
  tables: CatalogueTables,
): (library: LibraryCode, items: readonly ItemReport[], nowMs: number) => Reported {
  const find = db.prepare<[string, string], FoundItem>(
    `SELECT i.id, i.holding, h.edition, i.told, i.reported, i.lent, i.due_date
     FROM item i JOIN holding h ON h.id = i.holding WHERE i.library = ? AND i.barcode = ?`,
  );
  const set = db.prepare<[string, string | null, string | null, number]>(
    'UPDATE item SET reported = ?, lent = ?, due_date = ? WHERE id = ?',
  );
  return (library, items, nowMs) => {
    const unknownBarcodes: string[] = [];
    const holdings = new Set<string>();
    const editions = new Set<EditionId>();
    let changed = 0;
    for (const item of items) {
      const found = find.all(library, ownBarcode(library, item.barcode));
      if (found.length === 0) unknownBarcodes.push(item.barcode);
      for (const known of found) {
        // A loan of the alliance that is over no longer speaks; one that runs goes on speaking over the report.
        const lent = known.lent === 'AVAILABLE' ? null : known.lent;
        const due = lent === null ? item.dueDate : known.due_date;
        const before = known.lent ?? known.reported ?? known.told;
        set.run(item.availability, lent, due, known.id);
        holdings.add(known.holding);
        if (before === (lent ?? item.availability) && due === known.due_date) continue;
        changed += 1;
        if (known.edition !== null) editions.add(editionId(known.edition));
      }
    }
    for (const holding of holdings) tables.holdings.recount(holding, nowMs);
    const touched = new Set([...editions].flatMap((edition) => tables.editions.touch(edition)));
    return { changed, unknownBarcodes, editions: touched };
  };
}
