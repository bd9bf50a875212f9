import { libraryCode } from '../../base/brand.ts';
import { areaName } from '../areas.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { globalId } from '../ids.ts';
import { pageSize, storePage } from '../paging.ts';
import { belongs } from '../viewer.ts';
import { shownQuality } from './quality.ts';

export const libraryResolvers = {
  Query: {
    library: (_, { code }, { load }) => {
      const known = libraryCode(code);
      return known === null ? null : load.library.load(known);
    },
    libraries: (_, { kind = null, area = null, first, after }, { needs }) =>
      storePage(
        (rows, from) => needs.libraries.list({ kind, area: area === '' ? null : area }, rows, from),
        pageSize(first, 50),
        after,
      ),
  },
  Library: {
    id: ({ code }) => globalId('Library', code),
    areaName: ({ area }) => (area === null ? null : areaName(area)),
    editionCount: async ({ code }, _, { load }) => (await load.libraryCounts.load(code)).editions,
    itemCount: async ({ code }, _, { load }) => (await load.libraryCounts.load(code)).items,
    lastPush: ({ code }, _, { load, viewer }) => (mayWatch(viewer, code) ? load.lastPush.load(code) : null),
    quality: async ({ code }, _, { load, viewer }) =>
      mayWatch(viewer, code) ? shownQuality(await load.lastQuality.load(code)) : null,
    columnMap: async ({ code }, _, { needs, viewer }) => {
      if (!mayWatch(viewer, code)) return null;
      return Object.entries(await needs.pushes.columns(code)).map(([column, field]) => ({ column, field }));
    },
    parent: ({ parent }, _, { load }) => (parent === null ? null : load.library.load(parent)),
  },
} as const satisfies Resolvers;

/** A push belongs to its library: to others it is as if there were none, so that a list of libraries stays whole. */
function mayWatch(viewer: Parameters<typeof belongs>[0], code: Parameters<typeof belongs>[1]): boolean {
  return viewer.role !== 'TEACHER' && viewer.role !== 'WIDGET' && belongs(viewer, code);
}
