import { bare, isHan, plain } from './text.ts';

/** Short and other names of publishers that schools write. */
const ALIASES: Readonly<Record<string, string>> = {
  人教: '人民教育',
  人教社: '人民教育',
  人教版: '人民教育',
  苏教社: '江苏教育',
  苏教: '江苏教育',
  苏少: '江苏少年儿童',
  浙少: '浙江少年儿童',
  外研社: '外语教学与研究',
  外研: '外语教学与研究',
  上教: '上海教育',
  北师大: '北京师范大学',
  华东师大: '华东师范大学',
  北大: '北京大学',
  清华: '清华大学',
  中少: '中国少年儿童',
  少儿: '少年儿童',
  商务: '商务印书馆',
  中华: '中华书局',
  三联书店: '生活读书新知三联书店',
  三联: '生活读书新知三联书店',
  '21世纪': '二十一世纪',
  二一世纪: '二十一世纪',
  接力社: '接力',
  人文社: '人民文学',
  人文: '人民文学',
};
const HOUSE =
  /出版传媒|出版发行|出版集团|出版社|出版有限|出版|股份|有限责任|有限|责任公司|公司|集团|传媒|发行部|发行|总社/gu;

const remembered = new Map<string, string>();
const REMEMBERED_MOST = 20_000;

/**
 * The name of a publisher without what says only that it is one: `二十一世纪出版社集团有限公司` → `二十一世纪`. A list of
 * several keeps the first.
 */
export function publisherStem(name: string | undefined): string {
  if (name === undefined) return '';
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const stem = stemOf(name);
  if (remembered.size >= REMEMBERED_MOST) remembered.clear();
  remembered.set(name, stem);
  return stem;
}

function stemOf(name: string): string {
  const first =
    plain(name)
      .replace(/[([][^()[\]]*[)\]]/gu, ' ')
      .split(/[;,/]| - /u)[0] ?? '';
  // A place in front: 北京:人民文学出版社.
  const whole = bare(first.includes(':') ? first.slice(first.lastIndexOf(':') + 1) : first);
  const stem = whole.replace(HOUSE, '');
  const kept = stem === '' ? whole : stem;
  return ALIASES[kept] ?? kept;
}

/**
 * Whether two stems may be one house: equal, one inside the other, or the same characters in another order
 * (广东世界图书, 世界图书广东). Null where one is in letters and one in characters, or one is missing: nothing follows.
 */
export function samePublisher(a: string, b: string): boolean | null {
  if (a === '' || b === '' || isHan(a) !== isHan(b)) return null;
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length >= 3 && (long.startsWith(short) || long.endsWith(short))) return true;
  return short.length === long.length && short.length >= 4 && sorted(short) === sorted(long);
}

const sorted = (text: string): string => [...text].sort().join('');
