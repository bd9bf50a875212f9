import { describe, expect, it } from 'vitest';
import { describeMarc } from '../../src/record/describe-marc.ts';
import { withoutFinalStop } from '../../src/record/fields/text.ts';
import type { MarcField } from '../../src/record/marc.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';

const field = (tag: string, ...subfields: readonly string[]): MarcField => ({
  tag,
  ind1: '1',
  ind2: '0',
  subfields: subfields.map((text) => ({ code: text.slice(0, 1), value: text.slice(1) })),
});

function described(fields: readonly MarcField[], fixed = '') {
  const profile = PROFILES.marc21;
  if (profile === undefined) throw new Error('no profile marc21');
  const read = describeMarc({ leader: '', fields: [{ tag: '008', value: fixed }, ...fields] }, profile, 'one');
  if (!read.ok) throw new Error('refused');
  return read.value;
}

describe('the full stop that ends an area', () => {
  it.each([
    ['刘慈欣著.', '刘慈欣著'],
    ['刘慈欣著。', '刘慈欣著'],
    ['by Dorothy Wall.', 'by Dorothy Wall'],
    ['Amy Lee.', 'Amy Lee'],
    ['(清)曹雪芹[著].', '(清)曹雪芹[著]'],
    ['Martin Luther King, Jr.', 'Martin Luther King, Jr.'],
    ['Dawidowicz, Lucy S.', 'Dawidowicz, Lucy S.'],
    ['story by J. R. R.', 'story by J. R. R.'],
    ['J. Smith [et al.].', 'J. Smith [et al.]'],
    ['J. Smith et al.', 'J. Smith et al.'],
    ['Ann Lee, Ph.D.', 'Ann Lee, Ph.D.'],
    ['compiled by Lee, ed.', 'compiled by Lee, ed.'],
    ['Web 2.0.', 'Web 2.0'],
    ['王力等...', '王力等...'],
    ['王.', '王'],
    ['', ''],
  ])('%j is %j', (text, without) => {
    expect(withoutFinalStop(text)).toBe(without);
  });

  it('goes from statement, names, publisher and titles beside of MARC21, and leaves initials', () => {
    const told = described([
      field('245', 'a三体 /', 'c刘慈欣著.'),
      field('246', 'aSan ti.'),
      field('260', 'b重庆出版社.'),
      field('700', 'aLiu, Cixin.'),
      field('700', 'aDawidowicz, Lucy S.'),
      field('710', 'aScience Fiction World.'),
    ]);
    expect(told).toMatchObject({
      responsibility: '刘慈欣著',
      variantTitles: ['San ti'],
      publisher: '重庆出版社',
      contributors: [{ name: 'Liu, Cixin' }, { name: 'Dawidowicz, Lucy S.' }, { name: 'Science Fiction World' }],
    });
  });

  it.each([
    ['what is left out behind the name', ['aAusten, Jane,', 'd1775-1817.'], 'Austen, Jane'],
    ['with a subdivision', ['aAusten, Jane,', 'd1775-1817', 'vFiction.'], 'Austen, Jane -- Fiction'],
    ['an initial', ['aDawidowicz, Lucy S.', 'xInfluence.'], 'Dawidowicz, Lucy S. -- Influence'],
    ['a title of honour', ['aKing, Martin Luther,', 'cJr.,', 'd1929-1968'], 'King, Martin Luther'],
    ['inner commas', ['aBotkin, B. A.', 'xStories, plots, etc.'], 'Botkin, B. A. -- Stories, plots, etc.'],
    ['a name in characters', ['a鲁迅,', 'd1881-1936', 'x小说研究。'], '鲁迅 -- 小说研究'],
  ])('leaves no mark within a person as subject: %s', (_what, subfields, subject) => {
    expect(described([field('245', 'a三体'), field('600', ...subfields)]).subjects).toEqual([subject]);
  });

  it.each([
    ['und', 'chi', 'chi'],
    ['und', 'und', undefined],
    ['eng', 'chi', 'eng'],
    ['   ', 'chi', 'chi'],
  ])('008 language %j beside 041 %j is %j', (fixed, coded, language) => {
    const told = described([field('245', 'a三体'), field('041', `a${coded}`)], `${' '.repeat(35)}${fixed}`);
    expect(told.language).toBe(language);
  });
});
