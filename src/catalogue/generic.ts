/**
 * Titles that many different books bear, so that an equal title says next to nothing (swissbib/vufind#471 for the
 * Western ones). School subjects and the classics of children's publishing.
 */
const GENERIC = new Set(
  `语文 数学 英语 物理 化学 生物 历史 地理 政治 思想品德 道德与法治 品德与社会 品德与生活 科学 音乐 美术 体育 信息技术 劳动 书法 写字
  成语故事 中国成语故事 成语大全 成语词典 寓言故事 中国寓言故事 童话故事 神话故事 中国神话故事 民间故事 中国民间故事 历史故事 中国历史故事
  睡前故事 365夜故事 三百六十五夜故事 唐诗三百首 唐诗 宋词 宋词三百首 三字经 弟子规 百家姓 千字文 论语 孟子 十万个为什么 格林童话 安徒生童话
  伊索寓言 一千零一夜 作文 作文大全 小学生作文 优秀作文 儿歌 童谣 谜语 脑筋急转弯 笑话 名人故事 科学家的故事 英雄故事 中外名人故事 世界之最
  百科全书 儿童百科全书 动物 植物 恐龙 宇宙 海洋 昆虫 散文选 诗选 小说选 作品选 文集 选集 全集 童年 新华字典 成语 绘画 手工 折纸 前言 目录 序言`.split(
    /\s+/u,
  ),
);
const SHORT = 2;

/** Two characters or fewer, or one of the list. */
export function isGeneric(title: string): boolean {
  return title.length <= SHORT || GENERIC.has(title);
}

/** Generic titles that name the author themselves; an adaptation under them often names its adapter alone. */
const AUTHOR_IN_TITLE: Readonly<Record<string, readonly string[]>> = {
  安徒生童话: ['安徒生'],
  格林童话: ['格林', '格林兄弟'],
  伊索寓言: ['伊索'],
};

/** The author as the title names him, in each of the ways records write him; nothing for most titles. */
export const authorInTitle = (title: string): readonly string[] => AUTHOR_IN_TITLE[title] ?? [];
