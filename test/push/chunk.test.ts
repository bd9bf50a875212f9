import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHUNK_LIMITS, hasTooManyLines, inflate, readLines } from '../../src/push/chunk.ts';

const text = (...lines: readonly unknown[]) =>
  new TextEncoder().encode(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
const raw = Buffer.from('bytes').toString('base64');
const one = (line: unknown) => readLines(text(line), 7)[0];

describe('a chunk’s body', () => {
  it('is taken with and without gzip', () => {
    const bytes = text({ format: 'iso2709', raw });
    expect(inflate(bytes, false)).toEqual({ kind: 'text', bytes });
    const inflated = inflate(gzipSync(bytes), true);
    expect(inflated.kind === 'text' && Buffer.from(inflated.bytes).equals(bytes)).toBe(true);
  });

  it('is refused where it is too large on the wire', () => {
    expect(inflate(new Uint8Array(CHUNK_LIMITS.wireBytes + 1), false).kind).toBe('tooLarge');
  });

  it('is refused where it inflates beyond the limit or beyond reason, without being inflated', () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const before = process.memoryUsage().rss;
    expect(inflate(bomb, true).kind).toBe('tooLarge');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
    // 20 MiB of one byte is within the limit but shrinks a thousand times.
    expect(inflate(gzipSync(Buffer.alloc(20 * 1024 * 1024)), true).kind).toBe('tooLarge');
  });

  it('is refused where it is truncated or no gzip', () => {
    const whole = gzipSync(text({ format: 'iso2709', raw }, { format: 'iso2709', raw }));
    expect(inflate(whole.subarray(0, whole.length - 9), true).kind).toBe('unreadable');
    expect(inflate(text('plain'), true).kind).toBe('unreadable');
  });

  it('may have 2,000 lines and not one more; empty lines are nothing', () => {
    const lines = (count: number) => text(...Array.from({ length: count }, () => ({ format: 'row', raw })), '', ' \r');
    expect(readLines(lines(2_000), 1)).toHaveLength(2_000);
    expect([hasTooManyLines(lines(2_000)), hasTooManyLines(lines(2_001))]).toEqual([false, true]);
    expect(readLines(new Uint8Array(0), 1)).toEqual([]);
  });
});

describe('a line', () => {
  it('carries a record, a row or a deletion', () => {
    expect(one({ localId: '1', version: '2024', format: 'iso2709', raw })).toMatchObject({
      kind: 'record',
      localId: '1',
      version: '2024',
      raw: { format: 'iso2709', bytes: Buffer.from('bytes') },
    });
    expect(one({ localId: '1', deleted: true })).toEqual({ kind: 'deleted', localId: '1' });
    const row = one({ row: { 书名: ' 论语 ', 册数: 3, 备注: null } });
    expect(row?.kind === 'record' && JSON.parse(Buffer.from(row.raw.bytes).toString())).toEqual({
      cells: { 书名: '论语', 册数: '3' },
    });
  });

  it.each([
    ['no JSON', '{"format":', 'LINE_UNREADABLE'],
    ['a list', '[]', 'LINE_UNREADABLE'],
    ['null', 'null', 'LINE_UNREADABLE'],
    ['no format', { raw }, 'LINE_INCOMPLETE'],
    ['unknown format', { format: 'pdf', raw }, 'LINE_INCOMPLETE'],
    ['no bytes', { format: 'iso2709', raw: '' }, 'LINE_INCOMPLETE'],
    ['a deletion of nothing', { deleted: true }, 'LINE_INCOMPLETE'],
    ['an id that is no text', { localId: { a: 1 }, format: 'iso2709', raw }, 'LINE_INCOMPLETE'],
    ['a cell that is no cell', { row: { 书名: { a: 1 } } }, 'LINE_INCOMPLETE'],
    ['a prototype', '{"row":{"__proto__":"x"}}', 'LINE_FORBIDDEN_NAME'],
    ['a constructor', '{"constructor":{"prototype":{"a":1}},"format":"row","raw":"YQ=="}', 'LINE_FORBIDDEN_NAME'],
  ])('with %s is told apart with its place and never refused', (_what, line, code) => {
    expect(one(line)).toMatchObject({ kind: 'bad', finding: { code, severity: 'error', place: 'line 7' } });
  });

  it('keeps its id where only the rest is bad', () => {
    expect(one({ localId: '0042', format: 'pdf', raw })).toMatchObject({ kind: 'bad', localId: '0042' });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const line of readLines(bytes, 1)) expect(['record', 'deleted', 'bad']).toContain(line.kind);
      }),
    );
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(readLines(text(json), 1).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
