import { expect, it } from 'vitest';
import { editsOf, oneEditFrom, titleMeant } from '../../src/search/spelling.ts';

it.each([
  ['xiyouji', 'xiyouji', 0],
  ['xiyuoji', 'xiyouji', 1],
  ['xiyoji', 'xiyouji', 1],
  ['xiyouuji', 'xiyouji', 1],
  ['xiyeuji', 'xiyouji', 1],
  ['xyuoji', 'xiyouji', 2],
  ['honglou', 'xiyouji', 3],
])('from %s to %s it is %i changes', (a, b, edits) => {
  expect(editsOf(a, b, 2)).toBe(edits);
});

it('all words one change away are found, and none that is further', () => {
  const near = oneEditFrom('xiyuoji');
  expect(near).toEqual(expect.arrayContaining(['xiyouji', 'xiyuji', 'xiyuojia', 'axiyuoji', 'xiyuojj', 'iyuoji']));
  expect(near).not.toContain('xiyuoji');
  expect(near.filter((word) => editsOf('xiyuoji', word, 1) !== 1)).toEqual([]);
  expect(new Set(near).size).toBe(near.length);
});

it('words one change away are those that can be made of letters by hand', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const byHand = new Set<string>();
  const all = (length: number): readonly string[] =>
    length === 0 ? [''] : all(length - 1).flatMap((head) => letters.map((letter) => head + letter));
  for (const length of [1, 2, 3]) for (const word of all(length)) if (editsOf('ab', word, 1) === 1) byHand.add(word);
  expect(new Set(oneEditFrom('ab'))).toEqual(byHand);
});

it.each([
  ['西游纪', '西游记 下', '西游记'],
  ['西游纪下', '西游记 下', '西游记 下'],
  ['三休2', '三体 Ⅱ', '三体 Ⅱ'],
  ['三休2', '三体 Ⅱ 黑暗森林', '三体 Ⅱ'],
  ['昆虫技', '昆虫记', '昆虫记'],
  ['三体', '三体 Ⅱ', null],
])('by %s, for which %s was found, is meant %s', (typed, title, meant) => {
  expect(titleMeant(typed, title)).toBe(meant);
});
