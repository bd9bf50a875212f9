import type { Stage } from '../edition.ts';

/** What subject subdivisions and audience notes tell of the reader: 606 `-- 少儿读物`, 333 `小学生`. */
const READERS: readonly (readonly [RegExp, readonly Stage[]])[] = [
  [/学前|幼儿|婴幼儿|低幼|小学低年级|0-6岁|3-6岁/u, ['PRIMARY_LOWER']],
  [/小学中年级/u, ['PRIMARY_MIDDLE']],
  [/小学高年级/u, ['PRIMARY_UPPER']],
  [/小学(?![低中高]年级)|儿童读物|少儿读物|儿童文学|儿童小说/u, ['PRIMARY_LOWER', 'PRIMARY_MIDDLE', 'PRIMARY_UPPER']],
  [/(?<!青)少年读物/u, ['PRIMARY_UPPER', 'JUNIOR']],
  [/初高?中/u, ['JUNIOR']],
  [/青少年读物|中学|中小学/u, ['JUNIOR', 'SENIOR']],
  [/高中/u, ['SENIOR']],
];

/** 学段 that the words of a record name; none where it names none. The codes of 100/17 are defaults and say nothing. */
export function stagesOfWords(texts: readonly string[]): readonly Stage[] {
  const found = new Set<Stage>();
  for (const text of texts)
    for (const [pattern, stages] of READERS) if (pattern.test(text)) for (const stage of stages) found.add(stage);
  return [...found];
}

/** Version words that subjects tell: `-- 缩写` marks abridgements, `-- 注音读物`, `图画故事`, `连环画` and `改编` the like. */
const VERSIONS: readonly (readonly [RegExp, string])[] = [
  [/缩写|节写/u, '缩写'],
  [/注音/u, '注音'],
  [/图画故事|连环画|绘本|漫画/u, '绘本'],
  [/改编|改写/u, '改编'],
];

export function versionsOfSubjects(subjects: readonly string[]): readonly string[] {
  return VERSIONS.filter(([pattern]) => subjects.some((subject) => pattern.test(subject))).map(([, word]) => word);
}
