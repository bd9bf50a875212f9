import type { LibraryCode } from '../base/brand.ts';
import type { Stage } from './edition.ts';
import type { Page } from './store.ts';

export const LIBRARY_KINDS = ['PUBLIC', 'UNIVERSITY', 'INSTITUTE', 'SCHOOL'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

export interface Library {
  readonly code: LibraryCode;
  readonly kind: LibraryKind;
  readonly name: string;
  readonly nameEn: string | null;
  /** Six-digit area code (GB/T 2260). */
  readonly area: string | null;
  readonly stages: readonly Stage[];
  readonly pupils: number | null;
  readonly parent: LibraryCode | null;
}

export interface LibraryReader {
  libraries(codes: readonly LibraryCode[]): Promise<ReadonlyMap<LibraryCode, Library>>;
  list(
    filter: { readonly kind: LibraryKind | null; readonly area: string | null },
    first: number,
    after: string | null,
  ): Promise<Page<Library>>;
  all(): Promise<readonly Library[]>;
}

export interface LibraryWriter {
  put(libraries: readonly Library[]): Promise<void>;
}
