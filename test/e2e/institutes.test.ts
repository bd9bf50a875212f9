import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, liantu, makeKey, type RunningGateway, startGateway } from '../support/cli.ts';

const INSTITUTE = 'CN-320508-8-QBS1';
const SCHOOL = 'CN-320508-C-ZX01';

/** One list of each kind, as an institute keeps them; the last line of the reports has no title. */
const LISTS: Readonly<Record<string, string>> = {
  '标准.csv': '标准号,标准名称,发布单位,馆藏地\nGB/T 3792-2021,信息与文献 资源描述,国家标准化管理委员会,标准室\n',
  '报告.csv':
    '报告编号,报告名称,编制单位,日期\nSZ-2024-011,太湖蓝藻水华监测报告,苏州市环境监测中心,2024\nSZ-2024-012,,无名,2024\n',
  '专利.csv': '专利号,名称,专利权人\nZL 2018 1 0123456.7,一种自助借书柜,苏州某公司\n',
  '论文.csv': '篇名,作者,刊名,年份\n论中小学馆际互借,张三,图书馆学刊,2023\n',
  '期刊.csv': '刊名,ISSN,馆藏年卷期,馆藏地\n江苏科技信息,1004-7530,2001-2024; 缺 2003 no.4,期刊室\n',
};

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly carrier: string;
  readonly holdings: { readonly nodes: readonly { readonly coverage: string | null }[] };
}

describe('an institute', () => {
  let folder: string;
  let gateway: RunningGateway;
  let pusher: string;
  let teacher: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-institute-'));
    gateway = await startGateway();
    const libraries = [
      { code: INSTITUTE, kind: 'INSTITUTE', name: '示例情报所' },
      { code: SCHOOL, kind: 'SCHOOL', name: '示例中学', stages: ['SENIOR'] },
    ];
    await writeFile(join(folder, 'libraries.json'), JSON.stringify(libraries));
    await liantu(['library', 'import', join(folder, 'libraries.json')], gateway.env);
    pusher = await makeKey(gateway.env, 'MEMBER_PUSH', INSTITUTE);
    teacher = await makeKey(gateway.env, 'LIBRARIAN', SCHOOL);
    const files = Object.keys(LISTS).map((name) => join(folder, name));
    for (const [name, text] of Object.entries(LISTS)) await writeFile(join(folder, name), text);
    const args = [
      'push',
      ...files,
      '--to',
      gateway.url,
      '--library',
      INSTITUTE,
      '--profile',
      'institute',
      '--snapshot',
    ];
    await liantu([...args, '--json'], { ...gateway.env, LIANTU_KEY: pusher });
  }, 90_000);

  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const find = async (query: string, carrier: string): Promise<readonly Hit[]> => {
    const { search } = await graphql<{ search: { nodes: readonly Hit[] } }>(
      gateway,
      teacher,
      `query ($query: String!, $carriers: [Carrier!]) { search(query: $query, filter: { carriers: $carriers }) {
         nodes { id title carrier holdings { nodes { coverage } } } } }`,
      { query, carriers: [carrier] },
    );
    return search.nodes;
  };

  it.each([
    ['信息与文献', 'STANDARD'],
    ['太湖蓝藻', 'REPORT'],
    ['自助借书柜', 'PATENT'],
    ['馆际互借', 'ARTICLE'],
    ['江苏科技信息', 'SERIAL'],
  ])('has %s found as %s', async (query, carrier) => {
    await expect.poll(async () => (await find(query, carrier)).length, { timeout: 20_000 }).toBe(1);
    const [hit] = await find(query, carrier);
    expect(hit?.carrier).toBe(carrier);
    if (carrier === 'SERIAL') expect(hit?.holdings.nodes).toEqual([{ coverage: '2001-2024; 缺 2003 no.4' }]);
  });

  it('is counted by kind of document', async () => {
    const { search } = await graphql<{ search: { facets: readonly { values: readonly { value: string }[] }[] } }>(
      gateway,
      teacher,
      '{ search(facets: [CARRIER]) { facets { values { value count } } } }',
    );
    expect(search.facets[0]?.values.map(({ value }) => value).sort()).toEqual(
      ['ARTICLE', 'PATENT', 'REPORT', 'SERIAL', 'STANDARD'].sort(),
    );
  });

  it('is asked for a copy of a report', async () => {
    const [report] = await find('太湖蓝藻', 'REPORT');
    const { requestLoan } = await graphql<{
      requestLoan: {
        loan: { serviceType: string; supplier: { symbol: string } | null } | null;
        problems: readonly object[];
      };
    }>(
      gateway,
      teacher,
      `mutation ($input: RequestLoanInput!) { requestLoan(input: $input) {
         loan { serviceType supplier { symbol } } problems { code message } } }`,
      { input: { requester: SCHOOL, editionId: report?.id, serviceType: 'COPY', idempotencyKey: 'copy-1' } },
    );
    expect(requestLoan.problems).toEqual([]);
    expect(requestLoan.loan).toMatchObject({
      serviceType: 'COPY',
      supplier: { symbol: expect.stringContaining(INSTITUTE) },
    });
  });

  it('is told how good its records are, without missing ISBNs that nobody gave', async () => {
    const quality = async () =>
      (
        await graphql<{ library: { quality: QualityShown | null } }>(
          gateway,
          pusher,
          `{ library(code: "${INSTITUTE}") { quality { score records quarantined
             completeness { field share } findings { code count places messageZh } } } }`,
        )
      ).library.quality;
    await expect.poll(quality, { timeout: 20_000 }).not.toBeNull();
    const told = await quality();
    expect(told).toMatchObject({ records: 6, quarantined: 1 });
    expect(told?.completeness).toContainEqual({ field: 'isbns', share: 1 });
    expect(told?.findings).toContainEqual(expect.objectContaining({ code: 'TITLE_MISSING', count: 1 }));
    expect(told?.score).toBeGreaterThan(0);
    const { library } = await graphql<{ library: { quality: QualityShown | null } }>(
      gateway,
      teacher,
      `{ library(code: "${INSTITUTE}") { quality { score } } }`,
    );
    expect(library.quality).toBeNull();
  });
});

interface QualityShown {
  readonly score: number;
  readonly completeness: readonly { readonly field: string; readonly share: number }[];
  readonly findings: readonly { readonly code: string }[];
}
