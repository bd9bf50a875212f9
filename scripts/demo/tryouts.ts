import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import type { Words } from '../cli/command.ts';

/** A query to try: what it shows, what to send, and how the demo itself sees that it works. */
export interface Tryout {
  readonly words: Words;
  readonly query: string;
  readonly works: (data: unknown) => boolean;
}

const Titles = z.object({
  search: z.object({ totalCount: z.number(), nodes: z.array(z.object({ title: z.string() })) }),
});
const finds = (title: string) => (data: unknown) => {
  const { search } = Titles.parse(data);
  return search.nodes.some((node) => node.title.includes(title));
};
const search = (text: string) =>
  `{ search(query: "${text}", first: 5) { totalCount nodes { title year libraryCount availableCount } } }`;

/** What is printed at the end, and what `--once` checks. */
export const TRYOUTS: readonly Tryout[] = [
  {
    words: {
      zh: '谁有《草房子》，在不在架（整班共读：十一所学校共 47 册）',
      en: 'who holds 草房子, copy by copy (a class set over eleven schools)',
    },
    query: `{ search(query: "草房子", first: 1) { totalCount nodes { title publisher year libraryCount itemCount
      holdings(first: 20) { nodes { library { name } callNumber itemCount availableCount statusKnown
        items(first: 2) { nodes { barcode availability dueDate } } } } } } }`,
    works: (data) => {
      const Shape = z.object({
        search: z.object({ nodes: z.array(z.object({ libraryCount: z.number(), itemCount: z.number() })) }),
      });
      const [title] = Shape.parse(data).search.nodes;
      return (title?.libraryCount ?? 0) >= 11 && (title?.itemCount ?? 0) >= 45;
    },
  },
  {
    words: {
      zh: '拼音首字母 xyj 找《西游记》，上下册各是一个版本',
      en: 'pinyin initials xyj find 西游记, each volume an edition of its own',
    },
    query: search('xyj'),
    works: finds('西游记'),
  },
  {
    words: { zh: '拼音 santi 找《三体》三部', en: 'pinyin santi finds the three parts of 三体' },
    query: search('santi'),
    works: finds('三体'),
  },
  {
    words: { zh: '按作者：曹文轩的书，附馆别和分类的分面', en: 'by author, with facets of library kind and class' },
    query: `{ search(query: "曹文轩", field: CONTRIBUTOR, facets: [KIND, CLASS], first: 5) { totalCount nodes { title }
      facets { field values { label count } } } }`,
    works: finds('草房子'),
  },
  {
    words: {
      zh: '扫 ISBN：《小王子》的著录、引文和可借册数',
      en: 'by ISBN: 小王子 with a citation and how many copies are in',
    },
    query: `{ editionsByIsbn(isbn: "9787020080519") { title responsibility libraryCount itemCount availableCount
      citation(style: GBT7714) } }`,
    works: (data) => {
      const Shape = z.object({ editionsByIsbn: z.array(z.object({ title: z.string(), citation: z.string() })) });
      return Shape.parse(data).editionsByIsbn.some(
        ({ title, citation }) => title === '小王子' && citation.includes('人民文学出版社'),
      );
    },
  },
];

const Answer = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Sends a GraphQL request as an HTTP client does; a top-level error is a Fault. */
export async function ask(url: string, key: string, query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const answer = Answer.parse(await response.json());
  if (answer.errors !== undefined) {
    const said = answer.errors.map(({ message }) => message).join('; ');
    throw new Fault('DEMO_STEP_FAILED', { command: 'POST /graphql', said });
  }
  return answer.data;
}
