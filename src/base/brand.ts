/** Identifiers that must not be mixed up: the only place where a plain string becomes one. */
declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** China ISIL of a member library, upper case, e.g. `CN-320508-C-PJSY` (GB/T 35660.1-2017). */
export type LibraryCode = Brand<string, 'LibraryCode'>;
export type EditionId = Brand<string, 'EditionId'>;
export type WorkId = Brand<string, 'WorkId'>;
export type PushId = Brand<string, 'PushId'>;
export type LoanId = Brand<string, 'LoanId'>;
export type ToteId = Brand<string, 'ToteId'>;
export type KeyId = Brand<string, 'KeyId'>;

const ISIL = /^[A-Z]{2}-[A-Z0-9/:-]{1,13}$/;

/** Reads an ISIL as typed by people (any case, blanks around); null where it is none. At most 16 characters. */
export function libraryCode(text: string): LibraryCode | null {
  const code = text.trim().toUpperCase();
  return ISIL.test(code) ? (code as LibraryCode) : null;
}

/** Marks a string that this program made or stored itself as an id of its kind. */
export const editionId = (text: string): EditionId => text as EditionId;
export const workId = (text: string): WorkId => text as WorkId;
export const pushId = (text: string): PushId => text as PushId;
export const loanId = (text: string): LoanId => text as LoanId;
export const toteId = (text: string): ToteId => text as ToteId;
export const keyId = (text: string): KeyId => text as KeyId;
/** For codes read back from the store, which only ever holds codes that {@link libraryCode} made. */
export const storedLibraryCode = (text: string): LibraryCode => text as LibraryCode;
