import { workId } from '../../src/base/brand.ts';
import type { DocHolding, SearchDoc } from '../../src/search/document.ts';
import type { SearchFilter, SearchRequest } from '../../src/search/engine.ts';
import { aDoc, asking, heldBy } from '../contract/search-engine.ts';

/** One holding in a school of 姑苏区 with a copy on the shelf, changed as a test needs. */
export function holding(change: Partial<DocHolding> = {}): DocHolding {
  return heldBy('CN-320508-C-AAAA', 'in', change);
}

let count = 0;

/** A document of a title by an author; everything else as a test needs. */
export function doc(title: string, contributor: string | null = null, change: Partial<SearchDoc> = {}): SearchDoc {
  count += 1;
  const told = {
    work: workId(`W${count}`),
    contributors: contributor === null ? [] : [contributor],
    holdings: [holding()],
  };
  return { ...aDoc(`E${count}`, title, told), ...change };
}

export function request(
  text: string,
  change: Partial<Omit<SearchRequest, 'text' | 'filter'>> & { readonly filter?: Partial<SearchFilter> } = {},
): SearchRequest {
  return asking(text, { first: 20, ...change });
}

export async function* fromList(docs: readonly SearchDoc[]): AsyncIterable<SearchDoc> {
  yield* docs;
}
