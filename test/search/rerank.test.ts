import { describe, expect, it } from 'vitest';
import { titleKey } from '../../src/search/analyse.ts';
import { understand } from '../../src/search/query.ts';
import { type Candidate, rerank } from '../../src/search/rerank.ts';

let count = 0;
const candidate = (title: string, author: string, hold = 4): Candidate => {
  const key = titleKey(title);
  const ord = count++;
  return {
    ord,
    stage: 'PHRASE',
    title: key,
    whole: key,
    authors: [titleKey(author)],
    beside: '',
    hold,
    year: 2010,
    near: false,
  };
};
const first = (text: string, ...candidates: readonly Candidate[]) =>
  rerank(candidates, understand(text, 'ANY'), [])[0]?.title;

describe('ranking by parts of names', () => {
  it('puts a title before a committee with the word in its name', () => {
    const committee = candidate('童年不同样', '巴拉巴拉多彩校园故事大赛组委会', 6);
    expect(first('故事', committee, candidate('爸爸小时候的故事', '许锐'))).toBe('爸爸小时候的故事');
  });

  it.each([
    ['罗琳', 'J.K.罗琳'],
    ['凡尔纳', '儒勒·凡尔纳'],
    ['曹文', '曹文轩'],
  ])('puts books by %s before books about him or her', (typed, author) => {
    expect(first(typed, candidate(`我眼中的${typed}`, '某某'), candidate('一本书', author))).toBe('一本书');
  });
});
