import { gzipSync } from 'node:zlib';

/** The push protocol by hand, as any language would speak it. */
export interface Wire {
  graphql(
    query: string,
    variables?: object,
  ): Promise<{ readonly status: number; readonly data: Readonly<Record<string, unknown>> | null }>;
  begin(library: string, mode?: 'DELTA' | 'SNAPSHOT', idempotencyKey?: string): Promise<Begun>;
  put(push: string, seq: number, lines: readonly string[]): Promise<Put>;
  commit(push: string): Promise<void>;
}

export interface Begun {
  readonly id: string | null;
  readonly problems: readonly string[];
}

export interface Put {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Readonly<Record<string, unknown>>;
}

export function wire(url: string, key: string): Wire {
  const authorization = `Bearer ${key}`;
  const graphql = async (query: string, variables: object = {}) => {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const { data } = (await answer.json()) as { data?: Record<string, unknown> };
    return { status: answer.status, data: data ?? null };
  };
  return {
    graphql,
    async begin(library, mode = 'DELTA', idempotencyKey = `k${Math.random()}`) {
      const { data } = await graphql(
        'mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { id } problems { code } } }',
        { input: { library, mode, idempotencyKey } },
      );
      const payload = data?.beginPush as { push: { id: string } | null; problems: { code: string }[] };
      return { id: payload.push?.id ?? null, problems: payload.problems.map(({ code }) => code) };
    },
    async put(push, seq, lines) {
      const headers = { authorization, 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
      const body = gzipSync(`${lines.join('\n')}\n`);
      const answer = await fetch(`${url}/push/${push}/${seq}`, { method: 'PUT', headers, body });
      const text = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, retryAfter: answer.headers.get('retry-after'), body: text };
    },
    async commit(push) {
      await graphql('mutation ($id: ID!) { commitPush(id: $id) { problems { code } } }', { id: push });
    },
  };
}

/** Lines of the protocol for invented books. */
export function bookLines(from: number, to: number, filler = ''): readonly string[] {
  return Array.from({ length: to - from }, (_, index) => {
    const at = from + index;
    const row = {
      记录号: `R${at}`,
      书名: `试验用书第${at}种`,
      作者: `作者${at % 300}`,
      出版社: '试验出版社',
      条码号: `B${at}`,
      内容提要: filler,
    };
    return JSON.stringify({ localId: `R${at}`, row });
  });
}
