import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import type { GatewayProcess } from '../cli/gateway-process.ts';
import type { Question } from './load.ts';

/** Titles of the catalogue itself, from which questions are made: what is asked for is there. */
export interface Sampled {
  readonly title: string;
  readonly author: string;
  readonly isbn: string;
  readonly library: string;
}

const Page = z.object({
  data: z.object({
    search: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(
        z.object({
          title: z.string(),
          isbns: z.array(z.string()),
          contributors: z.array(z.object({ name: z.string() })),
          holdings: z.object({ nodes: z.array(z.object({ library: z.object({ code: z.string() }) })) }),
        }),
      ),
    }),
  }),
});

const PAGE = `query ($after: String, $class: String!) { search(filter: { classes: [$class] }, sort: NEWEST, first: 50, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes { title isbns contributors { name } holdings(first: 1) { nodes { library { code } } } } } }`;

/** Some titles of each main class, a page of each: popular and forgotten ones alike. */
export async function sampleTitles(gateway: GatewayProcess, key: string): Promise<readonly Sampled[]> {
  const found: Sampled[] = [];
  for (const classNumber of 'ABCDEFGHIJKNOPQRSTUVXZ') {
    const answer = Page.parse(await post(gateway.url, key, { query: PAGE, variables: { class: classNumber } }));
    for (const { title, isbns, contributors, holdings } of answer.data.search.nodes)
      found.push({
        title,
        isbn: isbns[0] ?? '',
        author: contributors[0]?.name ?? '',
        library: holdings.nodes[0]?.library.code ?? '',
      });
  }
  return found;
}

export async function post(url: string, key: string, question: Question): Promise<unknown> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  return answer.json();
}

const HITS = 'totalCount degraded nodes { id title libraryCount availableCount }';
const FIND = `query ($text: String!) { search(query: $text, first: 20) { ${HITS} } }`;
const FACETS = `query ($text: String!) { search(query: $text, first: 20, facets: [KIND, AREA, STAGE, CLASS, YEAR, AVAILABILITY]) {
  ${HITS} facets { field values { value count } } } }`;
const WITHIN = `query ($text: String!, $library: String!) { search(query: $text, filter: { libraries: [$library] }, first: 20) { ${HITS} } }`;
const AUTHOR = `query ($text: String!) { search(query: $text, field: CONTRIBUTOR, first: 20) { ${HITS} } }`;
const BY_TITLE = `query ($text: String!) { search(query: $text, sort: TITLE_PINYIN, first: 20) { ${HITS} } }`;
const SUGGEST = 'query ($text: String!) { suggest(prefix: $text) { text kind } }';

/** Questions of each class that people ask, made from the sample; the same sample gives the same questions. */
export function questionsOf(sample: readonly Sampled[]): Readonly<Record<string, readonly Question[]>> {
  const long = sample.filter(({ title }) => [...title].length >= 4);
  const about = (query: string, text: (one: Sampled) => string): readonly Question[] =>
    long.map((one) => ({ query, variables: { text: text(one) } })).filter(({ variables }) => variables.text !== '');
  const spelt = (title: string) => pinyin(title, { toneType: 'none', type: 'array', nonZh: 'removed' });
  return {
    title: about(FIND, ({ title }) => title),
    substring: about(FIND, ({ title }) => title.slice(1, 4)),
    author: about(AUTHOR, ({ author }) => author),
    isbn: about(FIND, ({ isbn }) => isbn),
    pinyin: about(FIND, ({ title }) => spelt(title).join('')),
    initials: about(FIND, ({ title }) =>
      spelt(title)
        .map((syllable) => syllable.slice(0, 1))
        .join(''),
    ),
    'wrong character': about(FIND, ({ title }) => `${title.slice(0, 2)}鑫${title.slice(3)}`),
    'two characters': about(FIND, ({ title }) => title.slice(0, 2)),
    'one character': about(FIND, ({ title }) => title.slice(0, 1)),
    facets: about(FACETS, ({ title }) => title.slice(0, 2)),
    'one library': long.map(({ title, library }) => ({
      query: WITHIN,
      variables: { text: title.slice(0, 2), library },
    })),
    'sorted by title': about(BY_TITLE, ({ title }) => title.slice(0, 2)),
    'nothing typed, facets': about(FACETS, () => ' '),
    suggest: about(SUGGEST, ({ title }) => title.slice(0, 2)),
  };
}
