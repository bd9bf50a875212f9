import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PushId, pushId, storedLibraryCode } from '../../src/base/brand.ts';
import { judgeSweep } from '../../src/push/commit.ts';
import { IDLE_PUSH_MS } from '../../src/push/session.ts';
import type { BeginPush, Push } from '../../src/push/store.ts';
import { applied, bringing, LIBRARY, ORDINARY, OTHER, type PushLedgerBench, quarantining } from './push-bench.ts';

/** What every store of pushes does, whatever it is made of. */
export function pushLedgerSuite(name: string, make: () => Promise<PushLedgerBench>): void {
  describe(`${name} as a push ledger`, () => {
    let at: PushLedgerBench;
    beforeEach(async () => {
      at = await make();
    });
    afterEach(() => at[Symbol.asyncDispose]());

    const begin = async (more: Partial<BeginPush> = {}, key = `key ${Math.random()}`): Promise<Push> => {
      const { push, problems } = await at.writer.begin({ ...ORDINARY, ...more }, key);
      expect(problems).toEqual([]);
      if (push === null) throw new Error('no push');
      return push;
    };
    const send = (push: PushId, seq: number, ids: readonly string[], body = ids.join()) =>
      at.writer.applyChunk({ push, seq, bodyHash: body }, bringing(ids));
    const commit = async (push: PushId, confirm = false) => {
      const { problems } = await at.writer.startCommit(push, confirm);
      expect(problems).toEqual([]);
      return await at.writer.finishCommit(push, judgeSweep);
    };
    const snapshotOf = async (ids: readonly string[], confirm = false) => {
      const push = await begin({ mode: 'SNAPSHOT' });
      await send(push.id, 0, ids);
      return await commit(push.id, confirm);
    };
    const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `r${from + index}`);

    describe('begin', () => {
      it('answers the same push for the same key and input, and refuses the key for another', async () => {
        const first = await begin({}, 'key');
        expect((await begin({}, 'key')).id).toBe(first.id);
        const { push, problems } = await at.writer.begin({ ...ORDINARY, mode: 'SNAPSHOT' }, 'key');
        expect(push).toBeNull();
        expect(problems.map(({ code }) => code)).toEqual(['IDEMPOTENCY_CONFLICT']);
      });

      it('refuses a library that there is not', async () => {
        const { push, problems } = await at.writer.begin({ ...ORDINARY, library: storedLibraryCode('CN-NONE') }, 'key');
        expect({ push, codes: problems.map(({ code }) => code) }).toEqual({ push: null, codes: ['UNKNOWN_LIBRARY'] });
      });

      it('lets a library have one push at a time, naming it; other libraries and rehearsals are free', async () => {
        const first = await begin();
        const { problems } = await at.writer.begin(ORDINARY, 'second');
        expect(problems[0]?.code).toBe('PUSH_IN_PROGRESS');
        expect(problems[0]?.message).toContain(first.id);
        await begin({ library: OTHER });
        await begin({ dryRun: true });
        await at.writer.abandon(first.id);
        await begin();
      });

      it('gives way to a new push where the old one has been silent for an hour', async () => {
        const first = await begin();
        at.clock.advance(IDLE_PUSH_MS - 1);
        await send(first.id, 0, ['a']);
        at.clock.advance(IDLE_PUSH_MS - 1);
        expect((await at.writer.begin(ORDINARY, 'x')).problems).toHaveLength(1);
        at.clock.advance(2);
        await begin();
        expect((await at.reader.push(first.id))?.state).toBe('ABANDONED');
        expect(at.records(LIBRARY).size).toBe(1);
      });
    });

    describe('a chunk', () => {
      it('is applied once: the same again gets the stored answer, another body a conflict', async () => {
        const push = await begin();
        const first = await send(push.id, 0, ['a', 'b']);
        expect(first).toEqual(applied({ seq: 0, received: 2, added: 2 }));
        const outbox = await at.outboxLength();
        expect(await send(push.id, 0, ['a', 'b'])).toEqual(first);
        expect(await send(push.id, 0, ['c'])).toEqual({ kind: 'conflict' });
        expect(await at.outboxLength()).toBe(outbox);
        expect(await at.reader.push(push.id)).toMatchObject({ received: 2, added: 2, nextSeq: 1 });
      });

      it('is taken in order only', async () => {
        const push = await begin();
        expect(await send(push.id, 1, ['a'])).toEqual({ kind: 'outOfOrder', expected: 0 });
        await send(push.id, 0, ['a']);
        expect(await send(push.id, 2, ['b'])).toEqual({ kind: 'outOfOrder', expected: 1 });
        expect(at.records(LIBRARY).size).toBe(1);
      });

      it('is refused by a push that is over or never was', async () => {
        const push = await begin();
        await commit(push.id);
        expect(await send(push.id, 0, ['a'])).toEqual({ kind: 'closed', state: 'DONE' });
        expect(await send(pushId('p-none'), 0, ['a'])).toEqual({ kind: 'unknown' });
      });

      it('leaves nothing behind where it fails half way, and can be sent again', async () => {
        const push = await begin();
        await send(push.id, 0, ['a']);
        const outbox = await at.outboxLength();
        at.breakNextMerge();
        await expect(send(push.id, 1, ['b', 'c'])).rejects.toThrow();
        expect(at.records(LIBRARY).size).toBe(1);
        expect(await at.outboxLength()).toBe(outbox);
        expect(await at.reader.push(push.id)).toMatchObject({ nextSeq: 1, received: 1 });
        expect(await send(push.id, 1, ['b', 'c'])).toEqual(applied({ seq: 1, received: 2, added: 2 }));
      });

      it('keeps quarantined records with their places, page by page', async () => {
        const push = await begin();
        await at.writer.applyChunk({ push: push.id, seq: 0, bodyHash: 'q' }, () => quarantining(5));
        const page = await at.reader.quarantine(push.id, 2, null);
        expect(page).toMatchObject({ hasNext: true, total: 5 });
        const rest = await at.reader.quarantine(push.id, 10, page.endCursor);
        expect([...page.rows, ...rest.rows].map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
        expect(rest.hasNext).toBe(false);
        expect(rest.rows[0]?.raw.bytes).toEqual(Buffer.from('raw'));
        expect(await at.reader.push(push.id)).toMatchObject({ quarantined: 5 });
      });
    });

    describe('commit', () => {
      it('answers APPLYING at once and is finished afterwards, once', async () => {
        const push = await begin();
        await send(push.id, 0, ['a']);
        expect((await at.writer.startCommit(push.id, false)).push?.state).toBe('APPLYING');
        expect(await at.writer.applying()).toEqual([push.id]);
        expect((await at.writer.startCommit(push.id, false)).push?.state).toBe('APPLYING');
        expect((await at.writer.finishCommit(push.id, judgeSweep)).state).toBe('DONE');
        expect((await at.writer.finishCommit(push.id, judgeSweep)).state).toBe('DONE');
        expect((await at.writer.startCommit(push.id, false)).push?.state).toBe('DONE');
        expect(await at.writer.applying()).toEqual([]);
      });

      it('sweeps after a SNAPSHOT what it did not bring, and nothing after a DELTA', async () => {
        await snapshotOf(ids(0, 100));
        const delta = await begin();
        await send(delta.id, 0, ['r0']);
        expect(await commit(delta.id)).toMatchObject({ deleted: 0 });
        expect(await snapshotOf(ids(15, 110))).toMatchObject({ state: 'DONE', added: 10, deleted: 15, unchanged: 85 });
        expect([...at.records(LIBRARY).keys()].sort()).toEqual(ids(15, 110).sort());
      });

      it('never touches another library', async () => {
        const other = await begin({ library: OTHER, mode: 'SNAPSHOT' });
        await send(other.id, 0, ids(0, 30));
        await commit(other.id);
        await snapshotOf(ids(0, 5));
        expect(at.records(OTHER).size).toBe(30);
      });

      it('holds a SNAPSHOT that would delete too much, until a person confirms', async () => {
        await snapshotOf(ids(0, 50));
        const held = await snapshotOf(ids(0, 10));
        expect(held).toMatchObject({ state: 'HELD', deleted: 0, finishedAt: null });
        expect(held.heldReason).toContain('40');
        expect(at.records(LIBRARY).size).toBe(50);
        expect((await at.writer.startCommit(held.id, false)).push?.state).toBe('HELD');
        expect(await commit(held.id, true)).toMatchObject({ state: 'DONE', deleted: 40, heldReason: null });
        expect(at.records(LIBRARY).size).toBe(10);
      });

      it('counts what stood before the push, not what it added', async () => {
        await snapshotOf(ids(0, 20));
        // 20 new records beside 20 missing ones is a replaced catalogue, not half a one.
        expect(await snapshotOf(ids(100, 120))).toMatchObject({ state: 'HELD' });
        expect(at.records(LIBRARY).size).toBe(40);
      });

      it('counts a quarantined record as brought where its id is known, and sweeps nothing where one is not', async () => {
        await snapshotOf(ids(0, 30));
        const push = await begin({ mode: 'SNAPSHOT' });
        await send(push.id, 0, ids(0, 29));
        await at.writer.applyChunk({ push: push.id, seq: 1, bodyHash: 'q' }, () => quarantining(1, 'r29'));
        expect(await commit(push.id)).toMatchObject({ state: 'DONE', deleted: 0 });
        const blind = await begin({ mode: 'SNAPSHOT' });
        await send(blind.id, 0, ids(0, 29));
        await at.writer.applyChunk({ push: blind.id, seq: 1, bodyHash: 'q' }, () => quarantining(1));
        expect(await commit(blind.id)).toMatchObject({ state: 'HELD', deleted: 0 });
        expect(at.records(LIBRARY).size).toBe(30);
      });

      it('gives way to a newer push where it is held', async () => {
        await snapshotOf(ids(0, 50));
        const held = await snapshotOf([]);
        expect(held.state).toBe('HELD');
        expect(await snapshotOf(ids(0, 50))).toMatchObject({ state: 'DONE', unchanged: 50, deleted: 0 });
        expect((await at.reader.push(held.id))?.state).toBe('ABANDONED');
      });

      it('is refused while fewer records came than were announced', async () => {
        const push = await begin({ expectedCount: 3 });
        await send(push.id, 0, ['a', 'b']);
        const early = await at.writer.startCommit(push.id, false);
        expect(early.problems.map(({ code }) => code)).toEqual(['PUSH_INCOMPLETE']);
        expect(early.push?.state).toBe('OPEN');
        await send(push.id, 1, ['c']);
        expect(await commit(push.id)).toMatchObject({ state: 'DONE', received: 3 });
      });

      it('deletes nothing where the sweep fails half way', async () => {
        await snapshotOf(ids(0, 1_500));
        const push = await begin({ mode: 'SNAPSHOT' });
        await send(push.id, 0, ids(0, 10));
        await at.writer.startCommit(push.id, true);
        at.breakNextMerge();
        await expect(at.writer.finishCommit(push.id, judgeSweep)).rejects.toThrow();
        expect(at.records(LIBRARY).size).toBe(1_500);
        expect((await at.reader.push(push.id))?.state).toBe('APPLYING');
        expect(await at.writer.finishCommit(push.id, judgeSweep)).toMatchObject({ state: 'DONE', deleted: 1_490 });
      });
    });

    describe('a rehearsal', () => {
      it('counts what would happen and changes nothing', async () => {
        await snapshotOf(ids(0, 20));
        const outbox = await at.outboxLength();
        const push = await begin({ mode: 'SNAPSHOT', dryRun: true });
        await send(push.id, 0, [...ids(3, 20), 'new']);
        expect(await commit(push.id)).toMatchObject({ state: 'DONE', added: 1, unchanged: 17, deleted: 3 });
        expect(at.records(LIBRARY).size).toBe(20);
        expect(await at.outboxLength()).toBe(outbox);
      });

      it('says that it would be held', async () => {
        await snapshotOf(ids(0, 20));
        const push = await begin({ mode: 'SNAPSHOT', dryRun: true });
        const done = await commit(push.id);
        expect(done).toMatchObject({ state: 'DONE', deleted: 20 });
        expect(done.heldReason).toContain('20');
      });
    });

    it('abandons what is open or held, keeps what was applied, and deletes nothing', async () => {
      await snapshotOf(ids(0, 20));
      const push = await begin({ mode: 'SNAPSHOT' });
      await send(push.id, 0, ['new']);
      expect((await at.writer.abandon(push.id)).push?.state).toBe('ABANDONED');
      expect(at.records(LIBRARY).size).toBe(21);
      expect((await at.writer.startCommit(push.id, false)).problems.map(({ code }) => code)).toEqual(['PUSH_CLOSED']);
    });

    it('lists pushes newest first, each once over the pages, and knows the last of each library', async () => {
      const made: string[] = [];
      for (let round = 0; round < 5; round++) {
        const push = await begin();
        await commit(push.id);
        made.unshift(push.id);
        // Two in the same millisecond must still be told apart.
        if (round % 2 === 0) at.clock.advance(1);
      }
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await at.reader.pushes(LIBRARY, 2, after);
        expect(page.total).toBe(5);
        seen.push(...page.rows.map(({ id }) => id));
        after = page.hasNext ? page.endCursor : null;
      } while (after !== null);
      expect([...seen].sort()).toEqual([...made].sort());
      const times = await Promise.all(seen.map(async (id) => (await at.reader.push(pushId(id)))?.startedAt.getTime()));
      expect(times).toEqual([...times].sort((a, b) => (b ?? 0) - (a ?? 0)));
      const last = await at.reader.lastPushes([LIBRARY, OTHER]);
      expect(last.get(LIBRARY)?.id).toBe(seen[0]);
      expect(last.has(OTHER)).toBe(false);
      expect((await at.reader.pushes(LIBRARY, 2, 'forged')).rows).toEqual([]);
    });
  });
}
