import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface WebAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Sends the body in pieces of this many bytes, one every `trickleMs`. */
  readonly trickleBytes?: number;
  readonly trickleMs?: number;
}

export interface WebServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: { readonly url: URL; readonly headers: IncomingMessage['headers']; readonly body: string }[];
}

type Handler = (url: URL, body: string, request: IncomingMessage) => WebAnswer | 'silence' | Promise<WebAnswer>;

/** A scripted server on loopback. `silence` never answers. */
export async function webServer(handler: Handler): Promise<WebServer> {
  const requests: WebServer['requests'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    requests.push({ url, headers: request.headers, body });
    const answer = await handler(url, body, request);
    if (answer !== 'silence') await reply(response, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function reply(response: ServerResponse, answer: WebAnswer): Promise<void> {
  response.on('error', () => undefined);
  response.writeHead(
    answer.status ?? 200,
    Object.fromEntries(Object.entries(answer.headers ?? {}).map(([k, v]) => [k, typeof v === 'string' ? v : [...v]])),
  );
  const body = Buffer.from(answer.body ?? '');
  if (answer.trickleBytes === undefined) {
    response.end(body);
    return;
  }
  for (let at = 0; at < body.length && !response.destroyed; at += answer.trickleBytes) {
    response.write(body.subarray(at, at + answer.trickleBytes));
    await new Promise((resolve) => setTimeout(resolve, answer.trickleMs ?? 0));
  }
  response.end();
}
