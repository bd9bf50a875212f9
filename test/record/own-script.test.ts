import { describe, expect, it } from 'vitest';
import { inOwnScript } from '../../src/record/fields/own-script.ts';
import { fieldsOf, type MarcField, type MarcRecord } from '../../src/record/marc.ts';

const field = (tag: string, ...subfields: readonly string[]): MarcField => ({
  tag,
  ind1: '1',
  ind2: '0',
  subfields: subfields.map((text) => ({ code: text.slice(0, 1), value: text.slice(1) })),
});

/** All values of a subfield over all fields of the tag, in data order. */
const subfieldValues = (of: MarcRecord, tag: string, code: string): readonly string[] =>
  fieldsOf(of, tag).flatMap(({ subfields }) => subfields.filter((sub) => sub.code === code).map(({ value }) => value));

function record(language: string, ...fields: readonly MarcField[]): MarcRecord {
  const control = { tag: '008', value: `260301s2008    cc            000 0 ${language} d` };
  return { leader: '00000cam a2200000 a 4500', fields: [control, ...fields] };
}

const ROMAN = field('245', '6880-01', 'asan ti :', 'bhei an sen lin /', 'cLiu Cixin zhu.');
const HAN = field('880', '6245-01/$1', 'a三体 :', 'b黑暗森林 /', 'c刘慈欣著.');

describe('a MARC21 record with 880', () => {
  it('is read in its own script, and keeps the romanised title for search', () => {
    const own = inOwnScript(record('chi', ROMAN, HAN));
    expect(subfieldValues(own, '245', 'a')).toEqual(['三体 :']);
    expect(subfieldValues(own, '245', 'b')).toEqual(['黑暗森林 /']);
    expect(subfieldValues(own, '245', '9')).toEqual(['san ti']);
    expect(fieldsOf(own, '880')).toEqual([]);
  });

  it('keeps an 880 that is tied to no field, in the place it stands for', () => {
    const own = inOwnScript(record('chi', ROMAN, field('880', '6264-00/$1', 'b重庆出版社,', 'c2008.')));
    expect(subfieldValues(own, '264', 'b')).toEqual(['重庆出版社,']);
    expect(subfieldValues(own, '245', 'a')).toEqual(['san ti :']);
  });

  it('ties occurrences, not order', () => {
    const others = [field('700', '6880-02', 'aLi, Si'), field('700', '6880-03', 'aWang, Wu')];
    const han = [field('880', '6700-03/$1', 'a王五'), field('880', '6700-02/$1', 'a李四')];
    expect(subfieldValues(inOwnScript(record('chi', ROMAN, ...others, ...han)), '700', 'a')).toEqual(['李四', '王五']);
  });

  it('is left alone where the book is in another language, or nothing is tied', () => {
    const english = record('eng', ROMAN, HAN);
    expect(inOwnScript(english)).toBe(english);
    const bare = record('chi', ROMAN);
    expect(inOwnScript(bare)).toBe(bare);
  });
});
