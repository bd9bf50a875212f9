import { type LibraryCode, libraryCode } from '../base/brand.ts';
import { refuse } from './errors.ts';

/** Longest text that a person types into a search box; more is an attack or a mistake. */
const MAX_TEXT = 256;

/** A library code typed by a client; what is none is refused. */
export function codeOf(text: string, field: string): LibraryCode {
  const code = libraryCode(text);
  if (code === null) throw refuse('BAD_USER_INPUT', { detail: `${field} is no library code` });
  return code;
}

export function optionalCode(text: string | null | undefined, field: string): LibraryCode | null {
  return text === null || text === undefined || text === '' ? null : codeOf(text, field);
}

/** Text to search for: bounded, without control characters. */
export function searchText(text: string | null | undefined, field: string): string {
  const given = text ?? '';
  if (given.length > MAX_TEXT) throw refuse('BAD_USER_INPUT', { detail: `${field} may have ${MAX_TEXT} characters` });
  return given.replace(/\p{Cc}+/gu, ' ').trim();
}

/** A short list of short texts, e.g. the codes of a filter. */
export function texts(list: readonly string[] | null | undefined, field: string): readonly string[] {
  const given = list ?? [];
  if (given.length > 200 || given.some((text) => text.length > 100)) {
    throw refuse('BAD_USER_INPUT', { detail: `${field} may have 200 values of 100 characters` });
  }
  return given;
}
