import { Fault } from '../../src/base/problem.ts';
import type { ConnectorIo } from '../../src/push/connector.ts';
import { RECORD_SYNTAXES } from './oids.ts';
import type { PresentAnswer } from './pdu.ts';
import type { ZRecord } from './records.ts';
import type { Rpn } from './rpn.ts';
import { Session } from './session.ts';
import type { Z3950Settings } from './settings.ts';

export interface Page {
  readonly records: readonly { readonly position: number; readonly record: Extract<ZRecord, { kind: 'record' }> }[];
  /** Position after the last one tried, from 1. */
  readonly next: number;
}

/** More records in a row than this that the server fails on are no longer bad records but a broken server. */
const MOST_FAILURES = 5;

/**
 * The records of one query, read by position. Where a batch fails it is asked for one by one, so that a record the
 * server cannot send costs only itself; where the server drops the connection over it, a new one is opened.
 */
export class ResultReader implements AsyncDisposable {
  readonly #settings: Z3950Settings;
  readonly #query: Rpn;
  readonly #io: ConnectorIo;
  #session: Session | null = null;
  #failures = 0;
  count = 0;

  constructor(settings: Z3950Settings, query: Rpn, io: ConnectorIo) {
    this.#settings = settings;
    this.#query = query;
    this.#io = io;
  }

  /** Connects and searches; afterwards `count` is the number of hits. Throws Fault. */
  async open(): Promise<void> {
    const { session } = await connect(this.#settings, this.#io);
    this.#session = session;
    const answer = await session.search(this.#query, this.#settings, this.#io.signal);
    const [wrong] = answer.diagnostics;
    if (wrong !== undefined) throw diagnosticFault(wrong);
    this.count = answer.count;
  }

  async page(start: number): Promise<Page> {
    const count = Math.min(this.#settings.batch, this.count - start + 1);
    const answer = await this.#attempt(start, count);
    if (answer !== null && answer.records.length > 0) {
      this.#failures = 0;
      return this.#kept(start, answer.records);
    }
    if (count > 1) return this.#oneByOne(start, count);
    this.#skip(start);
    return { records: [], next: start + 1 };
  }

  async #oneByOne(start: number, count: number): Promise<Page> {
    const records: Page['records'][number][] = [];
    for (let position = start; position < start + count; position++) {
      const answer = await this.#attempt(position, 1);
      if (answer === null || answer.records.length === 0) this.#skip(position);
      else {
        this.#failures = 0;
        records.push(...this.#kept(position, answer.records).records);
      }
    }
    return { records, next: start + count };
  }

  /** Null where the server fails at these records; faults that have nothing to do with them are thrown. */
  async #attempt(start: number, count: number): Promise<PresentAnswer | null> {
    if (this.#session === null) await this.open();
    const { syntax, elementSet } = this.#settings;
    const input = { start, count, syntax: RECORD_SYNTAXES[syntax], elementSet };
    try {
      return (await this.#session?.present(input, this.#io.signal)) ?? null;
    } catch (cause) {
      this.#session = null;
      const theirs = cause instanceof Fault && (cause.code === 'SOURCE_CLOSED' || cause.code === 'SOURCE_TOO_LARGE');
      if (!theirs) throw cause;
      return null;
    }
  }

  #kept(start: number, records: readonly ZRecord[]): Page {
    const kept = records.flatMap((record, i) => {
      if (record.kind === 'record') return [{ position: start + i, record }];
      this.#io.log('source.record-refused', { position: start + i, condition: record.diagnostic.condition });
      return [];
    });
    return { records: kept, next: start + records.length };
  }

  #skip(position: number): void {
    this.#failures += 1;
    if (this.#failures > MOST_FAILURES) {
      throw new Fault('SOURCE_CLOSED', { detail: `${this.#failures} records in a row could not be sent` });
    }
    this.#io.log('source.record-refused', { position, condition: 0 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session?.[Symbol.asyncDispose]();
  }
}

/** Opens a connection and starts the association. Throws Fault. */
export async function connect(
  settings: Z3950Settings,
  io: ConnectorIo,
): Promise<{ readonly session: Session; readonly server: string }> {
  const { host, port, login, negotiateUtf8, timeoutSeconds, maxMessageBytes } = settings;
  const socket = await io.dial(host, port, io.signal);
  const options = { address: `${host}:${port}`, login, negotiateUtf8, timeoutSeconds, maxMessageBytes };
  const { session, server } = await Session.open(socket, options, io.signal);
  return { session, server: server.server };
}

export function diagnosticFault(diagnostic: { readonly condition: number; readonly detail: string }): Fault {
  return new Fault('SOURCE_DIAGNOSTIC', { code: diagnostic.condition, detail: diagnostic.detail || 'no detail' });
}
