import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Seen } from '../../src/record/seen.ts';

describe('texts met before', () => {
  test('are told as a set of the texts tells them, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 400 }), (texts) => {
        const seen = new Seen();
        const known = new Set<string>();
        const told = texts.map((text) => seen.isNew(text));
        const right = texts.map((text) => !known.has(text) && known.add(text).has(text));
        expect(told).toEqual(right);
      }),
    );
  });

  test('of a large library are neither lost nor taken for each other as the table grows', () => {
    const seen = new Seen();
    const ids = Array.from({ length: 40_000 }, (_, at) => [`B${at}`, `0120${at}0-${at % 10}`, `条${at}`]).flat();
    expect(ids.filter((id) => !seen.isNew(id))).toEqual([]);
    expect(ids.filter((id) => seen.isNew(id))).toEqual([]);
  });

  test('know the empty text', () => {
    const seen = new Seen();
    expect([seen.isNew(''), seen.isNew(''), seen.isNew('\0')]).toEqual([true, false, true]);
  });
});
