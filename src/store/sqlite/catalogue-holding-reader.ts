import { type EditionId, editionId, type LibraryCode, storedLibraryCode } from '../../base/brand.ts';
import type { CatalogueReader, HoldingView, ItemView } from '../../catalogue/store.ts';
import type { Availability } from '../../record/description.ts';
import { ITEM_STATUS } from './catalogue-holdings.ts';
import { ownBarcode } from './catalogue-items.ts';
import type { Sqlite } from './open.ts';

type HoldingReader = Pick<
  CatalogueReader,
  'holdings' | 'holdingsByKey' | 'items' | 'itemByBarcode' | 'itemsByBarcode' | 'item'
>;

interface AskedHoldingRow extends HoldingRow {
  /** The edition asked for: the holding's own, or a volume of it. */
  readonly asked: string;
}

interface HoldingRow {
  readonly id: string;
  readonly edition: string;
  readonly library: string;
  readonly local_id: string;
  readonly call_number: string | null;
  readonly location: string | null;
  readonly coverage: string | null;
  readonly anonymous: number;
  readonly anonymous_status: Availability | null;
  readonly items: number;
  readonly available: number;
  readonly known: number;
  readonly as_of: number;
}

interface ItemRow {
  readonly barcode: string;
  readonly holding: string;
  readonly edition: string;
  readonly library: string;
  readonly volume: string | null;
  readonly call_number: string | null;
  readonly location: string | null;
  readonly availability: Availability;
  readonly due_date: string | null;
}

const LISTED = '(SELECT value FROM json_each(?))';

/** Holdings and copies. Copies without a barcode are no rows: their ids are `holding#number`. */
export function holdingReader(db: Sqlite): HoldingReader {
  const sql = statements(db);
  const byBarcode = (library: LibraryCode, barcode: string): ItemView | null => {
    const row = sql.itemByBarcode.get(library, ownBarcode(library, barcode));
    return row === undefined ? null : toItem(row);
  };
  return {
    async holdings(ids) {
      const found = new Map<EditionId, HoldingView[]>(ids.map((id) => [id, []]));
      for (const row of sql.holdings.all({ ids: JSON.stringify(ids) }))
        found.get(editionId(row.asked))?.push(toHolding(row));
      return found;
    },
    async holdingsByKey(ids) {
      const rows = sql.holdingsById.all(JSON.stringify(ids));
      return new Map(rows.map((row) => [row.id, toHolding(row)]));
    },
    async items(holdings) {
      const found = new Map<string, ItemView[]>(holdings.map((id) => [id, []]));
      const listed = JSON.stringify(holdings);
      for (const row of sql.items.all(listed)) found.get(row.holding)?.push(toItem(row));
      for (const row of sql.holdingsById.all(listed)) found.get(row.id)?.push(...unmarked(row));
      return found;
    },
    async itemByBarcode(library, barcode) {
      return byBarcode(library, barcode);
    },
    async itemsByBarcode(keys) {
      return keys.map(({ library, barcode }) => byBarcode(library, barcode));
    },
    async item(id) {
      const unmarkedCopy = /^(.+)#(\d+)$/.exec(id);
      if (unmarkedCopy !== null) {
        const [row] = sql.holdingsById.all(JSON.stringify([unmarkedCopy[1]]));
        return row === undefined ? null : (unmarked(row)[Number(unmarkedCopy[2]) - 1] ?? null);
      }
      const bar = id.indexOf('/');
      return bar < 0 ? null : byBarcode(storedLibraryCode(id.slice(0, bar)), id.slice(bar + 1));
    },
  };
}

function statements(db: Sqlite) {
  const columns = `h.id, h.edition, h.library, r.local_id, h.call_number, h.location, h.coverage, h.anonymous,
      h.anonymous_status, h.items, h.available, h.known, h.as_of`;
  const holding = `SELECT ${columns} FROM holding h JOIN source_record r ON r.ref = h.ref`;
  const item = `SELECT i.barcode, i.holding, h.edition, i.library, i.volume, h.call_number, h.location,
      ${ITEM_STATUS} AS availability, i.due_date
    FROM item i JOIN holding h ON h.id = i.holding`;
  return {
    // Whoever holds a set holds each of its volumes.
    holdings: db.prepare<[{ ids: string }], AskedHoldingRow>(
      `WITH listed AS MATERIALIZED (SELECT value AS id FROM json_each(@ids)),
         place (asked, edition) AS MATERIALIZED (
           SELECT id, id FROM listed
           UNION ALL SELECT e.id, e.part_of FROM listed CROSS JOIN edition e ON e.id = listed.id WHERE e.part_of IS NOT NULL)
       SELECT p.asked, ${columns}
       FROM place p CROSS JOIN holding h ON h.edition = p.edition JOIN source_record r ON r.ref = h.ref
       ORDER BY h.library, h.id`,
    ),
    holdingsById: db.prepare<[string], HoldingRow>(`${holding} WHERE h.id IN ${LISTED} AND h.edition IS NOT NULL`),
    items: db.prepare<[string], ItemRow>(`${item} WHERE i.holding IN ${LISTED} ORDER BY i.holding, i.id`),
    itemByBarcode: db.prepare<[string, string], ItemRow>(
      `${item} WHERE i.library = ? AND i.barcode = ? ORDER BY i.id LIMIT 1`,
    ),
  };
}

function toHolding(row: HoldingRow): HoldingView {
  return {
    id: row.id,
    edition: editionId(row.edition),
    source: { library: storedLibraryCode(row.library), localId: row.local_id },
    callNumber: row.call_number,
    location: row.location,
    coverage: row.coverage,
    itemCount: row.items,
    availableCount: row.available,
    statusKnown: row.known > 0,
    asOf: new Date(row.as_of),
  };
}

function toItem(row: ItemRow): ItemView {
  return {
    id: `${row.library}/${row.barcode}`,
    holding: row.holding,
    edition: editionId(row.edition),
    library: storedLibraryCode(row.library),
    barcode: row.barcode,
    volume: row.volume,
    callNumber: row.call_number,
    location: row.location,
    availability: row.availability,
    dueDate: row.due_date,
  };
}

function unmarked(row: HoldingRow): readonly ItemView[] {
  return Array.from({ length: row.anonymous }, (_none, at) => ({
    id: `${row.id}#${at + 1}`,
    holding: row.id,
    edition: editionId(row.edition),
    library: storedLibraryCode(row.library),
    barcode: null,
    volume: null,
    callNumber: row.call_number,
    location: row.location,
    availability: row.anonymous_status ?? 'UNKNOWN',
    dueDate: null,
  }));
}
