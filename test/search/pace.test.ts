import { expect, it } from 'vitest';
import { pacing, steady } from '../../src/search/pace.ts';

it('begins with few, goes on with more while that is quick, and with fewer where it is slow', () => {
  const pace = pacing();
  const sizes = [10, 10, 10, 10, 300, 2_000, 900, 900, 900, 900, 10].map((ms) => {
    pace.took(ms);
    return pace.entries;
  });
  expect(sizes).toEqual([200, 400, 500, 500, 500, 250, 125, 62, 50, 50, 100]);
});

it('begins with few again after a rest, and with fewer where even these were slow', () => {
  const pace = pacing();
  pace.took(10);
  pace.rested();
  expect(pace.entries).toBe(100);
  pace.took(2_000);
  pace.rested();
  expect(pace.entries).toBe(50);
});

it('keeps to a number that was given', () => {
  const pace = steady(2_000);
  pace.took(60_000);
  pace.rested();
  expect(pace.entries).toBe(2_000);
});
