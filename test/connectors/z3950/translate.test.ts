import { describe, expect, it } from 'vitest';
import { toPqf } from '../../../connectors/z3950/rpn.ts';
import { toRpn } from '../../../connectors/z3950/translate.ts';
import { parseCql } from '../../../src/base/cql.ts';

const translated: readonly (readonly [cql: string, pqf: string])[] = [
  ['西游记', '@attr 1=1016 西游记'],
  ['title=西游记', '@attr 1=4 西游记'],
  ['dc.title=西游记', '@attr 1=4 西游记'],
  ['Title = "西游记 吴"', '@attr 1=4 "西游记 吴"'],
  ['author=吴承恩', '@attr 1=1003 吴承恩'],
  ['bath.isbn=9787020008735', '@attr 1=7 9787020008735'],
  ['issn=1000-0000', '@attr 1=8 1000-0000'],
  ['subject=小说', '@attr 1=21 小说'],
  ['title all "西游 记"', '@and @attr 1=4 西游 @attr 1=4 记'],
  ['title any "a b c"', '@or @or @attr 1=4 a @attr 1=4 b @attr 1=4 c'],
  ['title adj "a b"', '@attr 1=4 @attr 4=1 "a b"'],
  ['title exact "a b"', '@attr 1=4 @attr 3=1 @attr 4=1 @attr 6=3 "a b"'],
  ['title == "a b"', '@attr 1=4 @attr 3=1 @attr 4=1 @attr 6=3 "a b"'],
  ['date >= 1990', '@attr 1=31 @attr 2=4 1990'],
  ['date > 1990', '@attr 1=31 @attr 2=5 1990'],
  ['date < 1990', '@attr 1=31 @attr 2=1 1990'],
  ['date <= 1990', '@attr 1=31 @attr 2=2 1990'],
  ['date <> 1990', '@attr 1=31 @attr 2=6 1990'],
  ['title=西游*', '@attr 1=4 @attr 5=1 西游'],
  ['title=*西游', '@attr 1=4 @attr 5=2 西游'],
  ['title="*西游*"', '@attr 1=4 @attr 5=3 西游'],
  ['title="^西游*"', '@attr 1=4 @attr 3=1 @attr 5=1 西游'],
  ['title="西游\\*"', '@attr 1=4 西游*'],
  ['title="a\\\\b"', '@attr 1=4 "a\\\\b"'],
  ['title="\\"a\\""', '@attr 1=4 "\\"a\\""'],
  ['a and b or c', '@or @and @attr 1=1016 a @attr 1=1016 b @attr 1=1016 c'],
  ['a not (b or c)', '@not @attr 1=1016 a @or @attr 1=1016 b @attr 1=1016 c'],
  ['cql.allRecords=1', '@attr 1=1016 @attr 2=103 1'],
  ['rec.lastModified >= 20261101', '@attr 1=1012 @attr 2=4 20261101'],
];

const refused = [
  'shelf=1',
  'title within "1 2"',
  'title=西?记',
  'title=a*b',
  'a prox b',
  'title=""',
  'title="*"',
  'title all " "',
];

function pqf(text: string, indexes: Readonly<Record<string, number | string>> = {}): string {
  const parsed = parseCql(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const answer = toRpn(parsed.query.root, indexes);
  return answer.ok ? toPqf(answer.rpn) : answer.problem.code;
}

describe('CQL to type-1', () => {
  it.each(translated)('%s → %s', (cql, expected) => {
    expect(pqf(cql)).toBe(expected);
  });

  it.each(refused)('%s has no common translation', (cql) => {
    expect(pqf(cql)).toBe('CQL_UNSUPPORTED');
  });

  it('prefers the index names of the source', () => {
    expect(pqf('barcode=0001', { barcode: 8 })).toBe('@attr 1=8 0001');
    expect(pqf('title=a', { title: 5 })).toBe('@attr 1=5 a');
    expect(pqf('title=a', { title: '_ALLRECORDS' })).toBe('@attr 1=_ALLRECORDS a');
  });
});
