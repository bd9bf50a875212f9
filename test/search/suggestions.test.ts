import { describe, expect, it } from 'vitest';
import { editionId } from '../../src/base/brand.ts';
import { namesMeant, writtenName } from '../../src/search/suggestions.ts';

it.each([
  ['刘慈欣', ['刘慈欣'], '刘慈欣'],
  ['儒勒凡尔纳', ['儒勒·凡尔纳', '陈筱卿'], '儒勒·凡尔纳'],
  ['凡尔纳', ['陈筱卿', '儒勒·凡尔纳'], '儒勒·凡尔纳'],
  ['saintexuperyantoinede', ['Saint-Exupéry, Antoine de'], 'Saint-Exupéry, Antoine de'],
  // The record was changed since: the key is all that is known.
  ['罗琳', ['别人'], '罗琳'],
])('writes %s as a record of %j does', (key, names, written) => {
  expect(writtenName(key, names)).toBe(written);
});

describe('the authors that are meant', () => {
  const titles = [['刘玄'], ['冰心', '鲁迅'], ['鲁迅'], ['曹文轩'], ['李晓霞']].map((names, at) => ({
    names,
    edition: editionId(`e${at}`),
  }));
  const meant = (key: string, latin: string | null) => namesMeant(titles, { key, latin }).map((name) => name.key);

  it('are those who sound so, not who stands first in the record', () => {
    expect(meant('luxun', 'luxun')).toEqual(['鲁迅']);
    expect(meant('cwx', 'cwx')).toEqual(['曹文轩']);
  });

  it('stand in order: initials typed whole before longer ones, who has more titles first', () => {
    expect(meant('lx', 'lx')).toEqual(['鲁迅', '刘玄', '李晓霞']);
  });

  it('are those begun by what was typed in Chinese', () => {
    expect(meant('鲁', null)).toEqual(['鲁迅']);
  });
});
