import { Client } from 'undici';
import { percentile } from './bench-run.ts';

/** A GraphQL request as it goes over the wire. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface Latencies {
  /** Milliseconds, in the order asked. */
  readonly samples: readonly number[];
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly failures: number;
  /** Answers of a stand-in. */
  readonly degraded: number;
}

/**
 * Asks one question after the other over one kept-alive connection and answers milliseconds. One at a time, because
 * what is compared is the work of an answer, not the queue before it.
 */
export async function ask(
  url: string,
  key: string,
  questions: readonly Question[],
  signal: AbortSignal,
): Promise<Latencies> {
  const client = new Client(url, { keepAliveTimeout: 60_000 });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const samples: number[] = [];
  let [failures, degraded] = [0, 0];
  try {
    for (const question of questions) {
      const started = performance.now();
      const { body } = await client.request({
        path: '/graphql',
        method: 'POST',
        headers,
        body: JSON.stringify(question),
        signal,
      });
      const text = await body.text();
      samples.push(performance.now() - started);
      if (text.includes('"errors"')) failures += 1;
      if (text.includes('"degraded":true')) degraded += 1;
    }
  } finally {
    await client.close();
  }
  return {
    samples,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    p99: percentile(samples, 0.99),
    failures,
    degraded,
  };
}
