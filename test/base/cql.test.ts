import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CqlNode, clauseFor, parseCql, printCql } from '../../src/base/cql.ts';

/** The tree in one line: `(and (= title x) y)`; masks and quotes as they stand in the term. */
function tree(node: CqlNode): string {
  const modifiers = node.modifiers.map(
    ({ name, comparison }) => `/${name}${comparison === undefined ? '' : comparison.symbol + comparison.value}`,
  );
  if (node.kind === 'boolean') return `(${node.operator}${modifiers.join('')} ${tree(node.left)} ${tree(node.right)})`;
  return node.index === null
    ? `[${node.term}]`
    : `(${node.relation}${modifiers.join('')} ${node.index} [${node.term}])`;
}

const good: readonly (readonly [string, string])[] = [
  ['西游记', '[西游记]'],
  ['"西游记 吴承恩"', '[西游记 吴承恩]'],
  ['title=西游记', '(= title [西游记])'],
  ['title = "西游记"', '(= title [西游记])'],
  ['dc.title all "西游 吴"', '(all dc.title [西游 吴])'],
  ['dc.title ANY "a b"', '(any dc.title [a b])'],
  ['title exact "a"', '(exact title [a])'],
  ['title == a', '(== title [a])'],
  ['year >= 1990', '(>= year [1990])'],
  ['year<1990', '(< year [1990])'],
  ['year <> 1990', '(<> year [1990])'],
  ['year within "1990 2000"', '(within year [1990 2000])'],
  ['bath.isbn=9787020008735', '(= bath.isbn [9787020008735])'],
  ['a and b', '(and [a] [b])'],
  ['a AND b', '(and [a] [b])'],
  ['a or b and c', '(and (or [a] [b]) [c])'],
  ['a or (b and c)', '(or [a] (and [b] [c]))'],
  ['a not b', '(not [a] [b])'],
  ['((a))', '[a]'],
  ['(a or b) not (c or d)', '(not (or [a] [b]) (or [c] [d]))'],
  ['a prox/unit=word/distance>3 b', '(prox/unit=word/distance>3 [a] [b])'],
  ['title =/relevant/fuzzy x', '(=/relevant/fuzzy title [x])'],
  ['title all/stem/x.y=5 "x y"', '(all/stem/x.y=5 title [x y])'],
  ['title="say \\"hi\\""', '(= title [say "hi"])'],
  ['title="a\\*b"', '(= title [a\\*b])'],
  ['title="^a*"', '(= title [^a*])'],
  ['title=三体*', '(= title [三体*])'],
  ['title=""', '(= title [])'],
  ['and', '[and]'],
  ['and a or', '(a and [or])'],
  ['a and and and b', '(and (and [a] [and]) [b])'],
  ['"and"', '[and]'],
  ['title = "and"', '(= title [and])'],
  ['>dc="http://purl.org/dc/" dc.title=a', '(= dc.title [a])'],
  ['>"http://deepcustard.org/" title=a', '(= title [a])'],
  ['a sortby title/sort.descending date', '[a]'],
  ['  a  ', '[a]'],
  ['title="《西游记》(上)"', '(= title [《西游记》(上)])'],
  ['cql.allRecords=1', '(= cql.allRecords [1])'],
  ['cql.serverChoice scr fish', '(scr cql.serverChoice [fish])'],
  ['rec.lastModified >= 2026-11-01 and title=a', '(and (>= rec.lastModified [2026-11-01]) (= title [a]))'],
];

const bad: readonly (readonly [query: string, at: number])[] = [
  ['', 1],
  ['   ', 4],
  ['(a', 3],
  ['a)', 2],
  ['a and', 6],
  ['title=', 7],
  ['title = (a)', 9],
  ['"a" = b', 1],
  ['title="a', 7],
  ['a b', 4],
  ['a /x b', 3],
  ['title =/ a = b', 15],
  ['a sortby', 9],
  ['= a', 1],
  ['>', 2],
];

describe('CQL', () => {
  it.each(good)('%s', (text, expected) => {
    const parsed = parseCql(text);
    expect(parsed).toMatchObject({ ok: true });
    if (parsed.ok) expect(tree(parsed.query.root)).toBe(expected);
  });

  it.each(good)('%s is printed so that it reads back the same', (text) => {
    const parsed = parseCql(text);
    if (parsed.ok) expect(parseCql(printCql(parsed.query))).toEqual(parsed);
  });

  it.each(bad)('%s is refused at %i', (text, at) => {
    const parsed = parseCql(text);
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'CQL_SYNTAX', field: 'query' } });
    if (!parsed.ok) expect(parsed.problem.message).toContain(`position ${at}:`);
  });

  it('keeps the order of sort keys with their modifiers', () => {
    const parsed = parseCql('a sortby title/sort.descending date');
    expect(parsed.ok && parsed.query.sortBy).toEqual([
      { index: 'title', modifiers: [{ name: 'sort.descending' }] },
      { index: 'date', modifiers: [] },
    ]);
  });

  it('answers any text, quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'grapheme' }), (text) => {
        parseCql(text);
      }),
      { numRuns: 3000 },
    );
    for (const text of [
      '('.repeat(8000),
      '\\'.repeat(8001),
      '"'.repeat(8001),
      'a '.repeat(4000),
      '>'.repeat(8000),
      '/'.repeat(8000),
    ]) {
      const before = performance.now();
      expect(parseCql(text).ok).toBe(false);
      expect(performance.now() - before).toBeLessThan(50);
    }
  });

  it('quotes any literal so that it means itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (literal) => {
        const clause = clauseFor('title', literal);
        const back = parseCql(printCql(clause));
        expect(back).toEqual({ ok: true, query: clause });
      }),
    );
  });
});
