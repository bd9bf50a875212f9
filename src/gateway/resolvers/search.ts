import { libraryCode } from '../../base/brand.ts';
import { readCursor } from '../../search/cursor.ts';
import type { SearchFilter, SearchPage, SearchRequest } from '../../search/engine.ts';
import { highlight } from '../../search/highlight.ts';
import { writtenName } from '../../search/suggestions.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { QuerySearchArgs, Resolvers, SearchFilter as SearchFilterInput } from '../generated/graphql.ts';
import { optionalCode, searchText, texts } from '../inputs.ts';
import { facetLabel, listCode } from '../labels.ts';
import type { SearchConnectionModel } from '../models.ts';
import { pageSize } from '../paging.ts';
import { liveStandings, rescues } from './search-rescue.ts';

const MOST_SUGGESTIONS = 20;

export const searchResolvers = {
  Query: {
    search: (_, args, context) => found(requestOf(args), context),
    suggest: async (_, { prefix, first }, { needs, signal }) => {
      const text = searchText(prefix, 'prefix');
      return text === '' ? [] : needs.search.suggest(text, pageSize(first, 8, MOST_SUGGESTIONS), signal);
    },
    emptySearches: (_, _args, { needs }) => needs.emptySearches,
  },
  EmptySearchReport: {
    forms: (counts) => counts.told(),
  },
  SearchConnection: {
    edges: ({ request, found: hits }) =>
      hits.map(({ cursor, stage, edition }) => ({
        cursor,
        stage,
        node: edition,
        highlight: highlight(edition.edition.title, request.text),
      })),
    nodes: ({ found: hits }) => hits.map(({ edition }) => edition),
    pageInfo: ({ request, page, found: hits }) => ({
      hasNextPage: page.hasNext,
      hasPreviousPage: request.after !== null,
      startCursor: hits[0]?.cursor ?? null,
      endCursor: page.hits.at(-1)?.cursor ?? null,
    }),
    totalCount: ({ page }) => page.total,
    totalIsExact: ({ page }) => page.totalIsExact,
    facets: async ({ page }, _, { load }) => {
      const values = page.facets.find(({ field }) => field === 'LIBRARY')?.values ?? [];
      const codes = values.map(({ value }) => libraryCode(value)).filter((code) => code !== null);
      const libraries = await load.library.many(codes);
      const names = new Map<string, string>(
        libraries.flatMap((library) => (library === null ? [] : [[library.code, library.name]])),
      );
      const nameOf = (code: string) => names.get(code) ?? null;
      return page.facets.map((facet) => ({
        field: facet.field,
        values: facet.values.map(({ value, count }) => ({
          value,
          count,
          label: facetLabel(facet.field, value, nameOf),
        })),
      }));
    },
    sources: async ({ request, page }, _, context) => {
      const { needs, load } = context;
      const live = (await liveStandings(request, context)).map(async ({ source, library, state, total, asOf }) => ({
        name: source,
        library: await load.library.load(library),
        // Nobody waits here for other people's servers; liveResults asks them.
        state: state === 'UNASKED' ? ('SKIPPED' as const) : state,
        hits: total,
        asOf,
      }));
      return [...indexStandings(needs.search.name, page, needs.clock.now()), ...(await Promise.all(live))];
    },
    rescues: (model, _, context) => rescues(model, context),
    didYouMean: ({ page }) => page.didYouMean,
    degraded: ({ page }) => page.degraded,
  },
  Suggestion: {
    text: async ({ text, kind, edition }, _, { load }) => {
      if (kind !== 'CONTRIBUTOR' || edition === null) return text;
      const names = (await load.edition.load(edition))?.edition.contributors.map(({ name }) => name);
      return writtenName(text, names ?? []);
    },
    edition: ({ kind, edition }, _, { load }) =>
      kind === 'CONTRIBUTOR' || edition === null ? null : load.edition.load(edition),
  },
} as const satisfies Resolvers;

/** The index that answered, and before it the one that should have, where a standby stood in. */
function indexStandings(engine: string, { total, standIn }: SearchPage, asOf: Date) {
  const answered = { name: standIn?.name ?? engine, state: 'ANSWERED', library: null, hits: total, asOf } as const;
  if (standIn === undefined) return [answered];
  return [{ name: engine, state: standIn.engine, library: null, hits: null, asOf: null }, answered];
}

async function found(request: SearchRequest, { needs, load, signal }: GraphContext): Promise<SearchConnectionModel> {
  const page = await needs.search.search(request, signal);
  if (page.total === 0 && request.after === null && request.text !== '') needs.emptySearches.count(request);
  const editions = await load.edition.many(page.hits.map(({ id }) => id));
  // The index follows the store within seconds: an edition that is gone meanwhile is left out of the page.
  const hits = page.hits.flatMap(({ cursor, stage }, index) => {
    const edition = editions[index] ?? null;
    return edition === null ? [] : [{ cursor, stage, edition }];
  });
  return { request, page, found: hits };
}

function requestOf(args: QuerySearchArgs): SearchRequest {
  return {
    text: searchText(args.query, 'query'),
    field: args.field ?? 'ANY',
    filter: filterOf(args.filter ?? {}),
    sort: args.sort ?? 'RELEVANCE',
    groupByWork: args.groupByWork ?? false,
    near: optionalCode(args.near, 'near'),
    facets: [...new Set(args.facets ?? [])],
    first: pageSize(args.first, 20),
    after: cursorText(args.after),
  };
}

function filterOf(filter: SearchFilterInput): SearchFilter {
  return {
    libraries: texts(filter.libraries, 'libraries').map((code) => code.trim().toUpperCase()),
    kinds: filter.kinds ?? [],
    areas: texts(filter.areas, 'areas'),
    stages: filter.stages ?? [],
    // Every class begins with nothing, also that of a book which has none.
    classes: texts(filter.classes, 'classes').filter((prefix) => prefix.trim() !== ''),
    languages: texts(filter.languages, 'languages'),
    carriers: filter.carriers ?? [],
    readingLists: texts(filter.readingLists, 'readingLists').map(listCode),
    yearFrom: filter.yearFrom ?? null,
    yearTo: filter.yearTo ?? null,
    availableOnly: filter.availableOnly ?? false,
  };
}

/** A cursor of the search room, which every engine shares; a forged one is refused before it goes there. */
function cursorText(after: string | null | undefined): string | null {
  if (after === null || after === undefined || after === '') return null;
  if (after.length > 500 || readCursor(after) === null) {
    throw refuse('BAD_USER_INPUT', { detail: 'after is no cursor of this list' });
  }
  return after;
}
