import type { FacetField } from '../search/engine.ts';
import { areaName } from './areas.ts';

const KINDS = { PUBLIC: '公共图书馆', UNIVERSITY: '高校图书馆', INSTITUTE: '情报机构', SCHOOL: '中小学图书馆' };

const STAGES = {
  PRIMARY_LOWER: '小学低年级',
  PRIMARY_MIDDLE: '小学中年级',
  PRIMARY_UPPER: '小学高年级',
  JUNIOR: '初中',
  SENIOR: '高中',
};

const CARRIERS = {
  PRINT: '图书',
  EBOOK: '电子书',
  AUDIO: '音频',
  VIDEO: '视频',
  SERIAL: '期刊',
  ARTICLE: '文章',
  REPORT: '报告',
  STANDARD: '标准',
  PATENT: '专利',
  MAP: '地图',
  SCORE: '乐谱',
  OTHER: '其他',
};

const AVAILABILITY = { AVAILABLE: '在馆', UNKNOWN: '未报状态', REQUESTABLE: '可请求', UNAVAILABLE: '不在馆' };

/** MARC language codes that school libraries here have books in. */
const LANGUAGES = {
  chi: '中文',
  eng: '英语',
  jpn: '日语',
  kor: '朝鲜语',
  rus: '俄语',
  fre: '法语',
  fra: '法语',
  ger: '德语',
  deu: '德语',
  spa: '西班牙语',
  ita: '意大利语',
  por: '葡萄牙语',
  ara: '阿拉伯语',
  tib: '藏语',
  uig: '维吾尔语',
  mon: '蒙古语',
  mul: '多语种',
};

/** The 22 main classes of the 中国图书馆分类法. */
const CLASSES = {
  A: '马列主义、毛泽东思想、邓小平理论',
  B: '哲学、宗教',
  C: '社会科学总论',
  D: '政治、法律',
  E: '军事',
  F: '经济',
  G: '文化、科学、教育、体育',
  H: '语言、文字',
  I: '文学',
  J: '艺术',
  K: '历史、地理',
  N: '自然科学总论',
  O: '数理科学和化学',
  P: '天文学、地球科学',
  Q: '生物科学',
  R: '医药、卫生',
  S: '农业科学',
  T: '工业技术',
  U: '交通运输',
  V: '航空、航天',
  X: '环境科学、安全科学',
  Z: '综合性图书',
};

const WORDS: Partial<Record<FacetField, Readonly<Record<string, string>>>> = {
  KIND: KINDS,
  STAGE: STAGES,
  CARRIER: CARRIERS,
  AVAILABILITY,
  LANGUAGE: LANGUAGES,
};

/** What a page shows for a facet value; the value itself where it says enough (a year) or is not in the tables. */
export function facetLabel(field: FacetField, value: string, libraryName: (code: string) => string | null): string {
  if (field === 'LIBRARY') return libraryName(value) ?? value;
  if (field === 'AREA') return areaName(value) ?? value;
  if (field === 'CLASS') return classLabel(value);
  const words = WORDS[field];
  return words !== undefined && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

function classLabel(value: string): string {
  const main = Object.entries(CLASSES).find(([letter]) => value.startsWith(letter))?.[1];
  if (main === undefined) return value;
  return value.length === 1 ? `${value} ${main}` : `${value} · ${main}`;
}
