import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A client of graphql-transport-ws that keeps everything it was sent. */
export interface TestSocket extends AsyncDisposable {
  readonly socket: WebSocket;
  readonly received: readonly Received[];
  send(message: unknown): void;
  /** Waits until a message fits; fails after ten seconds. */
  until(fits: (message: Received) => boolean): Promise<Received>;
  /** The code with which the server closed the socket. */
  closed(): Promise<number>;
}

export interface Received {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's query's
  readonly payload?: any;
}

export interface SocketOptions {
  readonly protocol?: string;
  readonly origin?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function openSocket(url: string, options: SocketOptions = {}): Promise<TestSocket> {
  const { protocol = 'graphql-transport-ws', origin, headers = {} } = options;
  const socket = new WebSocket(url, protocol, { ...(origin === undefined ? {} : { origin }), headers: { ...headers } });
  const received: Received[] = [];
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString('utf8')) as Received));
  const closing = new Promise<number>((resolve) => socket.once('close', resolve));
  await once(socket, 'open');
  return {
    socket,
    received,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async until(fits) {
      const end = performance.now() + 10_000;
      for (;;) {
        const found = received.find(fits);
        if (found !== undefined) return found;
        if (performance.now() > end) throw new Error(`never came; received ${JSON.stringify(received)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    closed: () => closing,
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await closing;
    },
  };
}

/** A socket whose key was accepted. */
export async function talkingSocket(url: string, key: string): Promise<TestSocket> {
  const opened = await openSocket(url);
  opened.send({ type: 'connection_init', payload: { Authorization: `Bearer ${key}` } });
  await opened.until(({ type }) => type === 'connection_ack');
  return opened;
}
