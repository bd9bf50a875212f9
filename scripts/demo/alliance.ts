import type { HouseStyle } from './styles/index.ts';

/** A member of the example alliance: an invented library, marked 示例, at a real kind of place. */
export interface DemoLibrary {
  readonly code: string;
  readonly kind: 'PUBLIC' | 'UNIVERSITY' | 'INSTITUTE' | 'SCHOOL';
  readonly name: string;
  readonly nameEn: string;
  /** GB/T 2260 area of Suzhou. */
  readonly area: string;
  readonly stages: readonly string[];
  readonly pupils: number | null;
  readonly style: HouseStyle;
  /** Chinese titles on its shelves. */
  readonly titles: number;
  /** Usual number of copies of one title. */
  readonly copies: readonly [number, number];
  /** What copies of the class-set title it has; 0 for none. */
  readonly classSet: number;
}

const PRIMARY = ['PRIMARY_LOWER', 'PRIMARY_MIDDLE', 'PRIMARY_UPPER'];

type SchoolFacts = readonly [
  own: string,
  name: string,
  nameEn: string,
  area: string,
  stages: readonly string[],
  pupils: number,
  style: HouseStyle,
  titles: number,
  classSet: number,
];

/** Thirteen schools; eleven of them have the class-set title, four or five copies each, and none has a class's worth. */
const SCHOOLS: readonly SchoolFacts[] = [
  ['SL01', '平江示例小学', 'Pingjiang Example Primary School', '320508', PRIMARY, 1480, 'school-905', 240, 5],
  ['SL02', '沧浪示例小学', 'Canglang Example Primary School', '320508', PRIMARY, 1210, 'excel-title', 210, 4],
  ['SL03', '枫桥示例小学', 'Fengqiao Example Primary School', '320505', PRIMARY, 960, 'excel-title-silent', 170, 4],
  ['SL04', '斜塘示例小学', 'Xietang Example Primary School', '320576', PRIMARY, 2050, 'excel-item', 260, 5],
  ['SL05', '木渎示例小学', 'Mudu Example Primary School', '320506', PRIMARY, 1130, 'school-905', 190, 4],
  ['SL06', '黄桥示例小学', 'Huangqiao Example Primary School', '320507', PRIMARY, 870, 'ilas', 160, 4],
  ['SL07', '盛泽示例小学', 'Shengze Example Primary School', '320509', PRIMARY, 1320, 'excel-item', 200, 4],
  ['SL08', '浒关示例中学', 'Huguan Example Middle School', '320505', ['JUNIOR'], 1590, 'ilas', 220, 5],
  ['SL09', '星湖示例学校', 'Xinghu Example School', '320576', [...PRIMARY, 'JUNIOR'], 2380, 'excel-item', 280, 4],
  ['SL10', '虞山示例中学', 'Yushan Example Middle School', '320581', ['JUNIOR', 'SENIOR'], 1840, 'nlc', 260, 4],
  ['SL11', '玉山示例小学', 'Yushan Town Example Primary School', '320583', PRIMARY, 1020, 'csv-title', 180, 4],
  ['SL12', '沙溪示例中学', 'Shaxi Example Middle School', '320585', ['JUNIOR'], 1150, 'school-905', 190, 0],
  ['SL13', '塘桥示例高中', 'Tangqiao Example High School', '320582', ['SENIOR'], 1960, 'excel-item', 250, 0],
];

const school = ([own, name, nameEn, area, stages, pupils, style, titles, classSet]: SchoolFacts): DemoLibrary => ({
  code: `CN-${area}-C-${own}`,
  kind: 'SCHOOL',
  name: `${name}（示例）`,
  nameEn,
  area,
  stages,
  pupils,
  style,
  titles,
  copies: [2, 5],
  classSet,
});

const other = (
  kind: DemoLibrary['kind'],
  [code, name, nameEn, style, titles]: readonly [string, string, string, HouseStyle, number],
): DemoLibrary => ({
  code,
  kind,
  name: `${name}（示例）`,
  nameEn,
  area: code.slice(3, 9),
  stages: [],
  pupils: null,
  style,
  titles,
  copies: [1, 3],
  classSet: 0,
});

/** Every library of the demo, the biggest first. */
export const DEMO_ALLIANCE: readonly DemoLibrary[] = [
  other('PUBLIC', ['CN-320508-1-SLT', '吴门示例图书馆', 'Wumen Example City Library', 'nlc', 1100]),
  other('PUBLIC', ['CN-320576-1-SLHB', '湖滨示例图书馆', 'Hubin Example Library', 'calis', 520]),
  other('PUBLIC', ['CN-320581-1-SLYS', '琴川示例图书馆', 'Qinchuan Example Library', 'excel-title', 480]),
  other('UNIVERSITY', ['CN-320508-4-SLDX', '东吴示例大学图书馆', 'Dongwu Example University Library', 'calis', 320]),
  other('UNIVERSITY', ['CN-320576-4-SLWS', '外语示例大学图书馆', 'Example University of Languages', 'marc21', 120]),
  other('INSTITUTE', ['CN-320508-8-SLQB', '示例科技情报研究所', 'Example Information Institute', 'institute', 0]),
  ...SCHOOLS.map(school),
];

const stops = (owners: string) =>
  DEMO_ALLIANCE.filter(({ code }) => owners.split(' ').includes(code.slice(12))).map(({ code }) => code);

/** Two vans of the city's school supply (1 is Monday); both call at 沙溪, which asks for the class set. */
export const DEMO_ROUTES = [
  { name: '南线', weekdays: [2], stops: stops('SL04 SL05 SL07 SL09 SL11 SL12 SL13 SLHB') },
  { name: '北线', weekdays: [4], stops: stops('SLT SL01 SL02 SL03 SL06 SL08 SL10 SL12 SLYS') },
];

/** The school that has no copy of the class-set title and asks the others. */
export const CLASS_SET_SCHOOL = 'CN-320585-C-SL12';

/** 曹文轩《草房子》: on the ministry's reading guide for primary schools, and asked for by whole classes. */
export const CLASS_SET_ISBN = '9787556008759';
