import type { EditionId, LibraryCode } from '../../base/brand.ts';
import type { Library } from '../../catalogue/library.ts';
import type { HoldingView } from '../../catalogue/store.ts';
import type { GraphContext } from '../context.ts';
import type { EditionHoldingsArgs, Resolvers } from '../generated/graphql.ts';
import { globalId } from '../ids.ts';
import { optionalCode, texts } from '../inputs.ts';
import { pageOf, pageSize } from '../paging.ts';

export const holdingResolvers = {
  Holding: {
    id: ({ id }) => globalId('Holding', id),
    library: ({ source }, _, { load }) => libraryOf(source.library, load),
    items: async ({ id }, { first, after }, { load }) =>
      pageOf(await load.items.load(id), (item) => item.id, pageSize(first, 50), after),
  },
  Item: {
    id: ({ id }) => globalId('Item', id),
    library: ({ library }, _, { load }) => libraryOf(library, load),
  },
} as const satisfies Resolvers;

/** A library that a row names. One that was never registered is shown by its code, so that its holdings are not lost. */
export async function libraryOf(code: LibraryCode, load: GraphContext['load']): Promise<Library> {
  return (await load.library.load(code)) ?? unregistered(code);
}

function unregistered(code: LibraryCode): Library {
  return { code, kind: 'SCHOOL', name: code, nameEn: null, area: null, stages: [], pupils: null, parent: null };
}

type Wanted = Pick<EditionHoldingsArgs, 'libraries' | 'kind' | 'area' | 'availableOnly' | 'near'>;
interface Placed {
  readonly holding: HoldingView;
  readonly library: Library;
}

const names = new Intl.Collator('zh-Hans-CN', { numeric: true });

/**
 * The holdings of an edition that were asked for, nearest first: own library, its campuses and its institution, its
 * area, the city; within each, copies on the shelf before others.
 */
export async function shownHoldings(
  edition: EditionId,
  wanted: Wanted,
  { load, viewer }: Pick<GraphContext, 'load' | 'viewer'>,
): Promise<readonly HoldingView[]> {
  const near = optionalCode(wanted.near, 'near') ?? viewer.library;
  const holdings = await load.holdings.load(edition);
  const libraries = await Promise.all(holdings.map(({ source }) => libraryOf(source.library, load)));
  const own = near === null ? null : await load.library.load(near);
  const placed = holdings.flatMap((holding, index): readonly Placed[] => {
    const library = libraries[index];
    return library === undefined || !isWanted(holding, library, wanted) ? [] : [{ holding, library }];
  });
  return placed.sort((a, b) => byDistance(a, b, own)).map(({ holding }) => holding);
}

function isWanted(holding: HoldingView, library: Library, wanted: Wanted): boolean {
  const codes = texts(wanted.libraries, 'libraries').map((code) => code.trim().toUpperCase());
  if (codes.length > 0 && !codes.includes(library.code)) return false;
  if (wanted.kind && wanted.kind !== library.kind) return false;
  if (wanted.area && wanted.area !== library.area) return false;
  return !wanted.availableOnly || holding.availableCount > 0 || !holding.statusKnown;
}

function byDistance(a: Placed, b: Placed, own: Library | null): number {
  return (
    distance(a.library, own) - distance(b.library, own) ||
    Number(b.holding.availableCount > 0) - Number(a.holding.availableCount > 0) ||
    names.compare(a.library.name, b.library.name) ||
    names.compare(a.holding.callNumber ?? '', b.holding.callNumber ?? '') ||
    names.compare(a.holding.id, b.holding.id)
  );
}

/** 0 own library, 1 the same institution, 2 the same area, 3 the city. */
function distance(library: Library, own: Library | null): number {
  if (own === null) return 3;
  if (library.code === own.code) return 0;
  const institution = (each: Library) => each.parent ?? each.code;
  if (institution(library) === institution(own)) return 1;
  return library.area !== null && library.area === own.area ? 2 : 3;
}
