import type { JudgedEdge } from './decision.ts';
import { EVIDENCE } from './evidence/index.ts';
import type { MatchForm } from './form.ts';
import { AUTO, REVIEW, WEIGHTS } from './weights.ts';

/** Changes whenever the same two forms would be judged otherwise; stored edges of an older one are rebuilt. */
export const RULE_VERSION = 4;

/** Two forms compared: the words of all evidence, or the veto that ended it. */
export interface Comparison {
  readonly words: readonly string[];
  readonly veto: string | null;
}

export function compareForms(a: MatchForm, b: MatchForm, titlesOf: (isbn: string) => number): Comparison {
  const words: string[] = [];
  for (const evidence of EVIDENCE) {
    const said = evidence.compare(a, b, titlesOf);
    if (said === null) continue;
    if ('veto' in said) return { words, veto: said.veto };
    words.push(said.word);
  }
  return { words, veto: null };
}

/** How likely it is, from 0 to 1, that two forms with this evidence are one edition. */
export function scoreOf(words: readonly string[]): number {
  let sum = WEIGHTS.bias ?? 0;
  for (const word of words) sum += WEIGHTS[word] ?? 0;
  return 1 / (1 + Math.exp(-sum));
}

/** Merge, ask, or keep apart (null). */
export function judgePair(
  a: MatchForm,
  b: MatchForm,
  titlesOf: (isbn: string) => number,
): Pick<JudgedEdge, 'score' | 'state' | 'evidence'> | null {
  const { words, veto } = compareForms(a, b, titlesOf);
  if (veto !== null) return null;
  const score = Math.round(scoreOf(words) * 10_000) / 10_000;
  const twins = areTwins(words);
  if (score < REVIEW && !twins) return null;
  const state = score >= AUTO && !twins && !needsEyes(words) ? 'auto' : 'review';
  return { score, state, evidence: strongestFirst(words).join(' ') };
}

const TWINS: readonly string[] = ['isbn≠', 'title=', 'author=', 'publisher=', 'year=', 'pages='];

/** Alike in all but the ISBN: mostly parts of a series whose titles were lost, at times one book (china §4.1 case 18). */
function areTwins(words: readonly string[]): boolean {
  return TWINS.every((word) => words.includes(word)) && (words.includes('price=') || words.includes('price=='));
}

/**
 * Different ISBNs, other prices without a shared one (two bindings), a number without a title, or titles without anything
 * else: never by themselves.
 */
function needsEyes(words: readonly string[]): boolean {
  if (words.includes('isbn≠') || words.includes('price≠')) return true;
  if (words.includes('isbn!') && words.includes('title?')) return true;
  return !words.some((word) => SPEAKING.test(word));
}

/** Agreement on anything but titles and parts. */
const SPEAKING = /^(?:isbn|unified|author|translator|adapter|publisher|year|pages|price|edition|version)[=~!]/u;

function strongestFirst(words: readonly string[]): readonly string[] {
  const weight = (word: string): number => Math.abs(WEIGHTS[word] ?? 0);
  return [...words].sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}
