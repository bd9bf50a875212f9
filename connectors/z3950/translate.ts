import type { CqlBoolean, CqlClause, CqlNode } from '../../src/base/cql.ts';
import { type Problem, problem } from '../../src/base/problem.ts';
import type { Attribute, Rpn } from './rpn.ts';

/** Bib-1 use attributes by CQL index, with or without a prefix (`dc.title`, `title`). Settings may add or replace. */
export const USE_ATTRIBUTES: Readonly<Record<string, number>> = {
  'cql.serverchoice': 1016,
  'cql.allrecords': 1016,
  any: 1016,
  'cql.anywhere': 1016,
  title: 4,
  series: 5,
  uniformtitle: 6,
  isbn: 7,
  issn: 8,
  id: 12,
  'rec.identifier': 12,
  class: 20,
  subject: 21,
  date: 31,
  language: 54,
  description: 62,
  abstract: 62,
  author: 1003,
  creator: 1003,
  contributor: 1003,
  'rec.lastmodified': 1012,
  lastmodified: 1012,
  publisher: 1018,
  identifier: 1007,
  callnumber: 53,
};

type Translated = { readonly ok: true; readonly rpn: Rpn } | { readonly ok: false; readonly problem: Problem };

/**
 * CQL to a type-1 query with as few attributes as carry the meaning: Chinese servers refuse queries whose attributes
 * they do not know, while the use attribute alone works everywhere.
 */
export function toRpn(node: CqlNode, own: Readonly<Record<string, number | string>>): Translated {
  return node.kind === 'boolean' ? booleanToRpn(node, own) : clauseToRpn(node, own);
}

function booleanToRpn(node: CqlBoolean, own: Readonly<Record<string, number | string>>): Translated {
  if (node.operator === 'prox') return unsupported('prox');
  const left = toRpn(node.left, own);
  if (!left.ok) return left;
  const right = toRpn(node.right, own);
  if (!right.ok) return right;
  const kind = node.operator === 'not' ? 'andNot' : node.operator;
  return { ok: true, rpn: { kind, left: left.rpn, right: right.rpn } };
}

function clauseToRpn(clause: CqlClause, own: Readonly<Record<string, number | string>>): Translated {
  const use = useAttribute(clause.index, own);
  if (use === null) return unsupported(clause.index ?? '');
  // Relation AlwaysMatches: the term is only there because a query must have one.
  if (clause.index?.toLowerCase() === 'cql.allrecords')
    return termToRpn(clause.term, [
      [1, use],
      [2, 103],
    ]);
  if (clause.relation === 'all' || clause.relation === 'any') return words(clause, use);
  const relation = RELATIONS[clause.relation];
  if (relation === undefined) return unsupported(clause.relation);
  return termToRpn(clause.term, [[1, use], ...relation]);
}

function useAttribute(index: string | null, own: Readonly<Record<string, number | string>>): number | string | null {
  const name = (index ?? 'cql.serverChoice').toLowerCase();
  const bare = name.slice(name.lastIndexOf('.') + 1);
  return own[name] ?? USE_ATTRIBUTES[name] ?? own[bare] ?? USE_ATTRIBUTES[bare] ?? null;
}

/** Relation (2), position (3), structure (4) and completeness (6) attributes. */
const RELATIONS: Readonly<Record<string, readonly Attribute[]>> = {
  '=': [],
  scr: [],
  adj: [[4, 1]],
  '==': [[3, 1], [4, 1], [6, 3]], // biome-ignore format: one relation a line
  exact: [[3, 1], [4, 1], [6, 3]], // biome-ignore format: one relation a line
  '<': [[2, 1]],
  '<=': [[2, 2]],
  '>=': [[2, 4]],
  '>': [[2, 5]],
  '<>': [[2, 6]],
};

/** `all` and `any` become one term a word, so that no server has to know the word-list structures. */
function words(clause: CqlClause, use: number | string): Translated {
  const terms = clause.term.split(/\s+/u).filter((word) => word !== '');
  const kind = clause.relation === 'all' ? 'and' : 'or';
  let whole: Rpn | null = null;
  for (const term of terms) {
    const next = termToRpn(term, [[1, use]]);
    if (!next.ok) return next;
    whole = whole === null ? next.rpn : { kind, left: whole, right: next.rpn };
  }
  return whole === null ? unsupported('""') : { ok: true, rpn: whole };
}

/** Masks at the ends become truncation (5) and position (3); a mask inside a term has no common attribute. */
function termToRpn(masked: string, attributes: readonly Attribute[]): Translated {
  const chars = [...masked.matchAll(/\\([\s\S])|([\s\S])/gu)].map(([, escaped, plain]) => ({
    char: escaped ?? plain ?? '',
    mask: plain === '*' || plain === '?' || plain === '^' ? plain : null,
  }));
  const anchored = chars[0]?.mask === '^';
  if (anchored) chars.shift();
  if (chars.at(-1)?.mask === '^') chars.pop();
  const left = chars[0]?.mask === '*';
  if (left) chars.shift();
  const right = chars.at(-1)?.mask === '*';
  if (right) chars.pop();
  if (chars.some(({ mask }) => mask !== null)) return unsupported(masked);
  const term = chars.map(({ char }) => char).join('');
  if (term === '') return unsupported('""');
  const truncation: readonly Attribute[] = left && right ? [[5, 3]] : left ? [[5, 2]] : right ? [[5, 1]] : [];
  const position: readonly Attribute[] = anchored && !attributes.some(([type]) => type === 3) ? [[3, 1]] : [];
  return { ok: true, rpn: { kind: 'term', attributes: [...attributes, ...position, ...truncation], term } };
}

function unsupported(what: string): Translated {
  return { ok: false, problem: problem('CQL_UNSUPPORTED', { what }, 'query') };
}
