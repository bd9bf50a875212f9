import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/search/engine.ts';
import { documentId, editionIdOf, keyValue, spacedTokens } from '../../src/search/engines/meilisearch/fields.ts';
import { among, conditionsOf, quoted } from '../../src/search/engines/meilisearch/filter.ts';
import { phrases } from '../../src/search/engines/meilisearch/plan.ts';
import { understand } from '../../src/search/query.ts';

/** Reads one quoted value as the server's parser does: a backslash takes the next character with it. */
function restBehindQuotation(expression: string): string {
  expect(expression[0]).toBe('"');
  for (let at = 1; at < expression.length; at++) {
    if (expression[at] === '\\') at++;
    else if (expression[at] === '"') return expression.slice(at + 1);
  }
  throw new Error('never closed');
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', '\\', "'", ' ', 'OR', '=', ']', ',', '\n', '\u0000', '西', '\ud800') }),
);

describe('filters for Meilisearch', () => {
  it('end a quotation where the value ends, whatever stands in it', () => {
    fc.assert(fc.property(nasty, (value) => restBehindQuotation(quoted(value)) === ''));
  });

  it('keep every value of a list a value', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 2, maxLength: 5 }), (values) => {
        let rest = among('libs', values).replace(/^libs IN \[/, '');
        for (const [at] of values.entries())
          rest = restBehindQuotation(rest).replace(/^, /, at === values.length - 1 ? '!' : '');
        expect(rest).toBe(']');
      }),
    );
  });

  it('take numbers for years, not text', () => {
    const [year] = conditionsOf({ ...NO_FILTER, yearFrom: 1990.7 }, []);
    expect(year).toEqual({ field: 'YEAR', expression: 'year 1990 TO 9999' });
  });

  it('ask one and the same library for kind, area and a copy', () => {
    const known = [
      ['A', 'SCHOOL', '320508'],
      ['B', 'PUBLIC', '320508'],
      ['C', 'SCHOOL', '320505'],
    ] as const;
    const filter = { ...NO_FILTER, kinds: ['SCHOOL' as const], areas: ['320508'], availableOnly: true };
    expect(conditionsOf(filter, known)).toEqual([{ field: 'HOLDERS', expression: 'reqs = "A"' }]);
    const [none] = conditionsOf({ ...filter, areas: ['999999'] }, known);
    expect(none?.expression).toBe('keys = "-"');
  });
});

describe('keys, identifiers and words for Meilisearch', () => {
  it('lets nothing into a key that could end a quotation', () => {
    fc.assert(fc.property(nasty, (text) => !/["'\\]/.test(keyValue(6, text))));
  });

  it('gives each edition a name that the server takes, and reads it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (id) => {
        expect(documentId(id)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(editionIdOf(documentId(id))).toBe(id);
      }),
    );
  });

  it('writes no operator that a query brought', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const words = phrases(understand(text, 'ANY').runs);
        expect(words.replace(/"[\p{L}\p{N} ]+"/gu, '').trim()).toMatch(/^[\p{L}\p{N}]*$/u);
      }),
    );
  });

  it('gives each Han character a place of its own and leaves words whole', () => {
    expect(spacedTokens('哈利·波特 and 魔法石2')).toBe('哈 利 波 特 qand 魔 法 石 q2');
  });
});
