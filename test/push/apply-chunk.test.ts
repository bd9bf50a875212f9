import { describe, expect, it } from 'vitest';
import { pushId, storedLibraryCode } from '../../src/base/brand.ts';
import { applyChunk, type Reading } from '../../src/push/apply-chunk.ts';
import type { ChunkLine } from '../../src/push/chunk.ts';
import type { ChunkChange, KnownRecords, Push, PushMode } from '../../src/push/store.ts';

/** Reads `id|title`; anything else is unreadable. */
const reading: Reading = {
  rule: 'test 1',
  read: (raw) => {
    const [localId, title] = Buffer.from(raw.bytes).toString().split('|');
    if (localId === undefined || title === undefined) {
      return { ok: false, findings: [{ code: 'LINE_UNREADABLE', severity: 'error', place: 'byte 0' }] };
    }
    return { ok: true, value: { localId, title, holdings: [] }, findings: [] };
  },
  idOf: (raw) => /^(\d+)!/.exec(Buffer.from(raw.bytes).toString())?.[1] ?? null,
};

const push = (mode: PushMode, received = 0): Push => ({
  id: pushId('p1'),
  library: storedLibraryCode('CN-320508-C-PJSY'),
  profile: 'auto',
  charset: null,
  mode,
  dryRun: false,
  state: 'OPEN',
  nextSeq: 0,
  received,
  added: 0,
  changed: 0,
  unchanged: 0,
  outdated: 0,
  deleted: 0,
  quarantined: 0,
  heldReason: null,
  startedAt: new Date(0),
  finishedAt: null,
});

const record = (text: string, more: { localId?: string; version?: string } = {}): ChunkLine => ({
  kind: 'record',
  localId: more.localId ?? null,
  version: more.version ?? null,
  raw: { format: 'row', bytes: Buffer.from(text), place: { kind: 'line', at: 1 } },
});

const nothing: KnownRecords = {
  stored: () => null,
  withContent: () => null,
  brought: () => undefined,
  gone: () => null,
};
const knowing = (...changes: readonly ChunkChange[]): KnownRecords => {
  const stored = new Map<string, { contentHash: string; version: string | null }>();
  const brought = new Map<string, string | null>();
  const gone = new Map<string, string | null>();
  for (const change of changes) {
    for (const incoming of change.incoming) {
      gone.delete(incoming.key.localId);
      if (incoming.kind === 'deleted') stored.delete(incoming.key.localId);
      else stored.set(incoming.key.localId, { contentHash: incoming.contentHash, version: incoming.version });
    }
    for (const [localId, version] of change.versions) {
      const contentHash = stored.get(localId)?.contentHash;
      if (contentHash !== undefined) stored.set(localId, { contentHash, version });
    }
    for (const [localId, hash] of change.brought) brought.set(localId, hash);
    for (const [localId, version] of change.gone) gone.set(localId, version);
  }
  const withContent = (hash: string) => [...stored].find(([, { contentHash }]) => contentHash === hash)?.[0] ?? null;
  return {
    stored: (localId) => stored.get(localId) ?? null,
    withContent,
    brought: (localId) => brought.get(localId),
    gone: (localId) => gone.get(localId) ?? null,
  };
};
const storedOnly = (known: KnownRecords): KnownRecords => ({ ...known, brought: () => undefined });
const titles = (change: ChunkChange) =>
  change.incoming.map((incoming) =>
    incoming.kind === 'record' ? `${incoming.key.localId}=${incoming.description.title}` : `-${incoming.key.localId}`,
  );

describe('applying a chunk', () => {
  it('adds what is new, leaves what is unchanged, changes what changed', () => {
    const first = applyChunk([record('1|a'), record('2|b')], reading, push('SNAPSHOT'), nothing);
    expect(first.counts).toMatchObject({ received: 2, added: 2, changed: 0, unchanged: 0 });
    const second = applyChunk([record('1|a'), record('2|c')], reading, push('SNAPSHOT'), storedOnly(knowing(first)));
    expect(second.counts).toMatchObject({ received: 2, added: 0, changed: 1, unchanged: 1 });
    expect(titles(second)).toEqual(['2=c']);
    expect([...second.brought.keys()]).toEqual(['1', '2']);
  });

  it('does not even read a record whose bytes stand under its id', () => {
    const first = applyChunk([record('1|a', { localId: '1' })], reading, push('DELTA'), nothing);
    const blind: Reading = {
      ...reading,
      read: () => {
        throw new Error('was read');
      },
    };
    for (const lines of [[record('1|a', { localId: '1' })], [record('1|a')]]) {
      expect(applyChunk(lines, blind, push('DELTA'), knowing(first)).counts).toMatchObject({ unchanged: 1 });
    }
  });

  it('reads again what another rule would read otherwise', () => {
    const first = applyChunk([record('1|a')], reading, push('DELTA'), nothing);
    const second = applyChunk(
      [record('1|a')],
      { ...reading, rule: 'test 2' },
      push('DELTA'),
      storedOnly(knowing(first)),
    );
    expect(second.counts).toMatchObject({ changed: 1, unchanged: 0 });
  });

  it('keeps a repeated id with other content as a record of its own, alike in every later delivery', () => {
    const lines = [record('0|a'), record('0|b'), record('0|c'), record('0|b')];
    const first = applyChunk(lines, reading, push('SNAPSHOT'), nothing);
    expect(first.counts).toMatchObject({ received: 4, added: 3, unchanged: 1 });
    expect(new Set(first.incoming.map(({ key }) => key.localId)).size).toBe(3);
    const findings = first.incoming.map((incoming) =>
      incoming.kind === 'record' ? incoming.findings.map(({ code }) => code) : [],
    );
    expect(findings).toEqual([[], ['LOCAL_ID_REPEATED'], ['LOCAL_ID_REPEATED']]);
    const again = applyChunk(lines, reading, push('SNAPSHOT'), storedOnly(knowing(first)));
    expect(again.counts).toMatchObject({ received: 4, added: 0, changed: 0, unchanged: 4 });
  });

  it('tells repeated ids apart over chunks too', () => {
    const first = applyChunk([record('0|a')], reading, push('SNAPSHOT'), nothing);
    const second = applyChunk([record('0|b')], reading, push('SNAPSHOT', 1), knowing(first));
    expect(second.counts).toMatchObject({ added: 1, changed: 0 });
    expect(second.incoming[0]?.key.localId).not.toBe('0');
  });

  it('takes an id that the sender of a DELTA repeats as a later state of the record', () => {
    const sent = [record('1|a', { localId: '1' }), record('1|b', { localId: '1' })];
    const change = applyChunk(sent, reading, push('DELTA'), nothing);
    expect(titles(change)).toEqual(['1=b']);
    expect(change.counts).toMatchObject({ added: 1, changed: 1 });
  });

  it('tells records of a DELTA apart whose own ids repeat', () => {
    const change = applyChunk([record('0|a'), record('0|b')], reading, push('DELTA'), nothing);
    expect(change.counts).toMatchObject({ added: 2, changed: 0 });
  });

  it('ignores an older version that arrives late, in a DELTA only', () => {
    const newer = applyChunk([record('1|new', { version: '20240201' })], reading, push('DELTA'), nothing);
    const late = [record('1|old', { version: '20240101' })];
    const countsOf = (mode: PushMode) => applyChunk(late, reading, push(mode), storedOnly(knowing(newer))).counts;
    expect(countsOf('DELTA')).toMatchObject({ unchanged: 1, outdated: 1, changed: 0 });
    expect(countsOf('SNAPSHOT')).toMatchObject({ outdated: 0, changed: 1 });
  });

  describe('a deleted record', () => {
    const gone: ChunkLine = { kind: 'deleted', localId: '1' };
    const before = applyChunk([record('1|b', { version: '2' }), gone], reading, push('DELTA'), nothing);
    const known = storedOnly(knowing(before));

    it('is not brought back by an older state of it that comes late, in this chunk or a later one', () => {
      const late = record('1|a', { version: '1' });
      const counts = { received: 1, added: 0, unchanged: 1, outdated: 1 };
      expect(applyChunk([late], reading, push('DELTA'), known)).toMatchObject({ incoming: [], counts });
      const together = [record('1|b', { version: '2' }), gone, late];
      expect(applyChunk(together, reading, push('DELTA'), nothing)).toMatchObject({
        incoming: [],
        gone: new Map([['1', '2']]),
        counts: { added: 1, deleted: 1, unchanged: 1, outdated: 1 },
      });
    });

    it.each([
      ['the same', '2'],
      ['a newer', '3'],
      ['no', undefined],
    ])('returns with %s version', (_name, version) => {
      const line = record('1|a', version === undefined ? {} : { version });
      const change = applyChunk([line], reading, push('DELTA'), known);
      expect(titles(change)).toEqual(['1=a']);
      expect(change.counts).toMatchObject({ added: 1, unchanged: 0 });
    });

    it('returns with a SNAPSHOT that has it, however old: a SNAPSHOT is the whole truth', () => {
      const change = applyChunk([record('1|a', { version: '1' })], reading, push('SNAPSHOT'), known);
      expect(titles(change)).toEqual(['1=a']);
    });

    it('is remembered with no version where it returned without one and went again', () => {
      const lines = [record('1|a'), gone, record('1|c', { version: '1' })];
      const change = applyChunk(lines, reading, push('DELTA'), known);
      expect(titles(change)).toEqual(['1=c']);
      expect(change.gone).toEqual(new Map());
      expect(applyChunk(lines.slice(0, 2), reading, push('DELTA'), known).gone).toEqual(new Map([['1', null]]));
    });

    it('returns within the delivery that deleted it, with the content that it had there or with another', () => {
      for (const again of ['1|b', '1|c']) {
        const change = applyChunk([record(again, { version: '2' })], reading, push('DELTA'), knowing(before));
        expect(titles(change)).toEqual([again.replace('|', '=')]);
      }
    });
  });

  it('takes on the newer version of a record that stays as it is, so that what was between comes late', () => {
    const first = applyChunk([record('1|a', { localId: '1', version: '1' })], reading, push('DELTA'), nothing);
    const again = [record('1|a', { localId: '1', version: '3' }), record('1|b', { localId: '1', version: '2' })];
    const change = applyChunk(again, reading, push('DELTA'), storedOnly(knowing(first)));
    expect(change).toMatchObject({ incoming: [], versions: new Map([['1', '3']]) });
    expect(change.counts).toMatchObject({ unchanged: 2, outdated: 1 });
    const late = applyChunk(again.slice(1), reading, push('DELTA'), storedOnly(knowing(first, change)));
    expect(late.incoming).toEqual([]);
    const told = applyChunk(
      [record('1|a', { localId: '1', version: '0' })],
      reading,
      push('DELTA'),
      storedOnly(knowing(first)),
    );
    expect(told.versions).toEqual(new Map());
    const gone = applyChunk([...again, { kind: 'deleted', localId: '1' }], reading, push('DELTA'), knowing(first));
    expect(gone).toMatchObject({ versions: new Map(), gone: new Map([['1', '3']]) });
    const together = applyChunk(
      [record('1|a', { localId: '1', version: '1' }), ...again],
      reading,
      push('DELTA'),
      nothing,
    );
    expect(together.incoming).toMatchObject([{ version: '3', description: { title: 'a' } }]);
  });

  it('lets a line that cannot be read change nothing of what the push brought under its id', () => {
    const first = applyChunk([record('1|a')], reading, push('SNAPSHOT'), nothing);
    const broken = applyChunk([record('1!')], reading, push('SNAPSHOT', 1), knowing(first));
    expect(broken.brought).toEqual(first.brought);
    const again = applyChunk([record('1|b')], reading, push('SNAPSHOT', 2), knowing(first, broken));
    expect(again.incoming[0]?.key.localId).not.toBe('1');
  });

  it('deletes what stands and counts as unchanged what does not', () => {
    const first = applyChunk([record('1|a')], reading, push('DELTA'), nothing);
    const gone = applyChunk(
      [
        { kind: 'deleted', localId: '1' },
        { kind: 'deleted', localId: '9' },
      ],
      reading,
      push('DELTA'),
      knowing(first),
    );
    expect(titles(gone)).toEqual(['-1']);
    expect(gone.counts).toMatchObject({ deleted: 1, unchanged: 1 });
  });

  it('leaves no trace of a record added and deleted in one chunk', () => {
    const change = applyChunk([record('1|a'), { kind: 'deleted', localId: '1' }], reading, push('DELTA'), nothing);
    expect(change.incoming).toEqual([]);
  });

  it('quarantines what cannot be read, with its place in the delivery, and goes on', () => {
    const lines: readonly ChunkLine[] = [
      record('broken'),
      record('broken too', { localId: '7' }),
      record('8!'),
      record('1|a'),
    ];
    const change = applyChunk(lines, reading, push('SNAPSHOT', 4_000), nothing);
    expect(change.counts).toMatchObject({ received: 4, added: 1, quarantined: 3, unnamed: 1 });
    expect(change.quarantined.map(({ position, localId }) => [position, localId])).toEqual([
      [4_001, null],
      [4_002, '7'],
      [4_003, '8'],
    ]);
    // A quarantined record counts as brought: the sweep must not delete its last good state.
    expect(change.brought.has('7')).toBe(true);
  });

  it('names each key once', () => {
    const change = applyChunk(
      [
        record('1|a', { localId: '1' }),
        record('1|b', { localId: '1' }),
        record('1|b', { localId: '1' }),
        record('2|x', { localId: '2' }),
        { kind: 'deleted', localId: '2' },
        record('2|y', { localId: '2' }),
      ],
      reading,
      push('DELTA'),
      nothing,
    );
    const keys = change.incoming.map(({ key }) => key.localId);
    expect(keys).toEqual([...new Set(keys)]);
    expect(titles(change)).toEqual(['1=b', '2=y']);
  });
});
