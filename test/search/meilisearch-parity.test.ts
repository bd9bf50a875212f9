import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workId } from '../../src/base/brand.ts';
import { STAGES } from '../../src/catalogue/edition.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import { FACET_FIELDS, type SearchEngine, type SearchFilter, type SearchRequest } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { seeded } from '../relevance/known-items.ts';
import { type MeiliServer, meiliPresent, startMeilisearch } from '../support/meilisearch.ts';
import { doc, fromList, holding, request } from './documents.ts';

const DOCS = 300;
const QUESTIONS = 100;
const random = seeded(20_261_124);
const pick = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(random() * list.length)] ?? list[0];
const some = <T>(list: readonly [T, ...T[]], most: number): readonly T[] => [
  ...new Set(Array.from({ length: Math.floor(random() * (most + 1)) }, () => pick(list))),
];
const HEADS = ['西游', '红楼', '三国', '水浒', '童话', '科学', 'Charlotte', '哈利·波特与'] as const;
const TAILS = ['记', '梦', '故事', '演义', '新编', '的秘密', '上下五千年', ' and Friends'] as const;
const NAMES = ['曹文轩', '鲁迅', '儒勒·凡尔纳', 'Roald Dahl', '沈石溪'] as const;
const LIBRARIES = ['CN-A', 'CN-B', 'CN-C', 'CN-D'] as const;
const KINDS = { 'CN-A': 'SCHOOL', 'CN-B': 'PUBLIC', 'CN-C': 'SCHOOL', 'CN-D': 'UNIVERSITY' } as const;
const AREAS = { 'CN-A': '320508', 'CN-B': '320508', 'CN-C': '320581', 'CN-D': null } as const;
const CLASSES = ['I242.4', 'I287.45', 'I287', 'N49', 'K928'] as const;

function anyDoc(at: number): SearchDoc {
  return doc(`${pick(HEADS)}${pick(TAILS)}${random() < 0.2 ? String(at % 7) : ''}`, pick(NAMES), {
    work: workId(`W${at % 90}`),
    series: some(['少年文库', '世界名著'], 1),
    subjects: some(['儿童文学', '长篇小说'], 2),
    year: random() < 0.1 ? null : 1990 + (at % 30),
    classNumber: random() < 0.1 ? null : pick(CLASSES),
    language: pick(['chi', 'eng']),
    carrier: pick(['PRINT', 'PRINT', 'EBOOK']),
    stages: some(['PRIMARY_LOWER', 'PRIMARY_UPPER', 'SENIOR'], 2),
    readingLists: some(['部编版', '推荐“书目”'], 1),
    holdings: [...new Set([pick(LIBRARIES), ...some(LIBRARIES, 3)])].map((library) => {
      const state = random();
      const more = { kind: KINDS[library], area: AREAS[library], callNumbers: [`${pick(CLASSES)}/${at % 9}`] };
      return holding({ library, ...more, requestable: state < 0.7, available: state < 0.5 });
    }),
  });
}

function anyFilter(): Partial<SearchFilter> {
  return {
    libraries: some([...LIBRARIES, 'CN-NOWHERE'], 2),
    kinds: random() < 0.3 ? some(['SCHOOL', 'PUBLIC'], 2) : [],
    areas: random() < 0.3 ? some(['320508', '320581', '999999'], 2) : [],
    stages: random() < 0.3 ? some(STAGES, 2) : [],
    classes: random() < 0.3 ? some(['I', 'I2', 'i287', 'Z'], 2) : [],
    languages: random() < 0.2 ? ['chi'] : [],
    carriers: random() < 0.2 ? ['PRINT', 'EBOOK'] : [],
    readingLists: random() < 0.2 ? ['推荐“书目”'] : [],
    yearFrom: random() < 0.3 ? 1995 : null,
    yearTo: random() < 0.3 ? 2010 : null,
    availableOnly: random() < 0.4,
  };
}

function anyRequest(): SearchRequest {
  const text = pick([
    '',
    pick(HEADS),
    `${pick(HEADS)}${pick(TAILS)}`,
    pick(NAMES),
    `${pick(NAMES)} ${pick(HEADS)}`,
    '记',
    'xiyouji',
    'xyj',
    'hlb',
    'I287',
    '西遊记',
    '红楼孟',
    '凡尔纳',
    '少年文库',
    'charlotte fri',
    '故事 新编',
    '没有这种书名吧',
  ]);
  return request(text, {
    filter: random() < 0.7 ? anyFilter() : {},
    field: random() < 0.2 ? pick(['TITLE', 'CONTRIBUTOR', 'SUBJECT', 'SERIES', 'CALL_NUMBER']) : 'ANY',
    facets: FACET_FIELDS,
    groupByWork: random() < 0.2,
    first: DOCS,
  });
}

/** Both engines must mean the same books by the same question, count them alike and narrow them alike. */
describe.skipIf(!meiliPresent)('the two engines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-parity-'));
  let server: MeiliServer;
  let meilisearch: SearchEngine;
  let embedded: SearchEngine;

  beforeAll(async () => {
    server = await startMeilisearch();
    const index = `test_${randomUUID()}`;
    meilisearch = openMeilisearchEngine({ url: server.url, key: server.key, index, aliasFile: null });
    embedded = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
    const docs = Array.from({ length: DOCS }, (_, at) => anyDoc(at));
    for (const engine of [meilisearch, embedded]) await engine.rebuild(fromList(docs), 1);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([meilisearch.close(), embedded.close()]);
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`find, count and narrow alike in ${QUESTIONS} questions`, async () => {
    const differing: unknown[] = [];
    for (let turn = 0; turn < QUESTIONS; turn++) {
      const asked = anyRequest();
      const [mine, other] = await Promise.all(
        [meilisearch, embedded].map(async (engine) => {
          const { hits, total, facets } = await engine.search(asked, AbortSignal.timeout(20_000));
          // Which edition stands for a work may differ; which works there are may not.
          const found = asked.groupByWork ? hits.length : hits.map(({ id }) => id).sort();
          return { total, facets, found };
        }),
      );
      if (!isDeepStrictEqual(mine, other)) differing.push({ asked, mine, other });
    }
    expect(differing).toEqual([]);
  }, 120_000);
});
