import { describe, expect, it } from 'vitest';
import { evidenceLabel } from '../../src/catalogue/evidence/words.ts';
import { WEIGHTS } from '../../src/catalogue/weights.ts';

describe('evidence', () => {
  it.each([
    ['isbn=', 'ISBN 相同', 'ISBN equal'],
    ['isbn-old', 'ISBN 两方未记，书早于 ISBN', 'ISBN on neither side, older than ISBNs'],
    ['title=generic', '题名相同（常见题名）', 'title equal, a common one'],
    ['pages≠', '页数不同', 'pages differ'],
    ['price==', '价格分毫不差', 'price equal to the fen'],
    ['verdict', '馆员判定', 'decided by a librarian'],
    ['never heard of', 'never heard of', 'never heard of'],
  ])('%s is %s, %s', (word, zh, en) => {
    expect([evidenceLabel(word, 'zh'), evidenceLabel(word, 'en')]).toEqual([zh, en]);
  });

  it('has words for everything that weighs', () => {
    const words = Object.keys(WEIGHTS).filter((word) => word !== 'bias');
    expect(words.filter((word) => !/^[A-Z\p{Script=Han}]/u.test(evidenceLabel(word, 'zh')))).toEqual([]);
  });
});
