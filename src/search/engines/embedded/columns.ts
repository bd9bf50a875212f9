import { CARRIERS } from '../../../record/description.ts';
import { BitColumns, Dictionary, enlarged } from './dictionary.ts';
import { HolderPool } from './holder-pool.ts';
import type { Index } from './tables.ts';

const ROWS_AT_ONCE = 20_000;
const COLUMNS = 'ord, work, hold, year, language, carrier, class, stages, lists, libs';

interface Row {
  readonly ord: number;
  readonly work: string;
  readonly hold: number;
  readonly year: number | null;
  readonly language: string | null;
  readonly carrier: string;
  readonly class: string | null;
  readonly stages: number;
  readonly lists: string;
  readonly libs: string;
}

/** Per document: one small number in a typed array a facet, and its libraries in a pool; all exact and in memory. */
export class FacetColumns {
  readonly libraries = new Dictionary();
  readonly languages = new Dictionary();
  readonly classes = new Dictionary();
  readonly lists = new Dictionary();
  readonly #works = new Dictionary();
  /** Kind and area of each library, by its number. */
  readonly kinds: string[] = [''];
  readonly areas: string[] = [''];
  alive = new Uint8Array(0);
  year = new Uint16Array(0);
  language = new Uint16Array(0);
  carrier = new Uint8Array(0);
  class = new Uint32Array(0);
  stages = new Uint8Array(0);
  list = new Uint16Array(0);
  hold = new Uint16Array(0);
  /** What any library's copies allow. */
  flags = new Uint8Array(0);
  work = new Int32Array(0);
  /** The number of the call of {@link refresh} that last brought a document. */
  writtenAt = new Uint32Array(0);
  reads = 0;
  /** Kinds and areas of all holders. */
  readonly holderKinds = new BitColumns();
  readonly holderAreas = new BitColumns();
  readonly holders = new HolderPool();
  /** One more than the highest place in the order. */
  size = 0;
  count = 0;
  #touched = -1;
  #readTo = -1;
  #complete = false;

  /**
   * Reads the next `rows` documents of an index that is read for the first time. What is written meanwhile is brought
   * by the first {@link refresh}.
   *
   * @returns whether there are more
   */
  readSome(db: Index, rows: number): boolean {
    if (this.#touched === -1) {
      this.#touched = lastWrite(db);
      this.#readLibraries(db);
    }
    const some = db
      .prepare<[number, number], Row>(`SELECT ${COLUMNS} FROM sdoc WHERE ord > ? ORDER BY ord LIMIT ?`)
      .all(this.#readTo, rows);
    for (const row of some) this.#set(row);
    this.#readTo = some.at(-1)?.ord ?? this.#readTo;
    this.#complete = some.length < rows;
    return !this.#complete;
  }

  /**
   * Reads what changed since the last call; the whole index at first.
   *
   * @returns places of documents that were written since
   */
  refresh(db: Index): readonly number[] {
    while (!this.#complete && this.readSome(db, ROWS_AT_ONCE));
    const last = lastWrite(db);
    if (last === this.#touched) return [];
    const places: number[] = [];
    const bound = this.#touched;
    this.reads += 1;
    this.#readLibraries(db);
    // `+ord`: by the index of what was written last, not through all documents.
    const written = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM sdoc WHERE touched > ? ORDER BY +ord`);
    for (const row of written.iterate(bound)) {
      this.#set(row);
      places.push(row.ord);
    }
    for (const { ord } of db.prepare<[number], { ord: number }>('SELECT ord FROM gone WHERE touched > ?').all(bound))
      this.#drop(ord);
    this.#touched = last;
    this.holders.tidy();
    return places;
  }

  /** Works are numbered from 1. */
  get works(): number {
    return this.#works.texts.length;
  }

  /** Places of all documents, most held first. */
  everything(): Uint32Array {
    const ords = new Uint32Array(this.count);
    let at = 0;
    for (let ord = 0; ord < this.size; ord++) if (this.alive[ord] === 1) ords[at++] = ord;
    return ords;
  }

  #readLibraries(db: Index): void {
    let moved = false;
    for (const { code, kind, area } of db
      .prepare<[], { code: string; kind: string; area: string | null }>('SELECT code, kind, area FROM slibrary')
      .all()) {
      const number = this.libraries.number(code);
      moved ||=
        this.kinds[number] !== undefined && (this.kinds[number] !== kind || this.areas[number] !== (area ?? ''));
      this.kinds[number] = kind;
      this.areas[number] = area ?? '';
    }
    if (moved) for (let ord = 0; ord < this.size; ord++) this.#setHolders(ord);
  }

  #setHolders(ord: number): void {
    this.holderKinds.clear(ord);
    this.holderAreas.clear(ord);
    this.holders.each(ord, (library) => {
      this.holderKinds.add(ord, this.kinds[library] ?? '', this.alive.length);
      this.holderAreas.add(ord, this.areas[library] ?? '', this.alive.length);
    });
  }

  #set(row: Row): void {
    const { ord } = row;
    this.#grow(ord + 1);
    if (this.alive[ord] !== 1) this.count += 1;
    this.alive[ord] = 1;
    this.writtenAt[ord] = this.reads;
    this.year[ord] = row.year ?? 0;
    this.language[ord] = this.languages.number(row.language);
    this.carrier[ord] = (CARRIERS as readonly string[]).indexOf(row.carrier);
    this.class[ord] = this.classes.number(row.class);
    this.stages[ord] = row.stages;
    this.list[ord] = row.lists === '[]' ? 0 : this.lists.number(row.lists);
    this.hold[ord] = Math.min(row.hold, 0xffff);
    this.work[ord] = this.#works.number(row.work);
    const libs = JSON.parse(row.libs) as readonly (readonly [string, number])[];
    const entries = libs.map(([library, flags]) => HolderPool.entry(this.libraries.number(library), flags));
    this.holders.put(ord, entries);
    this.flags[ord] = libs.reduce((all, [, flags]) => all | flags, 0);
    this.#setHolders(ord);
  }

  #drop(ord: number): void {
    if (ord >= this.size || this.alive[ord] !== 1) return;
    this.alive[ord] = 0;
    this.holders.drop(ord);
    this.count -= 1;
  }

  #grow(size: number): void {
    if (size > this.size) this.size = size;
    if (size <= this.alive.length) return;
    const room = Math.max(1024, Math.ceil(size * 1.5));
    this.alive = enlarged(this.alive, new Uint8Array(room));
    this.year = enlarged(this.year, new Uint16Array(room));
    this.language = enlarged(this.language, new Uint16Array(room));
    this.carrier = enlarged(this.carrier, new Uint8Array(room));
    this.class = enlarged(this.class, new Uint32Array(room));
    this.stages = enlarged(this.stages, new Uint8Array(room));
    this.list = enlarged(this.list, new Uint16Array(room));
    this.flags = enlarged(this.flags, new Uint8Array(room));
    this.hold = enlarged(this.hold, new Uint16Array(room));
    this.work = enlarged(this.work, new Int32Array(room));
    this.writtenAt = enlarged(this.writtenAt, new Uint32Array(room));
    this.holderKinds.grow(room);
    this.holderAreas.grow(room);
    this.holders.grow(room);
  }
}

/** The number of the last write; 0 before any. */
function lastWrite(db: Index): number {
  const last = db.prepare<[], { touched: number }>(
    'SELECT max(coalesce((SELECT max(touched) FROM sdoc), 0), coalesce((SELECT max(touched) FROM gone), 0)) AS touched',
  );
  return last.get()?.touched ?? 0;
}
