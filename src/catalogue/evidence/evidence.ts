import type { MatchForm } from '../form.ts';

/**
 * What one kind of evidence says about two forms: a word that stands in the weights table and is shown to librarians
 * (`isbn=`, `title≈`, `year≠`, `part?` = told on one side only), or a veto, which no score outweighs; null says nothing.
 */
export type Said = { readonly word: string } | { readonly veto: string } | null;

/** Symmetric and total: `compare(a, b)` says what `compare(b, a)` says. */
export interface Evidence {
  readonly name: string;
  compare(a: MatchForm, b: MatchForm, titlesOf: (isbn: string) => number): Said;
}

export const said = (word: string): Said => ({ word });
export const veto = (word: string): Said => ({ veto: word });
