import type { Page } from '../catalogue/store.ts';
import { refuse } from './errors.ts';

export const MAX_PAGE = 100;
/** Above this a number is no page size that anyone meant. */
const NONSENSE = 1_000;

export interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly nodes: readonly T[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** The rows a page may have: at most 100, more is cut to that; negative or absurd numbers are refused. */
export function pageSize(first: number | null | undefined, otherwise: number, most: number = MAX_PAGE): number {
  const wanted = first ?? otherwise;
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > NONSENSE) {
    throw refuse('BAD_USER_INPUT', { detail: `first must be 0 to ${most}` });
  }
  return Math.min(wanted, most);
}

/**
 * One page of a list that is in memory, in order. The cursor holds the row's own key (unique within the list) and its
 * place, so that a row that vanished meanwhile costs no repetition.
 */
export function pageOf<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  first: number,
  after: string | null | undefined,
): Connection<T> {
  const start = after === null || after === undefined ? 0 : placeAfter(rows, keyOf, readCursor(after));
  const shown = rows.slice(start, start + first);
  const edges = shown.map((node, index) => ({ cursor: cursor([keyOf(node), start + index]), node }));
  return connection(edges, start + shown.length < rows.length, start > 0, rows.length);
}

/**
 * One page as a store gives it. A store tells only where its page ends, so the cursor of a row inside is "that page's
 * beginning, and so many rows on"; the next page then starts there and drops what was seen.
 */
export async function storePage<T>(
  read: (first: number, after: string | null) => Promise<Page<T>>,
  first: number,
  after: string | null | undefined,
): Promise<Connection<T>> {
  const [begin, seen] = after === null || after === undefined ? [null, 0] : readCursor(after);
  const start = begin === '' ? null : begin;
  const page = await read(Math.max(first + seen, 1), start);
  const shown = page.rows.slice(seen, seen + first);
  const isWhole = seen + shown.length === page.rows.length && page.endCursor !== null;
  const edges = shown.map((node, index) => ({
    cursor:
      isWhole && index === shown.length - 1
        ? cursor([page.endCursor ?? '', 0])
        : cursor([start ?? '', seen + index + 1]),
    node,
  }));
  const more = page.hasNext || seen + shown.length < page.rows.length;
  return connection(edges, more, after !== null && after !== undefined, page.total);
}

function connection<T>(
  edges: Connection<T>['edges'],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
  totalCount: number,
): Connection<T> {
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}

function placeAfter<T>(rows: readonly T[], keyOf: (row: T) => string, [key, place]: CursorParts): number {
  const row = rows[place];
  if (row !== undefined && keyOf(row) === key) return place + 1;
  const found = rows.findIndex((each) => keyOf(each) === key);
  return found < 0 ? Math.min(place, rows.length) : found + 1;
}

type CursorParts = readonly [text: string, place: number];

function cursor(parts: CursorParts): string {
  return Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');
}

/** Reads a cursor of ours; a forged or foreign one is refused, never passed on to a store. */
function readCursor(text: string): CursorParts {
  const parts = text.length > 2_000 ? null : parsed(Buffer.from(text, 'base64url').toString('utf8'));
  if (Array.isArray(parts) && parts.length === 2) {
    const [key, place]: readonly unknown[] = parts;
    if (
      typeof key === 'string' &&
      typeof place === 'number' &&
      Number.isInteger(place) &&
      place >= 0 &&
      place <= 10_000
    ) {
      return [key, place];
    }
  }
  throw refuse('BAD_USER_INPUT', { detail: 'after is no cursor of this list' });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Not JSON: no cursor of ours, which the caller says.
    return null;
  }
}
