import { describe, expect, it } from 'vitest';
import { pageCount, priceFen, unifiedNumber } from '../../../src/catalogue/normalise/extent.ts';
import { personsOf, samePerson } from '../../../src/catalogue/normalise/persons.ts';
import { publisherStem, samePublisher } from '../../../src/catalogue/normalise/publisher.ts';
import { likeness, oneApart } from '../../../src/catalogue/normalise/text.ts';

const persons = (responsibility: string) =>
  personsOf({ localId: '1', title: '', holdings: [], responsibility }).map(
    ({ name, last, role }) => `${name}/${last}/${role}`,
  );

describe('persons', () => {
  it.each([
    ['(清)曹雪芹著', ['曹雪芹/曹雪芹/author']],
    ['余华[著]', ['余华/余华/author']],
    ['(美)E.B.怀特(E.B.White)著 ; 任溶溶译', ['怀特/怀特/author', '任溶溶/任溶溶/translator']],
    ['[法]圣·埃克苏佩里 著/柳鸣九 译', ['圣埃克苏佩里/埃克苏佩里/author', '柳鸣九/柳鸣九/translator']],
    ['《青少年经典阅读书系》编委会主编 ; (法)儒勒·凡尔纳著', ['儒勒凡尔纳/凡尔纳/author']],
    ['本丛书编委会编', []],
    ['吴承恩原著 ; 杨晓玲，高玮改编', ['杨晓玲/杨晓玲/adapter', '高玮/高玮/adapter', '吴承恩/吴承恩/author']],
    ['方勇译注', ['方勇/方勇/translator']],
  ])('%s', (statement, expected) => {
    expect(persons(statement)).toEqual(expected);
  });

  const named = (name: string, last = name) => ({ name, last });
  it.each([
    ['圣埃克苏佩里', '圣埃克絮佩里', true],
    ['尼古拉奥斯特洛夫斯基', '奥斯特洛夫斯基', true],
    ['曹雪芹', '高鹗', false],
    ['王伟', '王维', false],
    ['李明', '李明华', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(samePerson(named(a), named(b))).toBe(same);
    expect(samePerson(named(b), named(a))).toBe(same);
  });
});

describe('publishers', () => {
  it.each([
    ['人民文学出版社', '人民文学'],
    ['北京：人民文学出版社', '人民文学'],
    ['二十一世纪出版社集团有限公司', '二十一世纪'],
    ['21世纪出版社', '二十一世纪'],
    ['南海出版公司', '南海'],
    ['三聯書店', '生活读书新知三联书店'],
  ])('%s is %s', (name, stem) => {
    expect(publisherStem(name)).toBe(stem);
  });

  it('knows a house by its order of words, and nothing across scripts', () => {
    expect(samePublisher('广东世界图书', '世界图书广东')).toBe(true);
    expect(samePublisher('江苏凤凰少年儿童', '浙江少年儿童')).toBe(false);
    expect(samePublisher('renminwenxue', '人民文学')).toBeNull();
    expect(samePublisher('', '人民文学')).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    ['17,191页', 191],
    ['3册(50,23,1942页)', 1942],
    ['191', 191],
    ['2册', 0],
    ['35页;31cm', 35],
  ])('%s has %i pages', (extent, pages) => {
    expect(pageCount(extent)).toBe(pages);
  });

  it.each([
    ['CNY16.80', 1680],
    ['￥16.8', 1680],
    ['20.00元', 2000],
    ['0.43元', 43],
    ['CNY44.00(全2册)', 0],
    ['7RMB×23', 0],
    ['CNY23.00,CNY23(精装)', 2300],
    ['CNY23.00,CNY33(精装)', 0],
  ])('%s costs %i fen', (price, fen) => {
    expect(priceFen(price)).toBe(fen);
  });

  it.each([
    ['R13024·83', '13024.83'],
    ['8026.704', '8026.704'],
    ['9787020002207', ''],
  ])('%s is the unified number %s', (text, number) => {
    expect(unifiedNumber(text)).toBe(number);
  });
});

describe('likeness', () => {
  it('is one for equal texts, zero for strangers, and symmetric', () => {
    expect(likeness('红楼梦', '红楼梦')).toBe(1);
    expect(likeness('红楼梦', '水浒传')).toBe(0);
    expect(likeness('鲁滨孙飘流记', '鲁滨孙漂流记')).toBe(likeness('鲁滨孙漂流记', '鲁滨孙飘流记'));
    expect([oneApart('飘流记', '漂流记'), oneApart('漂流', '漂流记'), oneApart('漂流记', '记')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
