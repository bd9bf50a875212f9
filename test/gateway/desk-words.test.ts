import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schemaText } from '../../src/gateway/schema.ts';
import { TIMER_KINDS } from '../../src/loan/deadlines.ts';
import { REQUESTER_FINDS } from '../../src/loan/requester.ts';
import { REQUESTER_SAYS, SUPPLIER_SAYS } from '../../src/loan/talk.ts';
import { projectRoot } from '../support/data.ts';

type Words = Readonly<Record<string, string>>;
const { STATES, ACTIONS, FLAGS, SAYINGS, FINDS, LETTER_CHOICES }: Readonly<Record<string, Words>> = await import(
  `${projectRoot}src/desk/words.js`
);

const schema = buildSchema(schemaText());
function valuesOf(name: string): readonly string[] {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
}

const without = (words: Words | undefined, names: readonly string[]) => names.filter((name) => !words?.[name]);

describe('the words of the desk', () => {
  it.each([
    ['LoanState', STATES],
    ['LoanAction', ACTIONS],
    ['LoanFlag', FLAGS],
    ['LetterChoice', LETTER_CHOICES],
  ] as const)('name every %s of the contract', (name, words) => {
    expect(valuesOf(name)).not.toEqual([]);
    expect(without(words, valuesOf(name))).toEqual([]);
  });

  it('name all that is said to an agency outside, and all that time brings about', () => {
    expect(without(SAYINGS, [...REQUESTER_SAYS, ...SUPPLIER_SAYS])).toEqual([]);
    expect(without(FINDS, TIMER_KINDS)).toEqual([]);
    expect(
      without(
        FINDS,
        REQUESTER_FINDS.filter((name) => name.startsWith('PARTS_')),
      ),
    ).toEqual([]);
  });

  it('name every event that the loan room writes by name', () => {
    const sources = readdirSync(`${projectRoot}src/loan`, { recursive: true, encoding: 'utf8' });
    const texts = sources
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(`${projectRoot}src/loan/${name}`, 'utf8'));
    const written = texts.flatMap((text) =>
      [...text.matchAll(/\.begin\([\w.]+, '([A-Z_]+)'/g)].map(([, name]) => name ?? ''),
    );
    expect(written.length).toBeGreaterThan(10);
    expect(without({ ...ACTIONS, ...FINDS }, written)).toEqual([]);
  });
});
