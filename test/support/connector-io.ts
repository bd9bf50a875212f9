import { outgoing } from '../../src/app/outgoing.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Connector, ConnectorIo, Delivery } from '../../src/push/connector.ts';

export interface TestIo extends AsyncDisposable {
  readonly io: ConnectorIo;
  /** Names of the events logged. */
  readonly events: string[];
}

/** The real way out, loopback allowed. */
export function testIo(signal: AbortSignal = new AbortController().signal): TestIo {
  const out = outgoing({ allowPrivate: true });
  const events: string[] = [];
  const io: ConnectorIo = {
    fetch: out.fetch,
    dial: out.dial,
    clock: systemClock,
    signal,
    log: (event) => void events.push(event),
  };
  return { io, events, [Symbol.asyncDispose]: () => out[Symbol.asyncDispose]() };
}

/** Everything a source delivers. */
export async function deliveries<S>(
  connector: Connector<S>,
  settings: S,
  io: ConnectorIo,
  since: string | null = null,
): Promise<readonly Delivery[]> {
  const list: Delivery[] = [];
  for await (const one of connector.records(settings, since, io)) list.push(one);
  return list;
}

/** The bytes of the records among them. */
export function recordBytes(list: readonly Delivery[]): readonly Uint8Array[] {
  return list.flatMap((one) => (one.kind === 'record' ? [one.raw.bytes] : []));
}
