/**
 * 中国图书馆分类法: the 22 main classes and those second-level classes that school libraries use, as short labels. The
 * full table is the National Library's copyright and is not here (china §3).
 */
const MAIN: Readonly<Record<string, string>> = {
  A: '马克思主义、列宁主义、毛泽东思想、邓小平理论',
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

const SECOND: Readonly<Record<string, string>> = {
  A4: '毛泽东著作',
  A7: '经典作家生平和传记',
  A8: '经典著作的学习和研究',
  B1: '世界哲学',
  B2: '中国哲学',
  B5: '欧洲哲学',
  B80: '思维科学',
  B81: '逻辑学',
  B82: '伦理学',
  B83: '美学',
  B84: '心理学',
  B9: '宗教',
  C8: '统计学',
  C91: '社会学',
  D2: '中国共产党',
  D4: '青年与妇女运动',
  D5: '世界政治',
  D6: '中国政治',
  D9: '法律',
  E0: '军事理论',
  E1: '世界军事',
  E2: '中国军事',
  E8: '战略与战术',
  E9: '军事技术',
  F0: '经济学',
  G0: '文化理论',
  G1: '世界文化',
  G2: '信息与知识传播',
  G4: '教育',
  G6: '各级教育',
  G7: '各类教育',
  G8: '体育',
  H0: '语言学',
  H1: '汉语',
  H3: '常用外国语',
  I0: '文学理论',
  I1: '世界文学',
  I2: '中国文学',
  J0: '艺术理论',
  J1: '世界各国艺术',
  J2: '绘画、书法',
  J3: '雕塑',
  J4: '摄影艺术',
  J5: '工艺美术',
  J6: '音乐',
  J7: '舞蹈',
  J8: '戏剧艺术',
  J9: '电影、电视',
  K1: '世界史',
  K2: '中国史',
  K3: '亚洲史',
  K4: '非洲史',
  K5: '欧洲史',
  K7: '美洲史',
  K81: '传记',
  K85: '文物考古',
  K89: '风俗习惯',
  K9: '地理',
  N1: '自然科学概况',
  N3: '自然科学研究方法',
  N4: '自然科学教育与普及',
  N8: '自然科学考察',
  O1: '数学',
  O3: '力学',
  O4: '物理学',
  O6: '化学',
  P1: '天文学',
  P3: '地球物理学',
  P4: '气象学',
  P5: '地质学',
  P7: '海洋学',
  P9: '自然地理学',
  Q1: '普通生物学',
  Q3: '遗传学',
  Q4: '生理学',
  Q6: '生物物理学',
  Q7: '分子生物学',
  Q81: '生物工程学',
  Q91: '古生物学',
  Q93: '微生物学',
  Q94: '植物学',
  Q95: '动物学',
  Q96: '昆虫学',
  Q98: '人类学',
  R1: '预防医学、卫生学',
  R2: '中国医学',
  R3: '基础医学',
  R4: '临床医学',
  R7: '专科医学',
  S5: '农作物',
  S6: '园艺',
  S7: '林业',
  S8: '畜牧、蚕、蜂',
  S9: '水产、渔业',
  TB: '一般工业技术',
  TD: '矿业工程',
  TG: '金属工艺',
  TH: '机械、仪表',
  TJ: '武器工业',
  TK: '能源与动力',
  TL: '原子能技术',
  TM: '电工技术',
  TN: '电子、电信',
  TP: '自动化与计算机',
  TQ: '化学工业',
  TS: '轻工业、手工业',
  TU: '建筑科学',
  TV: '水利工程',
  U2: '铁路运输',
  U4: '公路运输',
  U6: '水路运输',
  V1: '航空航天研究与探索',
  V2: '航空',
  V4: '航天',
  X1: '环境科学基础',
  X2: '社会与环境',
  X3: '环境保护管理',
  X4: '灾害及其防治',
  X5: '环境污染及其防治',
  X9: '安全科学',
  Z1: '丛书',
  Z2: '百科全书',
  Z3: '辞典',
  Z4: '论文集、选集',
  Z8: '图书目录',
};

/** I + area code: literature of a country. Counted in school records; the numbers are built and stand in no table. */
const LITERATURE: Readonly<Record<string, string>> = {
  2: '中国',
  561: '英国',
  712: '美国',
  565: '法国',
  516: '德国',
  546: '意大利',
  521: '奥地利',
  512: '俄罗斯',
  511: '苏联',
  371: '阿拉伯',
  711: '加拿大',
  312: '朝鲜、韩国',
  534: '丹麦',
  532: '瑞典',
  533: '挪威',
  531: '芬兰',
  313: '日本',
  551: '西班牙',
  351: '印度',
  611: '澳大利亚',
  514: '捷克',
  562: '爱尔兰',
  524: '捷克',
  522: '瑞士',
  612: '新西兰',
  545: '希腊',
  563: '荷兰',
  564: '比利时',
  513: '波兰',
  515: '匈牙利',
  731: '墨西哥',
  775: '哥伦比亚',
  777: '巴西',
};

/** A class number taken apart; see {@link parseClass}. */
export interface ClassNumber {
  /** Without brackets, blanks and what stands behind a second number: `I561.44`. */
  readonly number: string;
  readonly main: string;
  /** Second level where it is one of those with a label here, else null. */
  readonly second: string | null;
  /** Country of a work of literature. */
  readonly literatureOf: string | null;
}

/**
 * Reads the 中图法 number at the head of a cell or subfield: `I287.5/12-3` (book number behind the slash),
 * `K825.2；E251-53` (two numbers), `[B028]` and `{G5}` (alternative, stopped), full width. Null where there is none.
 */
export function parseClass(text: string | null | undefined): ClassNumber | null {
  const plain = (text ?? '')
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^[[{(]|[\]})]$/gu, '');
  const number = /^(?:T[BDEFGHJKLMNPQSUV]|[A-KN-VXZ])(?:-?\d[\d.]*)?(?:[-=+"(][\d./A-Z"()=+:-]*)?/u.exec(
    plain.split(/[/;\s]/u)[0] ?? '',
  )?.[0];
  const main = number?.[0];
  if (number === undefined || main === undefined || MAIN[main] === undefined) return null;
  const second = [3, 2].map((length) => number.slice(0, length)).find((code) => SECOND[code] !== undefined) ?? null;
  return { number: number.replace(/\.$/u, ''), main, second, literatureOf: main === 'I' ? countryOf(number) : null };
}

function countryOf(number: string): string | null {
  const digits = /^I(\d{1,3})/u.exec(number)?.[1] ?? '';
  if (digits.startsWith('2')) return LITERATURE['2'] ?? null;
  return LITERATURE[digits] ?? null;
}

/** The Chinese label of a main or second-level class, or of a country's literature (`I561`); null where there is none. */
export function classLabel(code: string): string | null {
  const known = SECOND[code] ?? MAIN[code];
  if (known !== undefined) return known;
  const country = /^I(\d{3})$/u.exec(code)?.[1];
  const name = country === undefined ? undefined : LITERATURE[country];
  return name === undefined ? null : `${name}文学`;
}
