/** What the widget says, in both languages. */

/**
 * @typedef {object} Words
 * @property {string} label
 * @property {string} placeholder
 * @property {string} search
 * @property {string} available
 * @property {string} nothing
 * @property {string} more
 * @property {string} degraded
 * @property {string} failed
 * @property {string} again
 * @property {string} waiting
 * @property {string} suggestions
 * @property {(titles: number, exact: boolean) => string} found
 * @property {(query: string) => string} instead
 * @property {(query: string) => string} mean
 * @property {(available: number, all: number) => string} copies
 * @property {(all: number) => string} unknown
 * @property {(all: number) => string} none
 * @property {(holdings: number) => string} libraries
 * @property {(time: string) => string} asOf
 */

/** @type {Readonly<Record<'zh' | 'en', Words>>} */
export const WORDS = {
  zh: {
    label: '查找图书',
    placeholder: '书名、作者、ISBN，或拼音首字母',
    search: '查找',
    available: '只看可借',
    found: (n, exact) => `找到 ${exact ? '' : '约 '}${n} 种`,
    nothing: '没有找到。换个词，或只输入书名的一部分试试。',
    instead: (q) => `没有“${q}”，为您显示相近的结果。`,
    mean: (q) => `您是不是要找：${q}`,
    copies: (a, n) => `在馆 ${a} / ${n}`,
    unknown: (n) => `${n} 册，未报状态`,
    none: (n) => `${n} 册，均不在馆`,
    libraries: (n) => `全部 ${n} 处馆藏`,
    more: '更多结果',
    asOf: (t) => `截至 ${t}，可能已有变化`,
    degraded: '索引维护中，结果可能不全。',
    failed: '暂时连不上，请稍后再试。',
    again: '重试',
    waiting: '正在查找…',
    suggestions: '输入提示',
  },
  en: {
    label: 'Find books',
    placeholder: 'Title, author, ISBN or pinyin initials',
    search: 'Search',
    available: 'Available only',
    found: (n, exact) => `${exact ? '' : 'About '}${n} titles`,
    nothing: 'Nothing found. Try another word, or a part of the title.',
    instead: (q) => `Nothing for “${q}”; these come close.`,
    mean: (q) => `Did you mean: ${q}`,
    copies: (a, n) => `${a} of ${n} in`,
    unknown: (n) => `${n} copies, status not told`,
    none: (n) => `${n} copies, none in`,
    libraries: (n) => `All ${n} holdings`,
    more: 'More results',
    asOf: (t) => `As of ${t}; may have changed`,
    degraded: 'The index is being repaired; results may be incomplete.',
    failed: 'Cannot be reached just now.',
    again: 'Try again',
    waiting: 'Searching…',
    suggestions: 'Suggestions',
  },
};
