import { describe, expect, it } from 'vitest';
import { standingId } from '../../src/push/same-number.ts';

const among =
  (...ids: readonly string[]) =>
  (told: string): string =>
    standingId(told, (id) => ids.includes(id));

describe('the number of a record', () => {
  it('meets with and without leading zeros', () => {
    expect(among('000254026')('254026')).toBe('000254026');
    expect(among('254026')('000254026')).toBe('254026');
    expect(among('00254026')('000254026')).toBe('00254026');
  });
  it('stays what it is where it stands, is unknown, or is no number', () => {
    expect(among('254026', '000254026')('254026')).toBe('254026');
    expect(among()('254026')).toBe('254026');
    expect(among('00ab')('ab')).toBe('ab');
  });
  it('means neither where two records might be meant', () => {
    expect(among('0017', '00017')('17')).toBe('17');
  });
});
