import { editionId } from '../../../base/brand.ts';
import type { AliasTable } from '../../alias-table.ts';
import { titleKey } from '../../analyse.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { SearchPage, SearchRequest, SearchSort } from '../../engine.ts';
import { authorsIn } from '../../entry.ts';
import { type Query, understand } from '../../query.ts';
import { rerank } from '../../rerank.ts';
import { titleMeant } from '../../spelling.ts';
import { type FacetQuestion, facetPage, facetQuestions, totalsOf } from './facets.ts';
import { documentId, editionIdOf } from './fields.ts';
import { allOf, among, conditionsOf, type KnownLibraries } from './filter.ts';
import { againAsked, answered, type FinderNeeds, isFew, rescued, type Straight } from './finder.ts';
import { type Answer, type FoundRow, NOTHING_BUT_COUNT } from './index-queries.ts';
import { allWith, calls, identified, straight, type Wanted } from './plan.ts';

/** As many as are ranked by how well they fit; those behind keep the server's order. Each costs it some 15 µs. */
const RERANKED = 60;
/** How far around its place a hit of a cursor is looked for. */
const AROUND = 50;
/** More works are not counted by their names: the server looks each of them up. */
const MOST_NAMED_WORKS = 2_000;

export interface SearcherNeeds {
  /** Asks the index for the union of sets. */
  readonly ask: FinderNeeds['ask'];
  readonly askApart: FinderNeeds['askApart'];
  readonly libraries: KnownLibraries;
  readonly words: (text: string) => readonly string[];
  readonly aliases: AliasTable;
}

interface Asking extends FinderNeeds {
  readonly request: SearchRequest;
  readonly query: Query;
  readonly libraries: KnownLibraries;
  /** The whole filter, as one expression. */
  readonly filter: string | null;
  /** Empty where hits stand by how well they fit. */
  readonly sort: readonly string[];
}

/** A page, of which whoever asked the server knows whether it is degraded. */
type FoundPage = Omit<SearchPage, 'degraded'>;

/** One search: which sets of documents are meant, then a page of their union with its totals and facets. */
export async function searchIndex(needs: SearcherNeeds, request: SearchRequest): Promise<FoundPage> {
  const query = understand(request.text, request.field);
  const blank = request.text.trim() === '';
  const byCall = query.callNumber !== null && request.sort === 'RELEVANCE';
  const asking: Asking = {
    request,
    query,
    libraries: needs.libraries,
    ask: needs.ask,
    askApart: needs.askApart,
    words: needs.words,
    aliases: needs.aliases,
    filter: allOf(conditionsOf(request.filter, needs.libraries).map(({ expression }) => expression)),
    sort: blank && request.sort === 'RELEVANCE' ? SORTS.MOST_HELD : SORTS[byCall ? 'CALL_NUMBER' : request.sort],
  };
  if (blank) return pageOf(asking, [allWith('PHRASE', null)]);
  const only = identified(query) ?? (await browsed(asking));
  if (only !== null) return pageOf(asking, only);
  return pageOfText(asking);
}

/** What looks like a call number is one where any book bears it. */
async function browsed({ ask, query }: Asking): Promise<readonly Wanted[] | null> {
  const sets = calls(query);
  if (sets.length === 0 || (await ask(sets, NOTHING_BUT_COUNT)).total === 0) return null;
  return sets;
}

/** Later stages depend on what is there at all, not on what a filter leaves of it. */
async function pageOfText(asking: Asking): Promise<FoundPage> {
  const { request, filter } = asking;
  const sets = straight(asking.query, asking.aliases);
  const whole = filter === null && !request.groupByWork && request.after === null && asking.sort.length === 0;
  if (!whole || isFew(request.first)) return pageOfFound(asking, await glanced(asking, sets));
  const page = await pageOf(asking, sets);
  if (!isFew(page.total)) return page;
  const hits = page.hits.map(({ id, stage }) => ({ set: allWith(stage, null), ids: [documentId(id)] }));
  const anyExact = page.hits.some(({ stage }) => stage === 'EXACT');
  const found = { sets: againAsked(hits), ids: new Set(hits.flatMap(({ ids }) => ids)), anyExact };
  const all = await rescued(asking, asking.query, found);
  // Where the later stages brought nothing new, the page stands as it is.
  return all.ids.size === found.ids.size ? page : pageOf(asking, all.sets);
}

async function pageOfFound(asking: Asking, found: Straight): Promise<FoundPage> {
  const { sets } = isFew(found.ids.size) ? await rescued(asking, asking.query, found) : found;
  return pageOf(asking, sets);
}

/** Those of the sets that hold anything; a page with a filter asks them several times over. */
async function glanced(asking: Asking, sets: readonly Wanted[]): Promise<Straight> {
  const [there = []] = await answered(asking, [sets]);
  const ids = new Set(there.flatMap((one) => one.ids));
  return { sets: againAsked(there), ids, anyExact: there.some(({ set }) => set.stage === 'EXACT') };
}

async function pageOf(asking: Asking, sets: readonly Wanted[]): Promise<FoundPage> {
  const { request, filter } = asking;
  const questions = facetQuestions(request.facets, request.filter, asking.libraries);
  const [counted, ...apart] = questions.together;
  const filters = [...new Set(questions.byValue.map((one) => one.filter))].filter(
    (one) => one !== filter || request.groupByWork,
  );
  const counting = (question: FacetQuestion, own: string | null): Promise<Answer> =>
    asking.ask(sets, { ...NOTHING_BUT_COUNT, filter: own, facets: question.attributes });
  const [window, near, base, totals, ...rest] = await Promise.all([
    windowOf(asking, sets, counted.attributes),
    nearIds(asking, sets),
    request.groupByWork && counted.attributes.length > 0 ? counting(counted, filter) : null,
    totalsOf(asking, sets, filters),
    ...apart.map((question) => counting(question, question.filter)),
  ]);
  const ordered = ranked(asking, window, near);
  const start = startOf(ordered, window.offset, request.after);
  const hits = ordered.slice(start - window.offset, start - window.offset + request.first);
  return {
    hits: hits.map((row, at) => ({
      id: editionId(editionIdOf(row.id)),
      stage: row.stage,
      cursor: writeCursor({ at: start + at, id: editionIdOf(row.id) }),
    })),
    total: window.answer.total,
    totalIsExact: window.exact,
    hasNext: start + hits.length < window.answer.total,
    facets: facetPage(request, asking.libraries, questions, {
      answers: [base ?? window.answer, ...rest],
      totals: new Map([[filter, window.answer.total], ...totals]),
    }),
    didYouMean: didYouMean(asking.query, ordered[0], window.offset),
  };
}

interface Window {
  readonly offset: number;
  readonly answer: Answer;
  readonly exact: boolean;
}

/** Everything that is ranked together, or for a page behind it just that page and what stands around it. */
async function windowOf(asking: Asking, sets: readonly Wanted[], facets: readonly string[]): Promise<Window> {
  const { request, filter, sort } = asking;
  const at = (request.after === null ? null : readCursor(request.after))?.at ?? 0;
  const together = sort.length === 0 ? RERANKED : 0;
  const offset = at < together ? 0 : Math.max(together, at - AROUND);
  const around = request.after === null ? 0 : AROUND;
  // Works are counted only where at least one is asked for.
  const least = request.groupByWork ? 1 : 0;
  const limit = Math.max(together - offset, at - offset + around + request.first, least);
  const slice = { filter, offset, limit, sort, distinct: request.groupByWork };
  const answer = await asking.ask(sets, { ...slice, facets: request.groupByWork ? [] : facets });
  if (!request.groupByWork) return { offset, answer, exact: true };
  const { total, exact } = await worksOf(asking, sets, { offset, answer });
  return { offset, answer: { ...answer, total }, exact };
}

/**
 * How many works there are. Of one set, and of those it looked at, the server counts them; of several sets it counts a
 * work again wherever another edition stands for it, so that not too many are counted by their names.
 */
async function worksOf(
  { filter, ask }: Asking,
  sets: readonly Wanted[],
  { offset, answer }: Pick<Window, 'offset' | 'answer'>,
): Promise<{ readonly total: number; readonly exact: boolean }> {
  const one = { ...NOTHING_BUT_COUNT, filter, limit: 1, distinct: true, idsOnly: true };
  const { total } = offset === 0 ? answer : await ask(sets, one);
  if (sets.length < 2 || (offset === 0 && total <= answer.rows.length)) return { total, exact: true };
  if (total > MOST_NAMED_WORKS) return { total, exact: false };
  const { facets } = await ask(sets, { ...NOTHING_BUT_COUNT, filter, facets: ['workId'] });
  return { total: Object.keys(facets.workId ?? {}).length, exact: true };
}

/** Which of the ranked ones the reader's own library holds. */
async function nearIds({ request, filter, sort, ask }: Asking, sets: readonly Wanted[]): Promise<ReadonlySet<string>> {
  if (request.near === null || sort.length > 0) return new Set();
  const slice = { filter: allOf([filter, among('libs', [request.near])]), limit: RERANKED, idsOnly: true };
  const { rows } = await ask(sets, { ...NOTHING_BUT_COUNT, ...slice });
  return new Set(rows.map(({ id }) => id));
}

function ranked(
  { query, sort, aliases }: Asking,
  { offset, answer }: Window,
  near: ReadonlySet<string>,
): readonly FoundRow[] {
  const { rows } = answer;
  if (sort.length > 0 || offset > 0) return rows;
  const head = rows.slice(0, RERANKED).map((row, ord) => ({
    ord,
    stage: row.stage,
    title: row.tk,
    whole: titleKey(row.title),
    authors: authorsIn(row.author),
    beside: row.beside,
    hold: row.hold,
    year: row.year ?? 0,
    near: near.has(row.id),
  }));
  const order = rerank(head, query, [...aliases.titles(query.key), ...aliases.names(query.key)]);
  return [...order.flatMap(({ ord }) => rows[ord] ?? []), ...rows.slice(RERANKED)];
}

/** Behind the hit of the cursor wherever it stands now; where it is gone, at the place it had. */
function startOf(rows: readonly FoundRow[], offset: number, after: string | null): number {
  const cursor = after === null ? null : readCursor(after);
  if (cursor === null) return offset;
  const at = rows.findIndex(({ id }) => editionIdOf(id) === cursor.id);
  return at === -1 ? Math.min(cursor.at, offset + rows.length) : offset + at + 1;
}

function didYouMean({ han, key }: Query, first: FoundRow | undefined, offset: number): string | null {
  if (first === undefined || !han || offset > 0) return null;
  if (first.stage !== 'HOMOPHONE' && first.stage !== 'FUZZY') return null;
  return titleMeant(key, first.title);
}

const SORTS: Readonly<Record<SearchSort, readonly string[]>> = {
  RELEVANCE: [],
  NEWEST: ['year:desc', 'hold:desc'],
  OLDEST: ['year:asc', 'hold:desc'],
  TITLE_PINYIN: ['sort:asc', 'hold:desc'],
  MOST_HELD: ['hold:desc'],
  CALL_NUMBER: ['calls:asc', 'hold:desc'],
};
