import { describe, expect, it } from 'vitest';
import { bench, percentile, reportRows } from '../../scripts/bench/bench-run.ts';
import { questionsOf } from '../../scripts/bench/sample.ts';

describe('figures of the benchmark', () => {
  it('stand beside their peer with the ratio of the two', () => {
    const run = bench('push', { size: 1000, value: 2512.4, unit: 'records/s' }, { name: 'raw inserts', value: 10_000 });
    expect(run).toEqual({
      name: 'push',
      size: 1000,
      value: 2512,
      unit: 'records/s',
      beside: { name: 'raw inserts', value: 10_000 },
      ratio: 0.251,
    });
  });

  it('say so where there is no peer', () => {
    expect(bench('flip', { size: 10, value: 1.23456, unit: 'ms' })).toMatchObject({
      value: 1.23,
      beside: null,
      ratio: null,
    });
  });

  it('read percentiles off samples in any order', () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(samples, 0.5), percentile(samples, 0.99), percentile([7], 0.99)]).toEqual([51, 100, 7]);
  });

  it('make one line a figure for people', () => {
    const [row] = reportRows([
      bench('push', { size: 1000, value: 2512.4, unit: 'records/s' }, { name: 'raw', value: 5000 }),
    ]);
    expect(row).toEqual(['push', '1,000', '2,512 records/s', 'raw: 5,000', '× 0.502']);
  });
});

describe('questions of the benchmark', () => {
  const sample = [{ title: '毛泽东诗词鉴赏', author: '公木', isbn: '9787806041574', library: 'CN-320508-C-SL01' }];
  const textOf = (name: string) => questionsOf(sample)[name]?.[0]?.variables?.text;

  it('are of each class that people ask', () => {
    expect(Object.keys(questionsOf(sample))).toEqual(
      expect.arrayContaining([
        'title',
        'substring',
        'author',
        'pinyin',
        'initials',
        'one character',
        'facets',
        'one library',
      ]),
    );
    expect(textOf('title')).toBe('毛泽东诗词鉴赏');
    expect(textOf('substring')).toBe('泽东诗');
    expect(textOf('pinyin')).toBe('maozedongshicijianshang');
    expect(textOf('initials')).toBe('mzdscjs');
  });
});
