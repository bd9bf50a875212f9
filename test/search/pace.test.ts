import { expect, it } from 'vitest';
import { OWN_PACE, pacing, SERVER_PACE } from '../../src/search/pace.ts';

it('begins with few, goes on with more while that is quick, and with fewer where it is slow', () => {
  const pace = pacing(OWN_PACE);
  const sizes = [10, 10, 10, 10, 300, 2_000, 900, 900, 900, 900, 10].map((ms) => {
    pace.took(ms);
    return pace.entries;
  });
  expect(sizes).toEqual([200, 400, 500, 500, 500, 250, 125, 62, 50, 50, 100]);
});

it('begins with few again after a rest, and with fewer where even these were slow', () => {
  const pace = pacing(OWN_PACE);
  pace.took(10);
  pace.rested();
  expect(pace.entries).toBe(100);
  pace.took(2_000);
  pace.rested();
  expect(pace.entries).toBe(50);
});

it('gives a server more, which takes long for a single one', () => {
  const pace = pacing(SERVER_PACE);
  const sizes = [600, 600, 1_500, 4_000, 9_000, 9_000, 9_000].map((ms) => {
    pace.took(ms);
    return pace.entries;
  });
  expect(sizes).toEqual([1_000, 2_000, 2_000, 1_000, 500, 250, 250]);
});
