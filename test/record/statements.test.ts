import { describe, expect, it } from 'vitest';
import { readStatement } from '../../src/record/fields/responsibility.ts';

/** Each person as `(nationality or dynasty)name/role`. */
const read = (text: string): readonly string[] =>
  readStatement(text).map(({ name, role, nationality, dynasty }) => {
    const from = nationality ?? dynasty;
    return `${from === undefined ? '' : `(${from})`}${name}/${role ?? ''}`;
  });

describe('statements that write several roles', () => {
  it.each([
    ['[法]圣·埃克苏佩里 著/柳鸣九 译', ['(法)圣·埃克苏佩里/著', '柳鸣九/译']],
    ['[法]圣埃克絮佩里著/周克希译', ['(法)圣埃克絮佩里/著', '周克希/译']],
    ['（美）怀特 著／任溶溶 译', ['(美)怀特/著', '任溶溶/译']],
    ['（法）儒勒·凡尔纳著/陈筱卿译/张三绘', ['(法)儒勒·凡尔纳/著', '陈筱卿/译', '张三/绘']],
    ['(清)曹雪芹，(清)高鹗著 / 张俊[等]校注', ['(清)曹雪芹/著', '(清)高鹗/著', '张俊/校注']],
    ['蔡志忠文/图', ['蔡志忠/文']],
    ['李安娜，赵宜，李洋编文/绘图', ['李安娜/编文', '赵宜/编文', '李洋/编文']],
    ['(美)怀特著，任溶溶译', ['(美)怀特/著', '任溶溶/译']],
    ['(美)怀特著,任溶溶,康馨译', ['(美)怀特/著', '任溶溶/译', '康馨/译']],
    ['曹文轩 著 李璋 绘', ['曹文轩/著', '李璋/绘']],
    ['(美) E. B. 怀特 著 任溶溶 译', ['(美)E. B. 怀特/著', '任溶溶/译']],
    ['余华 著 等', ['余华/著']],
    ['张小文，李四编', ['张小文/编', '李四/编']],
    ['王图, 李画, 陈述著', ['王图/著', '李画/著', '陈述/著']],
    ['郑渊洁/皮皮鲁', ['郑渊洁/', '皮皮鲁/']],
    ['施耐庵 著, 金圣叹 [评注]', ['施耐庵/著', '金圣叹/评注']],
    ['刘慈欣 [著]/严锋[导读]', ['刘慈欣/著', '严锋/导读']],
    ['簡.奧斯丁著/孫致禮譯', ['簡.奧斯丁/著', '孫致禮/譯']],
    ['書華編輯部翻譯', ['書華編輯部/翻譯']],
    ['幾米圖/文', ['幾米/圖']],
    ['(日)黑柳彻子著;(日)岩崎千弘图;赵玉皎译', ['(日)黑柳彻子/著', '(日)岩崎千弘/图', '赵玉皎/译']],
    ['Dorothy Wall/Ann Lee', ['Dorothy Wall/', 'Ann Lee/']],
    ['by Eric Carle', ['by Eric Carle/']],
    ['著/译', []],
    ['/', []],
  ])('%s', (text, people) => {
    expect(read(text)).toEqual(people);
  });

  it.each(['人文,', '人 著,', '(美)怀特著/', '文 ', '译、', '等编,'])(
    'is read in little time where it is nothing but %s',
    (piece) => {
      expect(readStatement(piece.repeat(4_900 / piece.length)).length).toBeLessThan(4_900);
    },
    2_000,
  );

  it('takes a very long statement apart in little time, and never loses its persons', () => {
    const names = Array.from({ length: 2_000 }, (_none, at) => `人${at}`);
    expect(read(`${names.join('，')}著`)).toHaveLength(2_000);
    expect(read(`${'著 '.repeat(20_000)}`).length).toBeGreaterThanOrEqual(0);
  });
});
