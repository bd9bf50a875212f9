import { hasHan } from '../base/fold.ts';
import { toIsbn13 } from '../base/isbn.ts';
import { joinedRuns, numeralKey, type Run, runsOf, titleKey } from './analyse.ts';
import { callNumberSort, looksLikeCallNumber } from './call-number.ts';
import type { SearchField } from './engine.ts';
import { NOTHING_TOLD } from './entry.ts';
import { typedPinyin } from './pinyin.ts';

/** A query understood: what it may be meant as. */
export interface Query {
  readonly field: SearchField;
  /** Folded letters and digits only; empty where the query has none. */
  readonly key: string;
  readonly numeral: string;
  readonly runs: readonly Run[];
  /** The same with blanks and marks dividing: an author beside a title. */
  readonly apart: readonly Run[];
  /** ISBN-13, or `invalid` for what has the form of an ISBN and a wrong check digit. */
  readonly isbn: string | 'invalid' | null;
  /** Sort key of a call number, where the query has that form. */
  readonly callNumber: string | null;
  /** Letters that may be pinyin or initials. */
  readonly latin: string | null;
  readonly han: boolean;
}

/** Longer queries are cut: no title is longer, and a paste of a page must cost nothing. */
const MOST_CHARACTERS = 200;
/** As many words as Meilisearch looks at. */
const MOST_RUNS = 10;

/** What a person typed, understood. Any text is allowed; one without letters and digits has an empty key. */
export function understand(text: string, field: SearchField): Query {
  const typed = text
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e]/g, ' ')
    .slice(0, MOST_CHARACTERS);
  const cut = field === 'PUBLISHER' ? typed.replace(NOTHING_TOLD, ' ') : typed;
  const key = titleKey(cut);
  return {
    field,
    key,
    numeral: numeralKey(cut),
    runs: joinedRuns(cut).slice(0, MOST_RUNS),
    apart: runsOf(cut).slice(0, MOST_RUNS),
    isbn: field === 'ANY' || field === 'ISBN' ? isbnOf(cut) : null,
    callNumber: field === 'CALL_NUMBER' || (field === 'ANY' && looksLikeCallNumber(cut)) ? callNumberSort(cut) : null,
    latin: hasHan(cut) ? null : typedPinyin(cut),
    han: hasHan(cut),
  };
}

function isbnOf(text: string): string | 'invalid' | null {
  const bare = text
    .normalize('NFKC')
    .replace(/^\s*isbn[\s:：]*/iu, '')
    .replace(/[\s\-‐‑–—]/g, '')
    .toUpperCase();
  if (!/^(?:97[89]\d{10}|\d{9}[\dX])$/.test(bare)) return null;
  const isbn = toIsbn13(bare);
  if (isbn !== null) return isbn;
  // Ten digits are also a barcode; thirteen that begin with 978 are nothing else.
  return bare.length === 13 ? 'invalid' : null;
}
