import {
  another,
  chineseName,
  foreignName,
  isbnOf,
  laterYear,
  latinWords,
  newTitle,
  type Publication,
  plainBook,
} from './alliance-books.ts';
import { NATIONS, PUBLISHERS, QUALITIES, SUBJECTS } from './alliance-words.ts';
import type { Dice } from './dice.ts';

type Family = (start: Publication, chance: Dice) => readonly Publication[];

/** Each hard family with its share of works; what is left is plain. */
const FAMILIES: readonly (readonly [string, number, Family])[] = [
  ['reissue', 0.08, reissue],
  ['translation', 0.06, translation],
  ['adaptation', 0.06, adaptation],
  ['numbered edition', 0.03, numberedEdition],
  ['set with one ISBN', 0.05, setWithOneIsbn],
  ['volumes', 0.06, volumes],
  ['named parts', 0.03, namedParts],
  ['set and volumes', 0.03, setAndVolumes],
  ['generic title', 0.03, genericTitle],
  ['reused ISBN', 0.015, reusedIsbn],
  ['lost part title', 0.01, lostPartTitle],
  ['pre-ISBN', 0.03, preIsbn],
  ['script', 0.02, script],
  ['series glued on', 0.03, seriesGluedOn],
  ['carrier', 0.01, carrier],
  ['school year', 0.03, schoolYear],
  ['reprint', 0.05, reprint],
];

/** The publications of one or more works that belong to one family; `name` makes their labels. */
export function publicationsOf(chance: Dice, name: string): readonly Publication[] {
  const start = plainBook(chance, name);
  let throwAt = chance.next();
  for (const [family, share, make] of FAMILIES) {
    throwAt -= share;
    if (throwAt < 0) return make(start, chance).map((publication) => ({ ...publication, family }));
  }
  return [start];
}

function reissue(start: Publication, chance: Dice): readonly Publication[] {
  const publisher = chance.happens(0.5) ? chance.pick(PUBLISHERS) : start.publisher;
  const more = {
    year: laterYear(start, chance),
    publisher,
    pages: start.pages + chance.below(30),
    price: start.price + 6,
  };
  return [start, another(start, 'again', chance, more)];
}

function translation(start: Publication, chance: Dice): readonly Publication[] {
  const author = { name: foreignName(chance), role: '著', from: chance.pick(NATIONS) };
  const original = chance.happens(0.5) ? latinWords(chance, 3) : undefined;
  // At times another translator chose another title.
  const titleOf = (at: number): string =>
    at > 0 && original !== undefined && chance.happens(0.2) ? newTitle(chance) : start.title;
  const versions = Array.from({ length: 2 + chance.below(3) }, (_none, at) =>
    another(start, `t${at}`, chance, {
      title: titleOf(at),
      ...(original === undefined ? {} : { original }),
      makers: [author, { name: chineseName(chance), role: '译' }],
      publisher: chance.happens(0.2) ? start.publisher : chance.pick(PUBLISHERS),
      year: chance.happens(0.3) ? start.year : 1995 + chance.below(29),
      pages: start.pages + chance.below(60),
    }),
  );
  if (original === undefined || chance.happens(0.6)) return versions;
  const { subtitle: _none, ...own } = another(start, 'original', chance, {
    title: original,
    makers: [{ name: latinWords(chance, 2), role: '' }],
    language: 'eng',
    isbn: '',
  });
  return [...versions, own];
}

function adaptation(start: Publication, chance: Dice): readonly Publication[] {
  const [author] = start.makers;
  const adapter = { name: chineseName(chance), role: chance.pick(['改编', '缩写', '改写']) };
  const marked = chance.pick(['注音版', '青少版', '绘本版', '缩写本']);
  const adapted = another(start, 'adapted', chance, {
    work: `${start.work}.adapted`,
    makers: author === undefined ? [adapter] : [{ ...author, role: '原著' }, adapter],
    publisher: chance.pick(PUBLISHERS),
    year: laterYear(start, chance),
    pages: Math.ceil(start.pages / 2),
    ...(chance.happens(0.6) ? { subtitle: marked } : {}),
  });
  return [start, adapted];
}

function numberedEdition(plain: Publication, chance: Dice): readonly Publication[] {
  const start = { ...plain, year: Math.min(plain.year, 2018) };
  const more = { year: laterYear(start, chance), pages: start.pages + 8 + chance.below(30) };
  // Every third keeps its number, against the rules.
  const isbn = chance.happens(0.33) && start.isbn !== undefined ? { isbn: start.isbn } : {};
  return [start, another(start, '2nd', chance, { ...more, editionStatement: '2版', ...isbn })];
}

function setWithOneIsbn(start: Publication, chance: Dice): readonly Publication[] {
  const names = chance.happens(0.6) ? ['上', '下'] : ['第一册', '第二册', '第三册'];
  return names.map((part, at) => ({
    ...start,
    edition: `${start.edition}.v${at}`,
    volume: String(at + 1),
    part,
    pages: start.pages + at * 17,
  }));
}

function volumes(start: Publication, chance: Dice): readonly Publication[] {
  const letters = chance.happens(0.3);
  return Array.from({ length: 2 + chance.below(5) }, (_none, at) =>
    another(start, `v${at}`, chance, {
      volume: String(at + 1),
      part: letters ? `${'ABCDEFG'[at] ?? 'A'}卷` : chance.pick([`${at + 1}`, `第${'一二三四五六七'[at] ?? '一'}册`]),
      pages: start.pages,
    }),
  );
}

function namedParts(start: Publication, chance: Dice): readonly Publication[] {
  return Array.from({ length: 2 + chance.below(2) }, (_none, at) => ({
    ...start,
    edition: `${start.edition}.p${at}`,
    volume: String(at + 1),
    partTitle: newTitle(chance),
    pages: start.pages + at * 23,
    ...(at > 0 && chance.happens(0.5) ? { isbn: isbnOf(chance, start.publisher[2]) } : {}),
  }));
}

function setAndVolumes(start: Publication, chance: Dice): readonly Publication[] {
  const whole = { ...start, edition: `${start.edition}.set`, set: 2, pages: 0 };
  return [
    whole,
    ...setWithOneIsbn(start, chance)
      .slice(0, 2)
      .map((volume, at) => ({ ...volume, part: at === 0 ? '上' : '下' })),
  ];
}

function genericTitle(start: Publication, chance: Dice): readonly Publication[] {
  const title = chance.pick([
    '成语故事',
    '寓言故事',
    '十万个为什么',
    '唐诗三百首',
    '历史故事',
    '童话故事',
    '睡前故事',
    '科学家的故事',
  ]);
  return Array.from({ length: 2 }, (_none, at) =>
    another(start, `g${at}`, chance, {
      title,
      work: `${start.work}.${at}`,
      makers: [{ name: chineseName(chance), role: chance.pick(['主编', '编著', '编']) }],
      publisher: chance.pick(PUBLISHERS),
      year: 2005 + chance.below(15),
    }),
  );
}

function reusedIsbn(start: Publication, chance: Dice): readonly Publication[] {
  const other = plainBook(chance, `${start.edition}.other`);
  const isbn = start.isbn === undefined ? {} : { isbn: start.isbn };
  return [start, { ...other, ...isbn, publisher: start.publisher }];
}

function lostPartTitle(start: Publication, chance: Dice): readonly Publication[] {
  const twin = another(start, 'twin', chance, { work: start.work, isbnVital: true });
  return [{ ...start, isbnVital: true }, twin];
}

/** Often printed again: by another house while there was no ISBN, or decades later with one. */
function preIsbn(start: Publication, chance: Dice): readonly Publication[] {
  const { isbn: _none, ...old } = start;
  const year = 1956 + chance.below(30);
  const first = { ...old, year, price: oldPrice(chance), unified: unifiedOf(chance) };
  const found: Publication[] = [first];
  if (chance.happens(0.3)) {
    const publisher = chance.happens(0.5) ? start.publisher : chance.pick(PUBLISHERS);
    const again = { year: Math.min(1986, year + 3 + chance.below(20)), unified: unifiedOf(chance), publisher };
    const pages = start.pages + 5 + chance.below(30);
    found.push({ ...first, ...again, edition: `${start.edition}.again`, pages, price: oldPrice(chance) });
  }
  if (chance.happens(0.4)) {
    const publisher = chance.happens(0.6) ? start.publisher : chance.pick(PUBLISHERS);
    const more = { year: 1990 + chance.below(34), publisher, pages: start.pages + 5 + chance.below(60) };
    found.push(another(start, 'new', chance, more));
  }
  return found;
}

const unifiedOf = (chance: Dice): string => `${10_000 + chance.below(3_000)}·${1 + chance.below(3_000)}`;
/** Yuan; a thin book cost a few jiao. */
const oldPrice = (chance: Dice): number => (20 + chance.below(230)) / 100;

function script(start: Publication): readonly Publication[] {
  return [{ ...start, traditional: true }];
}

function seriesGluedOn(start: Publication, chance: Dice): readonly Publication[] {
  return [{ ...start, series: `${chance.pick(QUALITIES)}${chance.pick(SUBJECTS)}丛书` }];
}

function carrier(start: Publication, chance: Dice): readonly Publication[] {
  return [start, another(start, 'audio', chance, { audio: true, pages: 0 })];
}

function schoolYear(start: Publication, chance: Dice): readonly Publication[] {
  const title = `${chance.pick(['小学', '初中'])}${chance.pick(['语文', '数学', '英语'])}${chance.pick(['同步练习', '单元测试卷', '课课练'])}${newTitle(chance)}`;
  const part = chance.pick(['三年级上册', '五年级下册', '七年级上册']);
  const years = [2015 + chance.below(3), 2019 + chance.below(3)];
  return years.map((year, at) => {
    const isbn = chance.happens(0.5) && start.isbn !== undefined ? { isbn: start.isbn } : {};
    const makers = start.makers.slice(0, 1);
    return another(start, `y${at}`, chance, { title, part, year, classNumber: 'G624.2', makers, ...isbn });
  });
}

function reprint(start: Publication, chance: Dice): readonly Publication[] {
  return [{ ...start, printedAgain: start.year + 1 + chance.below(4) }];
}
