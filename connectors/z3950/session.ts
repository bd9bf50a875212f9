import type { Duplex } from 'node:stream';
import { Fault } from '../../src/base/problem.ts';
import { membersOf } from './asn1.ts';
import { type Ber, decodeBer, encodeBer, FrameScanner } from './ber.ts';
import {
  closeRequest,
  type InitAnswer,
  initRequest,
  type Login,
  type PresentAnswer,
  type PresentInput,
  presentRequest,
  readClose,
  readInit,
  readPresent,
  readScan,
  readSearch,
  type ScanAnswer,
  type ScanInput,
  type SearchAnswer,
  type SearchTarget,
  scanRequest,
  searchRequest,
  TAG,
} from './pdu.ts';
import type { Rpn } from './rpn.ts';

export interface SessionOptions {
  readonly address: string;
  readonly login: Login;
  readonly negotiateUtf8: boolean;
  /** For one request and its whole answer, however it trickles in. */
  readonly timeoutSeconds: number;
  readonly maxMessageBytes: number;
}

/**
 * One Z39.50 association over one connection: a request at a time, its answer before the next. Every wait ends with the
 * caller's signal or the total time, whichever comes first; then the connection is destroyed, for its state is unknown.
 */
export class Session {
  readonly #socket: Duplex;
  readonly #options: SessionOptions;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  #failed = false;

  private constructor(socket: Duplex, options: SessionOptions) {
    this.#socket = socket;
    this.#options = options;
    // An error without a reader must not end the process: the next read reports it.
    socket.on('error', () => undefined);
    this.#chunks = socket[Symbol.asyncIterator]();
  }

  /** Starts the association. Throws Fault SOURCE_LOGIN_REFUSED where the server says no. */
  static async open(
    socket: Duplex,
    options: SessionOptions,
    signal: AbortSignal,
  ): Promise<{ readonly session: Session; readonly server: InitAnswer }> {
    const session = new Session(socket, options);
    try {
      const { login, negotiateUtf8, maxMessageBytes: maxBytes } = options;
      const request = initRequest({ login, negotiateUtf8, maxBytes });
      const [answer] = await session.#exchange(request, TAG.init, signal);
      const server = readInit(answer);
      if (!server.accepted) throw new Fault('SOURCE_LOGIN_REFUSED', {}, { place: options.address });
      return { session, server };
    } catch (cause) {
      socket.destroy();
      throw cause;
    }
  }

  async search(query: Rpn, target: SearchTarget, signal: AbortSignal): Promise<SearchAnswer> {
    const [answer] = await this.#exchange(searchRequest(query, target), TAG.search, signal);
    return readSearch(answer);
  }

  async present(input: PresentInput, signal: AbortSignal): Promise<PresentAnswer> {
    const [answer, segments] = await this.#exchange(presentRequest(input), TAG.present, signal);
    return readPresent(answer, segments);
  }

  async scan(input: ScanInput, signal: AbortSignal): Promise<ScanAnswer> {
    const [answer] = await this.#exchange(scanRequest(input), TAG.scan, signal);
    return readScan(answer);
  }

  /** Says goodbye without waiting for the answer: nothing is left to lose. */
  [Symbol.asyncDispose](): Promise<void> {
    if (this.#failed || !this.#socket.writable) this.#socket.destroy();
    else this.#socket.end(encodeBer(closeRequest()), () => this.#socket.destroy());
    return Promise.resolve();
  }

  async #exchange(
    request: Ber,
    expected: number,
    signal: AbortSignal,
  ): Promise<readonly [answer: readonly Ber[], segments: readonly (readonly Ber[])[]]> {
    if (this.#failed) throw new Fault('SOURCE_CLOSED', { detail: 'earlier failure' });
    const seconds = this.#options.timeoutSeconds;
    const deadline = AbortSignal.timeout(seconds * 1000);
    const onAbort = (): void => {
      this.#failed = true;
      this.#socket.destroy();
    };
    const either = AbortSignal.any([signal, deadline]);
    either.addEventListener('abort', onAbort, { once: true });
    try {
      signal.throwIfAborted();
      this.#socket.write(encodeBer(request));
      return await this.#answer(expected);
    } catch (cause) {
      this.#failed = true;
      this.#socket.destroy();
      signal.throwIfAborted();
      if (deadline.aborted) throw new Fault('SOURCE_TIMEOUT', { seconds }, { cause });
      if (cause instanceof Fault) throw cause;
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new Fault('SOURCE_CLOSED', { detail }, { cause });
    } finally {
      either.removeEventListener('abort', onAbort);
    }
  }

  async #answer(expected: number): Promise<readonly [readonly Ber[], readonly (readonly Ber[])[]]> {
    const segments: (readonly Ber[])[] = [];
    let segmentBytes = 0;
    for (;;) {
      const frame = await this.#frame();
      const pdu = decodeBer(frame);
      if (pdu.tag === TAG.segment) {
        segmentBytes += frame.length;
        const limit = this.#options.maxMessageBytes;
        if (segmentBytes > limit) throw new Fault('SOURCE_TOO_LARGE', { limit });
        segments.push(membersOf(pdu));
        continue;
      }
      if (pdu.tag === expected) return [membersOf(pdu), segments];
      if (pdu.tag === TAG.close) throw new Fault('SOURCE_CLOSED', { detail: readClose(membersOf(pdu)) });
      throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'Z39.50', detail: `PDU ${pdu.tag} for ${expected}` });
    }
  }

  /** The bytes of the next message; what follows it stays in the buffer. */
  async #frame(): Promise<Uint8Array> {
    const scanner = new FrameScanner(this.#options.maxMessageBytes);
    let filled = this.#buffer.length;
    let block = this.#buffer;
    for (;;) {
      const end = scanner.scan(block.subarray(0, filled));
      if (end !== null) {
        this.#buffer = block.slice(end, filled);
        return block.subarray(0, end);
      }
      const next = await this.#chunks.next();
      if (next.done === true) throw new Fault('SOURCE_CLOSED', { detail: 'no answer' });
      block = appended(block, filled, next.value);
      filled += next.value.length;
    }
  }
}

/** Doubles the block where needed, so that a long message is copied only a few times. */
function appended(block: Uint8Array, filled: number, chunk: Uint8Array): Uint8Array {
  const needed = filled + chunk.length;
  if (needed <= block.length) {
    block.set(chunk, filled);
    return block;
  }
  const grown = new Uint8Array(Math.max(needed, block.length * 2, 8192));
  grown.set(block.subarray(0, filled));
  grown.set(chunk, filled);
  return grown;
}
