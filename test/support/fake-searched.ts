import type { SearchedEditions } from '../../src/search/assemble.ts';
import type { World } from './fakes.ts';

/** What can be searched of a world in memory. */
export function searchedOf({ editions, holdings, items }: World): SearchedEditions {
  return {
    read: (ids) =>
      editions
        .filter(({ id }) => ids.includes(id))
        .map(({ id, work, version, edition }) => ({
          ...{ id, work, version, edition },
          holdings: holdings
            .filter((holding) => holding.edition === id)
            .map(({ id: key, source: { library }, callNumber, availableCount, statusKnown }) => {
              const barcodes = items.filter(({ holding }) => holding === key).flatMap(({ barcode }) => barcode ?? []);
              return { library, callNumber, availableCount, statusKnown, barcodes };
            }),
        })),
  };
}
