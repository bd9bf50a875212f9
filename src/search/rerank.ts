import type { MatchStage } from './engine.ts';
import type { Query } from './query.ts';

/** What ranking knows of a candidate; texts are folded keys. */
export interface Candidate {
  readonly ord: number;
  readonly stage: MatchStage;
  readonly title: string;
  /** Title with part and subtitle. */
  readonly whole: string;
  readonly authors: readonly string[];
  readonly beside: string;
  readonly hold: number;
  readonly year: number;
  readonly near: boolean;
}

const STAGE_SCORE: Readonly<Record<MatchStage, number>> = {
  IDENTIFIER: 5000,
  EXACT: 900,
  PHRASE: 300,
  WORDS: 200,
  HOMOPHONE: 120,
  FUZZY: 60,
  LIVE: 0,
};

/**
 * Orders candidates: exact title far above title that begins so, above works by that author, above title that holds
 * it (earlier and shorter first), above series and subject; popularity, a little recency and the reader's own library
 * decide among equals (notes/search §2.4).
 */
export function rerank(
  candidates: readonly Candidate[],
  query: Query,
  alternatives: readonly string[],
): readonly Candidate[] {
  const keys = [query.key, ...alternatives].filter((key) => key !== '');
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate, keys, query) }));
  scored.sort((a, b) => b.score - a.score || a.candidate.ord - b.candidate.ord);
  return scored.map(({ candidate }) => candidate);
}

function scoreOf(candidate: Candidate, keys: readonly string[], query: Query): number {
  let score = STAGE_SCORE[candidate.stage];
  score += Math.max(0, ...keys.map((key) => fitOf(candidate, key)));
  if (keys.length > 0 && query.runs.length > 1) score += spread(candidate, query);
  score += 6 * Math.log2(1 + candidate.hold);
  if (candidate.year > 1980) score += Math.min(10, (candidate.year - 1980) / 5);
  if (candidate.near) score += 8;
  return score;
}

/** Of a name of which only the beginning was typed. */
const LEFT_UNTYPED = 2;

/** How well the title or the author answers one key. */
function fitOf({ title, whole, authors, beside }: Candidate, key: string): number {
  if (title === key) return whole === title ? 1020 : 1000;
  if (whole === key) return 1010;
  if (title.startsWith(key)) return 420 - Math.min(120, (whole.length - key.length) * 4);
  const author = authors.indexOf(key);
  if (author !== -1) return author === 0 ? 400 : 370;
  const at = whole.indexOf(key);
  if (at !== -1) return 220 - Math.min(60, at * 4) - Math.min(80, whole.length - key.length);
  if (authors.some((name) => namesBy(name, key))) return 260;
  return beside.includes(key) || authors.some((name) => name.includes(key)) ? 60 : 0;
}

/** Whether people mean this author by a part of the name: 罗琳, 凡尔纳, 曹文; not by a word of a committee's name. */
function namesBy(name: string, key: string): boolean {
  return name.endsWith(key) || (name.startsWith(key) && name.length <= key.length + LEFT_UNTYPED);
}

/** For several words: some in the title, some among the authors. */
function spread({ title, whole, authors }: Candidate, { runs }: Query): number {
  let score = 0;
  for (const { text } of runs) {
    if (title === text) score += 300;
    else if (whole.includes(text)) score += 120;
    if (authors.includes(text)) score += 200;
    else if (authors.some((name) => name.includes(text))) score += 80;
  }
  return score;
}
