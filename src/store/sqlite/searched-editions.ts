import { type EditionId, editionId, storedLibraryCode, workId } from '../../base/brand.ts';
import type { SearchedEdition, SearchedEditions, SearchedHolding } from '../../search/assemble.ts';
import { editionIn } from './catalogue-edition-body.ts';
import type { Sqlite } from './open.ts';

type EditionRow = readonly [id: string, work: string, set: string | null, version: number, body: string];

/** One a copy with a barcode; one with null where the holding has no such copies. */
type CopyRow = readonly [
  /** Number of the asked place: an edition or a set. */
  place: number,
  holding: string,
  library: string,
  callNumber: string | null,
  available: number,
  known: number,
  barcode: string | null,
];

/** A holding while its copies are read. */
interface Reading extends SearchedHolding {
  readonly id: string;
  readonly barcodes: string[];
}

/** What can be searched, by two statements for the whole list, with no more columns than that takes. */
export function searchedEditions(db: Sqlite): SearchedEditions {
  const editions = db
    .prepare<[string], EditionRow>(
      `SELECT e.id, e.work, e.part_of, e.version, e.body FROM json_each(?) AS l CROSS JOIN edition e ON e.id = l.value
       WHERE e.libraries > 0`,
    )
    .raw();
  const copies = db
    .prepare<[string], CopyRow>(
      `SELECT l.key, h.id, h.library, h.call_number, h.available, h.known, i.barcode
       FROM json_each(?) AS l CROSS JOIN holding h ON h.edition = l.value LEFT JOIN item i ON i.holding = h.id
       ORDER BY l.key, h.library, h.id, i.id`,
    )
    .raw();
  return {
    read(ids) {
      const rows = editions.all(JSON.stringify(ids));
      const places = [...new Set(rows.flatMap(([id, , set]) => (set === null ? [id] : [id, set])))];
      const held = holdingsAt(places, copies.all(JSON.stringify(places)));
      return rows.map((row) => toEdition(row, held));
    },
  };
}

/** Holdings by edition, in the order of the rows. */
function holdingsAt(places: readonly string[], rows: readonly CopyRow[]): ReadonlyMap<string, readonly Reading[]> {
  const found = new Map<string, Reading[]>();
  let [at, list]: [number, Reading[]] = [-1, []];
  for (const [place, id, library, callNumber, availableCount, known, barcode] of rows) {
    if (place !== at) {
      [at, list] = [place, []];
      found.set(places[place] ?? '', list);
    }
    const before = list.at(-1);
    const barcodes = before?.id === id ? before.barcodes : [];
    if (barcode !== null) barcodes.push(barcode);
    if (before?.id === id) continue;
    list.push({
      id,
      library: storedLibraryCode(library),
      callNumber,
      availableCount,
      statusKnown: known > 0,
      barcodes,
    });
  }
  return found;
}

function toEdition(
  [id, work, set, version, body]: EditionRow,
  held: ReadonlyMap<string, readonly Reading[]>,
): SearchedEdition {
  const own = held.get(id) ?? [];
  // Whoever holds a set holds each of its volumes.
  const ofSet = set === null ? [] : (held.get(set) ?? []);
  const holdings = ofSet.length === 0 ? own : [...own, ...ofSet].sort(byLibraryThenHolding);
  const known: EditionId = editionId(id);
  return { id: known, work: workId(work), version, edition: editionIn(body), holdings };
}

function byLibraryThenHolding(a: Reading, b: Reading): number {
  if (a.library !== b.library) return a.library < b.library ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
