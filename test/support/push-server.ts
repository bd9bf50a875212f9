import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** What the server does with a request instead of answering it; null: it answers. */
export type Mishap = 'drop before' | 'drop after' | 503 | 'out of order' | null;

/** A server that speaks the push protocol from memory and has mishaps by script. */
export interface PushServer extends AsyncDisposable {
  readonly url: string;
  /** Lines of each chunk taken, by seq. */
  readonly chunks: readonly (readonly string[])[];
  /** Every request that came, `PUT 0` or `beginPush`. */
  readonly log: readonly string[];
  state: string;
}

export const PUSH_SERVER_KEY = 'ltu_test';

export async function pushServer(mishap: (request: string, times: number) => Mishap = () => null): Promise<PushServer> {
  const chunks: string[][] = [];
  const hashes: string[] = [];
  const log: string[] = [];
  const at = { state: 'OPEN' };
  const status = () => ({
    id: 'p1',
    state: at.state,
    nextSeq: chunks.length,
    received: chunks.flat().length,
    added: chunks.flat().length,
    changed: 0,
    unchanged: 0,
    deleted: 0,
    quarantined: 0,
    heldReason: null,
  });

  function graphql(body: string): readonly [string, () => object] {
    const { query } = JSON.parse(body) as { query: string };
    const payload = (name: string) => () => ({ data: { [name]: { push: status(), problems: [] } } });
    if (query.includes('beginPush')) return ['beginPush', payload('beginPush')];
    if (query.includes('commitPush')) {
      return [
        'commitPush',
        () => {
          at.state = 'DONE';
          return payload('commitPush')();
        },
      ];
    }
    if (query.includes('abandonPush')) return ['abandonPush', payload('abandonPush')];
    return ['push', () => ({ data: { push: status() } })];
  }

  function put(seq: number, body: Buffer): readonly [number, object] {
    const text = gunzipSync(body).toString();
    const hash = createHash('sha256').update(text).digest('hex');
    if (seq < chunks.length && hashes[seq] !== hash) return [409, refusal('IDEMPOTENCY_CONFLICT')];
    if (seq > chunks.length) return [409, { ...refusal('OUT_OF_ORDER'), expected: chunks.length }];
    if (seq === chunks.length) {
      chunks.push(text.trimEnd().split('\n'));
      hashes.push(hash);
    }
    const received = chunks[seq]?.length ?? 0;
    return [200, { seq, nextSeq: seq + 1, received, added: received, changed: 0, unchanged: 0, quarantined: 0 }];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const seq = request.method === 'PUT' ? Number(request.url?.split('/').at(-1)) : null;
    const [name, act] = seq === null ? graphql(body.toString()) : [`PUT ${seq}`, () => put(seq, body)];
    log.push(name);
    const wrong = mishap(name, log.filter((entry) => entry === name).length);
    if (request.headers.authorization !== `Bearer ${PUSH_SERVER_KEY}`)
      return send(response, 401, refusal('UNAUTHENTICATED'));
    if (wrong === 503) return send(response, 503, refusal('STORAGE_BUSY'), { 'retry-after': '0' });
    if (wrong === 'out of order') return send(response, 409, { ...refusal('OUT_OF_ORDER'), expected: 0 });
    if (wrong === 'drop before') {
      request.socket.destroy();
      return;
    }
    const result = act();
    if (wrong === 'drop after') {
      request.socket.destroy();
      return;
    }
    const [code, value] = Array.isArray(result) ? (result as [number, object]) : [200, result];
    send(response, code, value);
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return Object.assign(at, {
    url: `http://127.0.0.1:${port}`,
    chunks,
    log,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

const refusal = (code: string) => ({ code, message: `refused: ${code}`, messageZh: `拒绝：${code}` });

function send(response: ServerResponse, status: number, value: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}
