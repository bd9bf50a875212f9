import { createHash } from 'node:crypto';

/**
 * The only queries that anyone may ask without a key: what the search widget shows to readers. Each is known by its
 * name and by the sha-256 of its text. A changed query gets a new name, because pages keep old scripts for years.
 */
const QUERIES: Readonly<Record<string, string>> = {
  'suggest.1': `query Suggest($prefix: String!) {
  suggest(prefix: $prefix, first: 8) { text kind }
}`,
  'search.1': `query Search($query: String!, $filter: SearchFilter, $sort: SearchSort, $near: String, $after: String) {
  search(query: $query, filter: $filter, sort: $sort, near: $near, first: 10, after: $after, facets: [LIBRARY, STAGE, AVAILABILITY]) {
    totalCount totalIsExact didYouMean degraded
    pageInfo { hasNextPage endCursor }
    facets { field values { value label count } }
    edges {
      stage highlight
      node {
        id title subtitle partNumber partTitle responsibility publisher year classNumber isbns
        libraryCount itemCount availableCount
        holdings(near: $near, first: 3) {
          totalCount
          nodes { library { code name } callNumber location itemCount availableCount statusKnown asOf }
        }
      }
    }
  }
}`,
  'search.2': `query Search($query: String!, $filter: SearchFilter, $sort: SearchSort, $near: String, $after: String) {
  search(query: $query, filter: $filter, sort: $sort, near: $near, first: 10, after: $after, facets: [LIBRARY, STAGE, AVAILABILITY]) {
    totalCount totalIsExact didYouMean degraded
    rescues { kind without label }
    pageInfo { hasNextPage endCursor }
    facets { field values { value label count } }
    edges {
      stage highlight
      node {
        id title subtitle partNumber partTitle responsibility publisher year classNumber isbns
        libraryCount itemCount availableCount
        holdings(near: $near, first: 3) {
          totalCount
          nodes { library { code name } callNumber location itemCount availableCount statusKnown asOf }
        }
      }
    }
  }
}`,
  'holdings.1': `query Holdings($id: ID!, $near: String, $after: String) {
  edition(id: $id) {
    id title
    holdings(near: $near, first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { library { code name kind areaName } callNumber location itemCount availableCount statusKnown asOf }
    }
  }
}`,
  'edition.1': `query Edition($id: ID!) {
  edition(id: $id) {
    id title subtitle partNumber partTitle responsibility publisher place year isbns extent classNumber subjects
    citation
  }
}`,
  'libraries.1': `query Libraries($after: String) {
  libraries(first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { code name kind areaName stages }
  }
}`,
};

/** A Map, not an object: a hash such as `constructor` must find nothing. */
export const WIDGET_QUERIES: ReadonlyMap<string, string> = new Map(
  Object.entries(QUERIES).flatMap(([name, text]) => [
    [name, text],
    [createHash('sha256').update(text, 'utf8').digest('hex'), text],
  ]),
);
