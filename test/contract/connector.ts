import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outgoing, outgoing } from '../../src/app/outgoing.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Connector, ConnectorIo, Delivery } from '../../src/push/connector.ts';

/** What the server of a case does besides serving its records. */
export interface Trouble {
  /** Records served; the case may serve more pages than one. */
  readonly records: number;
  /** The record at this position (from 1) is one that cannot be sent or read. */
  readonly bad?: number;
  /** After the first page nothing is answered any more. */
  readonly hang?: boolean;
}

export interface StartedSource<Settings> extends AsyncDisposable {
  readonly settings: Settings;
}

export interface ConnectorCase<Settings> {
  readonly connector: Connector<Settings>;
  /** Starts a server with `trouble.records` records over several pages. */
  readonly start: (trouble: Trouble) => Promise<StartedSource<Settings>>;
  /** Identifies a record: its local id, or what its bytes say. */
  readonly idOf: (delivery: Extract<Delivery, { kind: 'record' }>) => string;
  /** Words that no log, report or error may hold. */
  readonly secrets: readonly string[];
  /** What the source deletes besides, where it can tell. */
  readonly deleted: readonly string[];
  /** Whether a hang can happen: files do not. */
  readonly canHang: boolean;
  /** Bad records are left out where the source itself fails at them, else handed on for the reader to judge. */
  readonly badRecords: 'left-out' | 'handed-on';
  /** Records of the memory test, where 20,000 would take too long. */
  readonly many?: number;
}

/** What every connector keeps to, whatever it speaks. */
export function connectorSuite<Settings>(given: ConnectorCase<Settings>): void {
  const { connector } = given;
  let out: Outgoing;
  const logged: string[] = [];
  beforeAll(() => {
    out = outgoing({ allowPrivate: true });
  });
  afterAll(async () => {
    await out[Symbol.asyncDispose]();
  });

  const io = (signal: AbortSignal = new AbortController().signal): ConnectorIo => ({
    fetch: out.fetch,
    dial: out.dial,
    clock: systemClock,
    signal,
    log: (event, values) => void logged.push(`${event} ${JSON.stringify(values)}`),
  });
  const all = async (settings: Settings, since: string | null = null): Promise<readonly Delivery[]> => {
    const list: Delivery[] = [];
    for await (const delivery of connector.records(settings, since, io())) list.push(delivery);
    return list;
  };
  const ids = (list: readonly Delivery[]) => list.flatMap((one) => (one.kind === 'record' ? [given.idOf(one)] : []));

  describe(`a ${connector.kind} source`, () => {
    it('brings every record once and ends with a checkpoint', async () => {
      await using source = await given.start({ records: 23 });
      const list = await all(source.settings);
      expect(new Set(ids(list)).size).toBe(23);
      expect(ids(list)).toHaveLength(23);
      expect(list.at(-1)?.kind).toBe('checkpoint');
    });

    it('goes on from any checkpoint without losing a record', async () => {
      await using source = await given.start({ records: 23 });
      const list = await all(source.settings);
      for (const [i, delivery] of list.entries()) {
        if (delivery.kind !== 'checkpoint' || i === list.length - 1) continue;
        const rest = await all(source.settings, delivery.cursor);
        expect(new Set([...ids(list.slice(0, i)), ...ids(rest)]).size).toBe(23);
        expect(ids(rest).length, 'what was delivered before is not read again').toBeLessThan(23);
      }
    });

    it('tells deletions', async () => {
      await using source = await given.start({ records: 3 });
      const list = await all(source.settings);
      expect(list.flatMap((one) => (one.kind === 'deleted' ? [one.localId] : []))).toEqual(given.deleted);
    });

    it('keeps the records around a bad one', async () => {
      await using source = await given.start({ records: 23, bad: 11 });
      const list = ids(await all(source.settings));
      expect(list).toHaveLength(given.badRecords === 'left-out' ? 22 : 23);
      expect(new Set(list).size).toBe(list.length);
    });

    it.runIf(given.canHang)('stops within a second of an abort, though the server hangs', async () => {
      await using source = await given.start({ records: 23, hang: true });
      const controller = new AbortController();
      let aborted = 0;
      const run = async (): Promise<void> => {
        for await (const delivery of connector.records(source.settings, null, io(controller.signal))) {
          if (delivery.kind !== 'checkpoint' || aborted > 0) continue;
          aborted = 1;
          setTimeout(() => {
            aborted = performance.now();
            controller.abort();
          }, 100);
        }
      };
      await expect(run()).rejects.toMatchObject({ name: 'AbortError' });
      expect(performance.now() - aborted).toBeLessThan(1000);
    });

    it('holds no more memory after many records than after few', async () => {
      const many = given.many ?? 20_000;
      await using source = await given.start({ records: many });
      let count = 0;
      let early = 0;
      let most = 0;
      for await (const { kind } of connector.records(source.settings, null, io())) {
        if (kind !== 'record' || ++count % (many / 20) !== 0) continue;
        const { heapUsed, arrayBuffers } = process.memoryUsage();
        if (count <= many / 4) early = Math.max(early, heapUsed + arrayBuffers);
        most = Math.max(most, heapUsed + arrayBuffers);
      }
      expect(count).toBe(many);
      expect(most - early).toBeLessThan(48 * 1024 * 1024);
    });

    it('is unreadable from a cursor that another source wrote', async () => {
      await using source = await given.start({ records: 1 });
      await expect(all(source.settings, '{"somebody":"else"}')).rejects.toMatchObject({
        code: 'SOURCE_CURSOR_UNREADABLE',
      });
    });

    it('probes well, and nothing said anywhere holds a credential', async () => {
      await using source = await given.start({ records: 3 });
      const report = await connector.probe(source.settings, io());
      expect(report, JSON.stringify(report)).toMatchObject({ ok: true });
      const said = [...logged, JSON.stringify(report)].join('\n');
      for (const secret of given.secrets) expect(said).not.toContain(secret);
    });
  });
}
