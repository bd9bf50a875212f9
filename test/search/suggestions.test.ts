import { expect, it } from 'vitest';
import { writtenName } from '../../src/search/suggestions.ts';

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
