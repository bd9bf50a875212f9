import { expect, it } from 'vitest';
import { breaker } from '../../src/search/breaker.ts';

function at() {
  let now = 0;
  return {
    state: breaker(() => now),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

it('opens at once for what is gone, and for slowness only the second time in a row', () => {
  const [gone, slow] = [at().state, at().state];
  gone.failed('gone');
  expect(gone.open).toBe(true);
  slow.failed('slow');
  expect(slow.open).toBe(false);
  slow.succeeded();
  slow.failed('slow');
  expect(slow.open).toBe(false);
  slow.failed('slow');
  expect(slow.open).toBe(true);
});

it('lets one caller try after a rest, and nobody beside it', () => {
  const { state, pass } = at();
  state.failed('gone');
  expect(state.tryNow()).toBe(false);
  pass(1_000);
  expect([state.tryNow(), state.tryNow()]).toEqual([true, false]);
  state.succeeded();
  expect(state.open).toBe(false);
});

it('rests longer after every attempt that failed, up to a quarter of a minute', () => {
  const { state, pass } = at();
  state.failed('gone');
  for (const restMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    pass(restMs - 1);
    expect(state.tryNow()).toBe(false);
    pass(1);
    expect(state.tryNow()).toBe(true);
    state.failed('gone');
  }
});

it('learns nothing from questions that were under way when it opened', () => {
  const { state, pass } = at();
  state.failed('gone');
  for (let late = 0; late < 5; late++) state.failed('slow');
  pass(1_000);
  expect(state.tryNow()).toBe(true);
});
