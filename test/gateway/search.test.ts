import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentsOf } from '../../src/search/assemble.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { searchedOf } from '../support/fake-searched.ts';
import { addKey, makeWorld, needsOf, OWN_SCHOOL } from '../support/fakes.ts';
import { codes, type TestGateway, testGateway } from '../support/gateway.ts';

let folder: string;
let engine: SearchEngine;
let gateway: TestGateway;
let librarian: string;
let operator: string;
let pusher: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liantu-search-'));
  engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
  const world = makeWorld(30);
  const needs = { ...needsOf(world), search: engine };
  const searched = searchedOf(world);
  const { docs } = await documentsOf(
    { ...needs, searched },
    world.editions.map(({ id }) => id),
  );
  const [first, ...others] = docs;
  if (first === undefined) throw new Error('no documents');
  await engine.put([{ ...first, readingLists: ['MOE2020'] }, ...others], [], 1);
  librarian = addKey(world, 'LIBRARIAN', OWN_SCHOOL).text;
  operator = addKey(world, 'OPERATOR', null).text;
  pusher = addKey(world, 'MEMBER_PUSH', OWN_SCHOOL).text;
  gateway = await testGateway(needs);
}, 60_000);
afterAll(async () => {
  await gateway?.[Symbol.asyncDispose]();
  await engine?.close();
  rmSync(folder, { recursive: true, force: true });
});

const SEARCH = `query ($query: String!, $field: SearchField, $filter: SearchFilter) {
  search(query: $query, field: $field, filter: $filter, facets: [CLASS, AVAILABILITY]) {
    totalCount nodes { id title } rescues { kind without hits label } sources { name state hits } } }`;
const asked = async (variables: Readonly<Record<string, unknown>>, key = librarian) =>
  (await gateway.ask(key, SEARCH, variables)).data.search;

describe('a filter for a reading list', () => {
  it.each([
    ['its code', ['MOE2020'], 1],
    ['its name', ['中小学生阅读指导目录（2020年版）'], 1],
    ['its English name', ['Ministry of Education reading guide, 2020'], 1],
    ['one of two', ['KLDSB', 'MOE2020'], 1],
    ['another', ['快乐读书吧'], 0],
    ['none', [], 30],
  ])('takes %s', async (_what, readingLists, count) => {
    expect((await asked({ query: '', filter: { readingLists } })).totalCount).toBe(count);
  });
});

describe('a search without hits', () => {
  it('tells which condition to take back, and what that finds', async () => {
    const filter = { stages: ['SENIOR'], yearFrom: 1900 };
    const found = await asked({ query: '西游记', filter });
    expect(found.totalCount).toBe(0);
    expect(found.rescues).toContainEqual(
      expect.objectContaining({ kind: 'WITHOUT_FILTER', without: ['stages'], label: expect.stringMatching(/学段/) }),
    );
    for (const { kind, without, hits } of found.rescues) {
      if (kind !== 'WITHOUT_FILTER') continue;
      const left = Object.fromEntries(Object.entries(filter).filter(([field]) => !without.includes(field)));
      expect((await asked({ query: '西游记', filter: left })).totalCount).toBe(hits);
      expect(hits).toBeGreaterThan(0);
    }
  });

  it('takes all conditions back where none alone is in the way', async () => {
    const filter = { stages: ['SENIOR'], languages: ['eng'], readingLists: ['none'] };
    const [way] = (await asked({ query: '西游记', filter })).rescues;
    expect(way).toMatchObject({ kind: 'WITHOUT_FILTER', without: ['stages', 'languages', 'readingLists'] });
  });

  it('names other libraries, and any field', async () => {
    const elsewhere = await asked({ query: '西游记', filter: { libraries: ['CN-320508-C-NONE'] } });
    expect(elsewhere.rescues[0]).toMatchObject({ kind: 'OTHER_LIBRARIES', without: ['libraries', 'kinds', 'areas'] });
    const field = await asked({ query: '西游记', field: 'PUBLISHER' });
    expect(field.rescues[0]).toMatchObject({ kind: 'ANY_FIELD' });
  });

  it('offers live sources before a library outside, and only to those who may ask them', async () => {
    const kinds = (key: string) =>
      asked({ query: '无此书名' }, key).then(({ rescues }) => rescues.map(({ kind }: { kind: string }) => kind));
    expect(await kinds(librarian)).toEqual(['LIVE_TARGETS', 'ASK_OUTSIDE']);
    expect(await kinds(pusher)).toEqual(['ASK_OUTSIDE']);
  });

  it('says of an ISBN with a wrong check digit that it is wrong, and looks no further', async () => {
    expect((await asked({ query: '9787536692931' }, pusher)).rescues).toEqual([
      expect.objectContaining({ kind: 'CHECK_ISBN' }),
    ]);
  });

  it('has no ways out where something was found', async () => {
    expect((await asked({ query: '西游记' })).rescues).toEqual([]);
  });
});

it('names live sources and what is known of them, without asking them', async () => {
  expect((await asked({ query: '西游记' })).sources).toEqual([
    { name: 'embedded', state: 'ANSWERED', hits: expect.any(Number) },
    { name: 'quick', state: 'ANSWERED', hits: 7 },
    { name: 'slow', state: 'SKIPPED', hits: null },
  ]);
});

describe('counts of searches without hits', () => {
  const REPORT = '{ emptySearches { since forms { script charactersUpTo field filtered count } } }';

  it('tell forms met five times, never one met less, and never a word', async () => {
    for (const query of ['魑魅一', '魑魅二', '魑魅三', '魑魅四', '魑魅五']) await asked({ query, field: 'SERIES' });
    for (const query of ['qqqx', 'qqqy', 'qqqz', 'qqqw']) await asked({ query, field: 'SERIES' });
    const { data, text } = await gateway.ask(operator, REPORT);
    expect(data.emptySearches.forms).toContainEqual({
      ...{ script: 'HAN', charactersUpTo: 4, field: 'SERIES', filtered: false, count: 5 },
    });
    expect(data.emptySearches.forms).not.toContainEqual(expect.objectContaining({ script: 'LATIN' }));
    expect(text).not.toMatch(/魑魅|qqq/);
  });

  it('are for the operator and the coordinator', async () => {
    expect(codes(await gateway.ask(librarian, REPORT))).toEqual(['FORBIDDEN']);
  });
});

describe('whatever is typed', () => {
  const ENGINE_WORDS = /sqlite|fts5|syntax error|near "|no such|unterminated|MATCH|SELECT/i;
  const TYPED: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a blank', ' '],
    ['one character', '西'],
    ['one letter', 'x'],
    ['a quote', '"'],
    ['an open quote', '"西游记'],
    ['quotes within', '西"游"记'],
    ['a single quote', "'; DROP TABLE sdoc; --"],
    ['operators', '西游记 AND OR NOT 西'],
    ['NEAR', 'NEAR(西 游, 2)'],
    ['a column', 't : 西游记'],
    ['columns', '{t a} : 西'],
    ['minus a column', '- {t} : 西'],
    ['a prefix mark', '西游*'],
    ['a start mark', '^西游'],
    ['brackets', '((((西游记'],
    ['braces', '}{][)('],
    ['a plus', '西 + 游'],
    ['NUL', '西游\u0000记'],
    ['control characters', '\u0001\u0007\u001b西游记'],
    ['an emoji', '📚'],
    ['an emoji of many parts', '👩‍👩‍👧‍👦西游记'],
    ['half a surrogate', '\ud83d西'],
    ['a right-to-left mark', '\u202e记游西\u202c'],
    ['zero-width characters', '西\u200b游\u200d记'],
    ['combining marks', 'e\u0301\u0301\u0301\u0301'],
    ['punctuation', '……！？。、'],
    ['percent and underscore', '%_%_'],
    ['backslashes', '\\\\\\'],
    ['a path', '../../etc/passwd'],
    ['markup', '<script>alert(1)</script>'],
    ['a filter of another engine', 'libs = "x" OR id EXISTS'],
    ['256 characters', '西'.repeat(256)],
    ['256 quotes', '"'.repeat(256)],
    ['many words', 'a '.repeat(128)],
    ['a rare character', '\u{20000}\u{2a6d6}'],
  ];

  it.each(TYPED)('%s is answered, in every field, without a word of the engine', async (_what, query) => {
    for (const field of ['ANY', 'TITLE', 'CONTRIBUTOR', 'SUBJECT', 'ISBN', 'CALL_NUMBER', 'PUBLISHER', 'SERIES']) {
      const answer = await gateway.ask(librarian, SEARCH, { query, field });
      expect(codes(answer), field).toEqual([]);
      expect(answer.text.replace(/"title":"[^"]*"/g, '')).not.toMatch(ENGINE_WORDS);
    }
    const suggested = await gateway.ask(librarian, 'query ($t: String!) { suggest(prefix: $t) { text } }', {
      t: query,
    });
    expect(codes(suggested)).toEqual([]);
  });

  it.each([
    ['257 characters', '西'.repeat(257)],
    ['10 KB', '西游记 '.repeat(2_500)],
  ])('%s are refused in words', async (_what, query) => {
    const answer = await gateway.ask(librarian, SEARCH, { query });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors[0]?.extensions.messageZh).not.toMatch(ENGINE_WORDS);
  });

  it.each([
    ['libraries', { libraries: ['"; --', '*', 'CN-320508-C-OWN OR 1=1'] }],
    ['classes', { classes: ['%', '"', ''] }],
    ['areas', { areas: ["' OR ''='"] }],
    ['languages', { languages: ['\u0000'] }],
    ['reading lists', { readingLists: ['" OR "'] }],
    ['years', { yearFrom: 2_000_000, yearTo: -5 }],
  ])('a filter of odd %s narrows and breaks nothing', async (_what, filter) => {
    const answer = await gateway.ask(librarian, SEARCH, { query: '西', filter });
    expect(codes(answer)).toEqual([]);
    expect(answer.data.search.totalCount).toBeLessThanOrEqual(30);
  });
});
