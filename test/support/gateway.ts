import type { FastifyInstance } from 'fastify';
import { createGateway } from '../../src/gateway/app.ts';
import type { Needs } from '../../src/gateway/needs.ts';

/** What a GraphQL endpoint answered. */
export interface GraphqlAnswer {
  readonly status: number;
  // The shape is the test's query's; each test looks at what it asked for.
  // biome-ignore lint/suspicious/noExplicitAny: answers of arbitrary queries
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: { readonly code: string; readonly messageZh: string };
  }[];
  readonly text: string;
}

export interface TestGateway extends AsyncDisposable {
  readonly app: FastifyInstance;
  ask(key: string | null, query: string, variables?: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer>;
}

/** A gateway that listens nowhere, with one function to ask it. */
export async function testGateway(needs: Needs): Promise<TestGateway> {
  const app = await createGateway(needs);
  await app.ready();
  return {
    app,
    async ask(key, query, variables = {}) {
      const headers = key === null ? {} : { authorization: `Bearer ${key}` };
      const answer = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query, variables } });
      return answered(answer.statusCode, answer.payload);
    },
    [Symbol.asyncDispose]: () => app.close(),
  };
}

export function answered(status: number, text: string): GraphqlAnswer {
  const body = JSON.parse(text) as Partial<GraphqlAnswer>;
  return { status, data: body.data ?? null, errors: body.errors ?? [], text };
}

/** The codes of all errors, in order. */
export function codes({ errors }: GraphqlAnswer): readonly string[] {
  return errors.map(({ extensions }) => extensions.code);
}
