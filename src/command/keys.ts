import type { LibraryCode } from '../base/brand.ts';

export const ROLES = ['OPERATOR', 'COORDINATOR', 'LIBRARIAN', 'TEACHER', 'MEMBER_PUSH', 'WIDGET', 'ANONYMOUS'] as const;
export type Role = (typeof ROLES)[number];

export interface NewKey {
  readonly name: string;
  readonly role: Role;
  /** Required for every role but OPERATOR and COORDINATOR. */
  readonly library: LibraryCode | null;
  readonly expiresAt: Date | null;
}

/** Shown once; only a digest is kept. */
export interface IssuedKey {
  readonly id: string;
  readonly key: string;
}

export interface KeyRecord {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly library: LibraryCode | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** The day in China on which it was last used, `2026-11-23`; the hour is never kept. */
  readonly lastUsedDay: string | null;
  readonly revoked: boolean;
  /** sha-256 of the secret part. */
  readonly digest: Uint8Array;
}

export interface KeyReader {
  byId(id: string): Promise<KeyRecord | null>;
  list(): Promise<readonly KeyRecord[]>;
}

/** A key as it is kept: everything but the secret. */
export interface StoredKey extends NewKey {
  readonly id: string;
  readonly digest: Uint8Array;
  readonly createdAt: Date;
}

export interface KeyWriter {
  put(key: StoredKey): Promise<void>;
  /** False where there is no such key, or it was revoked before. */
  revoke(id: string, now: Date): Promise<boolean>;
  /** Keeps that they were used on this day, unless a later one is known. */
  used(ids: readonly string[], day: string): Promise<void>;
}
