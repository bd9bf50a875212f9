import type { Statement } from 'better-sqlite3';
import { editionId } from '../../../base/brand.ts';
import type { AliasTable } from '../../alias-table.ts';
import { titleKey } from '../../analyse.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { MatchStage, SearchHit, SearchPage, SearchRequest } from '../../engine.ts';
import { authorsIn } from '../../entry.ts';
import { type Query, understand } from '../../query.ts';
import { type Candidate, rerank } from '../../rerank.ts';
import { titleMeant } from '../../spelling.ts';
import { FacetColumns } from './columns.ts';
import { Finder, type Found } from './finder.ts';
import { type Narrowed, narrow, narrows } from './narrow.ts';
import { Sorter } from './sort.ts';
import type { Index } from './tables.ts';

/** Of more matches than this without a filter the total is a lower bound. */
const MOST_MATCHES = 200_000;
/** As many as are ranked by how well they fit; those behind keep the order of popularity. */
const RERANKED = 300;
/** Match sets of blank searches, with their facets, that are kept until somebody writes. */
const KEPT = 24;

interface DocRow {
  readonly ord: number;
  readonly id: string;
  readonly tk: string;
  readonly title: string;
  readonly author: string;
  readonly beside: string;
}

/** The reading half of the index: one connection, one copy of the facet columns. */
export class Searcher {
  readonly columns = new FacetColumns();
  readonly #db: Index;
  readonly #finder: Finder;
  readonly #sorter: Sorter;
  readonly #doc: Statement<[number], DocRow>;
  readonly #ordOf: Statement<[string], { ord: number }>;
  readonly #aliases: AliasTable;
  readonly #version: Statement<[], { data_version: number }>;
  #seen = -1;
  readonly #kept = new Map<string, Narrowed>();

  constructor(db: Index, words: (text: string) => readonly string[], aliases: AliasTable) {
    this.#db = db;
    this.#aliases = aliases;
    this.#finder = new Finder(db, words, aliases);
    this.#sorter = new Sorter(db, this.columns);
    this.#doc = db.prepare('SELECT ord, id, tk, title, author, beside FROM sdoc WHERE ord = ?');
    this.#ordOf = db.prepare('SELECT ord FROM sdoc WHERE id = ?');
    this.#version = db.prepare('PRAGMA data_version');
  }

  /** Brings the facet columns up to date where another connection wrote. */
  refresh(): void {
    const version = this.#version.get()?.data_version ?? 0;
    if (version === this.#seen) return;
    this.#finder.written(this.columns.refresh(this.#db));
    this.#kept.clear();
    this.#seen = version;
  }

  search(request: SearchRequest): SearchPage {
    // One snapshot for all statements of a search, so that facets, totals and hits agree.
    this.#db.exec('BEGIN');
    try {
      this.refresh();
      return this.#search(request);
    } finally {
      this.#db.exec('COMMIT');
    }
  }

  #search(request: SearchRequest): SearchPage {
    const query = understand(request.text, request.field);
    const blank = request.text.trim() === '';
    // Behind a filter the least popular may be what is asked for, so that all are looked at.
    const most = narrows(request.filter) ? Number.POSITIVE_INFINITY : MOST_MATCHES;
    const found = blank ? null : this.#finder.find(query, this.columns.size, most);
    const { ords, facets } = this.#narrowed(request, found);
    const stageOf = (ord: number): MatchStage => found?.matches.stageOf(ord) ?? 'PHRASE';
    const ordered = this.#ordered(ords, request, query, stageOf, blank);
    const page = this.#page(ordered, request, stageOf);
    return {
      ...page,
      total: ordered.length,
      totalIsExact: found?.exact ?? true,
      facets,
      didYouMean: this.#didYouMean(ordered, query, stageOf),
      degraded: false,
    };
  }

  /**
   * What passes the filter, with its facets. Browsing asks the same of the whole index again and again: page after page
   * and person after person; such answers are kept until something changes.
   */
  #narrowed(request: SearchRequest, found: Found | null): Narrowed {
    const { columns } = this;
    const { filter, facets } = request;
    if (found !== null) return narrow(columns, found.matches.ords, filter, facets);
    const key = JSON.stringify([filter, facets]);
    const known = this.#kept.get(key);
    this.#kept.delete(key);
    const all = known ?? narrow(columns, columns.everything(), filter, facets);
    this.#kept.set(key, all);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return all;
  }

  #ordered(
    ords: Uint32Array,
    request: SearchRequest,
    query: Query,
    stageOf: (ord: number) => MatchStage,
    blank: boolean,
  ): Uint32Array {
    const unique = (some: Uint32Array): Uint32Array => (request.groupByWork ? this.#onePerWork(some) : some);
    if (request.sort !== 'RELEVANCE' || query.callNumber !== null) {
      const sort = query.callNumber !== null && request.sort === 'RELEVANCE' ? 'CALL_NUMBER' : request.sort;
      return unique(this.#sorter.sorted(ords, sort));
    }
    if (blank) return unique(ords);
    // Stages are found best first; within a stage the place tells the popularity.
    const alternatives = [...this.#aliases.titles(query.key), ...this.#aliases.names(query.key)];
    const head = [...ords.subarray(0, RERANKED)].flatMap((ord) => this.#candidate(ord, stageOf(ord), request.near));
    const best = Uint32Array.from(rerank(head, query, alternatives), ({ ord }) => ord);
    const ranked = new Uint32Array(best.length + Math.max(0, ords.length - RERANKED));
    ranked.set(best);
    ranked.set(ords.subarray(RERANKED), best.length);
    return unique(ranked);
  }

  #candidate(ord: number, stage: MatchStage, near: string | null): readonly Candidate[] {
    const row = this.#doc.get(ord);
    if (row === undefined) return [];
    let isNear = false;
    if (near !== null) {
      const library = this.columns.libraries.find(near);
      this.columns.holders.each(ord, (holder) => {
        if (holder === library) isNear = true;
      });
    }
    return [
      {
        ord,
        stage,
        title: row.tk,
        whole: titleKey(row.title),
        authors: authorsIn(row.author),
        beside: row.beside,
        hold: this.columns.hold[ord] ?? 0,
        year: this.columns.year[ord] ?? 0,
        near: isNear,
      },
    ];
  }

  #onePerWork(ords: Uint32Array): Uint32Array {
    const { work, works } = this.columns;
    const seen = new Uint8Array(works);
    const kept = new Uint32Array(ords.length);
    let count = 0;
    for (let at = 0; at < ords.length; at++) {
      const ord = ords[at] ?? 0;
      const number = work[ord] ?? 0;
      if (seen[number] === 1) continue;
      seen[number] = 1;
      kept[count++] = ord;
    }
    return kept.subarray(0, count);
  }

  #page(
    ords: Uint32Array,
    request: SearchRequest,
    stageOf: (ord: number) => MatchStage,
  ): { readonly hits: readonly SearchHit[]; readonly hasNext: boolean } {
    const start = this.#startOf(ords, request.after);
    const hits: SearchHit[] = [];
    for (let at = start; at < Math.min(ords.length, start + request.first); at++) {
      const ord = ords[at] ?? 0;
      const id = this.#doc.get(ord)?.id;
      if (id !== undefined) hits.push({ id: editionId(id), stage: stageOf(ord), cursor: writeCursor({ at, id }) });
    }
    return { hits, hasNext: start + request.first < ords.length };
  }

  /** Behind the hit of the cursor wherever it stands now; where it is gone, at the place it had. */
  #startOf(ords: Uint32Array, after: string | null): number {
    const cursor = after === null ? null : readCursor(after);
    if (cursor === null) return 0;
    const ord = this.#ordOf.get(cursor.id)?.ord;
    const at = ord === undefined ? -1 : ords.indexOf(ord);
    return at === -1 ? Math.min(cursor.at, ords.length) : at + 1;
  }

  #didYouMean(ords: Uint32Array, query: Query, stageOf: (ord: number) => MatchStage): string | null {
    const first = ords[0];
    if (first === undefined || !query.han) return null;
    const stage = stageOf(first);
    if (stage !== 'HOMOPHONE' && stage !== 'FUZZY') return null;
    const title = this.#doc.get(first)?.title ?? null;
    return title === null ? null : titleMeant(query.key, title);
  }
}
