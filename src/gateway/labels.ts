import { classLabel } from '../catalogue/vocabulary/classes.ts';
import { READING_LISTS } from '../catalogue/vocabulary/reading-list-titles.ts';
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

const AVAILABILITY = { AVAILABLE: '在馆', UNKNOWN: '未报状态', ON_LOAN: '不在馆' };

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
  if (field === 'CLASS') return classWords(value);
  if (field === 'READING_LIST') return listName(value);
  const words = WORDS[field];
  return words !== undefined && Object.hasOwn(words, value) ? (words[value] ?? value) : value;
}

/** `I2 中国文学`: the number is what a librarian knows it by. */
function classWords(value: string): string {
  const label = classLabel(value);
  return label === null ? value : `${value} ${label}`;
}

/** The code of a reading list by its code or its name. */
export function listCode(text: string): string {
  return Object.entries(READING_LISTS).find(([, { zh, en }]) => text === zh || text === en)?.[0] ?? text;
}

/** Reading lists are told in Chinese; a list that the tables do not know keeps its own name. */
export function listName(value: string): string {
  return Object.entries(READING_LISTS).find(([code]) => code === value)?.[1].zh ?? value;
}
