import { expect, it } from 'vitest';
import type { Stage } from '../../../src/catalogue/edition.ts';
import { stagesOfWords, versionsOfSubjects } from '../../../src/catalogue/vocabulary/audience.ts';

const PRIMARY: readonly Stage[] = ['PRIMARY_LOWER', 'PRIMARY_MIDDLE', 'PRIMARY_UPPER'];

it.each<[string, readonly Stage[]]>([
  ['童话 -- 作品集 -- 中国 -- 学前', ['PRIMARY_LOWER']],
  ['小学低年级学生', ['PRIMARY_LOWER']],
  ['小学中年级', ['PRIMARY_MIDDLE']],
  ['小学高年级学生', ['PRIMARY_UPPER']],
  ['小学生', PRIMARY],
  ['小学低年级、小学高年级', ['PRIMARY_LOWER', 'PRIMARY_UPPER']],
  ['自然科学 -- 儿童读物', PRIMARY],
  ['自然科学 -- 少年读物', ['PRIMARY_UPPER', 'JUNIOR']],
  ['自然科学 -- 青少年读物', ['JUNIOR', 'SENIOR']],
  ['初中生', ['JUNIOR']],
  ['初高中学生', ['JUNIOR', 'SENIOR']],
  ['高中生', ['SENIOR']],
  ['中小学', [...PRIMARY, 'JUNIOR', 'SENIOR']],
  ['长篇小说 -- 中国 -- 当代', []],
])('%s', (words, stages) => {
  expect([...stagesOfWords([words])].sort()).toEqual([...stages].sort());
});

it('takes versions from the subdivisions of subjects', () => {
  expect(versionsOfSubjects(['长篇小说 -- 缩写', '汉语拼音 -- 注音读物'])).toEqual(['缩写', '注音']);
  expect(versionsOfSubjects(['儿童故事 -- 图画故事 -- 法国'])).toEqual(['绘本']);
  expect(versionsOfSubjects(['长篇小说 -- 中国'])).toEqual([]);
});
