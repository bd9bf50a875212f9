import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { costOf, MAX_COST } from '../../src/gateway/cost.ts';
import { LIMIT_RULES } from '../../src/gateway/limits.ts';
import { schemaText } from '../../src/gateway/schema.ts';
import { WIDGET_QUERIES } from '../../src/gateway/widget-queries.ts';
import { projectRoot } from '../support/data.ts';

const schema = buildSchema(schemaText());
const cost = (query: string, variables = {}) => costOf(schema, parse(query), variables);

describe('the cost of a query', () => {
  it.each([
    ['a scalar is free', '{ __typename }', 0],
    ['an object counts', '{ viewer { keyName } }', 1],
    ['a page counts its rows', '{ libraries(first: 7) { totalCount nodes { name } } }', 8],
    ['a default counts', '{ libraries { nodes { name } } }', 51],
    [
      'pages within pages multiply',
      '{ libraries(first: 10) { nodes { lastPush { quarantine(first: 5) { nodes { position } } } } } }',
      1 + 10 * (1 + 1 + 1 + 5),
    ],
    ['a list of one call holds what it is asked for', '{ suggest(prefix: "x", first: 3) { text } }', 3],
    ['a page is never more than a hundred', '{ libraries(first: 900) { nodes { name } } }', 101],
    ['work without rows counts too', '{ search(first: 10) { nodes { citation marc } } }', 1 + 10 * (1 + 2 + 5)],
    [
      'both edges and nodes count',
      '{ libraries(first: 10) { nodes { name } edges { node { name } } } }',
      1 + 10 + 10 * 2,
    ],
    [
      'fragments count where they stand',
      '{ libraries(first: 10) { ...a } } fragment a on LibraryConnection { nodes { ...b } } fragment b on Library { parent { name } }',
      1 + 10 * 2,
    ],
    [
      'the dearest operation counts',
      'query a { viewer { keyName } } query b { libraries(first: 3) { nodes { name } } }',
      4,
    ],
  ])('%s', (_name, query, expected) => {
    expect(cost(query)).toBe(expected);
  });

  it('takes variables with the value they have, their default, or the schema’s', () => {
    const query = (declared: string) => `query (${declared}) { libraries(first: $n) { nodes { name } } }`;
    expect(cost(query('$n: Int'), { n: 5 })).toBe(6);
    expect(cost(query('$n: Int = 7'))).toBe(8);
    expect(cost(query('$n: Int'))).toBe(51);
    expect(cost(query('$n: Int'), { n: 'many' })).toBe(101);
  });

  it('counts a fan of fragments in linear time: one by one this would take centuries', () => {
    const levels = Array.from(
      { length: 45 },
      (_, i) => `fragment f${i} on Edition { a: partOf { ...f${i + 1} } b: partOf { ...f${i + 1} } }`,
    );
    const fan = `{ edition(id: "x") { ...f0 } } ${levels.join(' ')} fragment f45 on Edition { id }`;
    expect(cost(fan)).toBe(2 ** 46 - 1);
  });
});

/** Queries that the documents show: fenced blocks, several to a block, each begun by a comment line. */
function shown(path: string): readonly string[] {
  if (!existsSync(projectRoot + path)) return [];
  const text = readFileSync(projectRoot + path, 'utf8');
  const blocks = path.endsWith('.md')
    ? [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')
    : [text];
  return blocks.flatMap((block) => block.split(/^#.*$/m).filter((part) => part.trim() !== ''));
}

const documents = [
  'README.md',
  'README.zh-CN.md',
  'docs/examples/query.graphql',
  'docs/for-script-authors.md',
  'docs/for-script-authors.zh-CN.md',
  'docs/for-librarians.zh-CN.md',
];

describe('queries that people are shown', () => {
  const queries = documents.flatMap((path) => shown(path).map((query) => [path, query.trim()] as const));

  it.each([...queries, ...[...WIDGET_QUERIES].map(([name, query]) => [`widget ${name}`, query] as const)])(
    '%s: %.60s is valid and costs at most half of what is allowed',
    (_path, query) => {
      expect(validate(schema, parse(query), [...specifiedRules, ...LIMIT_RULES]).map(({ message }) => message)).toEqual(
        [],
      );
      expect(cost(query)).toBeLessThanOrEqual(MAX_COST / 2);
    },
  );

  it('are there', () => expect(queries.length).toBeGreaterThan(9));
});
