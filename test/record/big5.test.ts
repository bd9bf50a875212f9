import { describe, expect, it } from 'vitest';
import { SCHOOL_BOOKS } from '../../scripts/demo/facts/books.ts';
import { toGb18030 } from '../../scripts/demo/styles/gb18030.ts';
import { FOLD_FROM, FOLD_TO } from '../../src/base/fold-table.ts';
import { decoderFor } from '../../src/record/charset.ts';
import { decodeText } from '../../src/record/formats/csv.ts';
import { encoder } from '../support/encode.ts';

const big5 = encoder('big5');
/** A traditional character for each that folds, where Big5 has it; good enough to have the bytes of such records. */
const BACK = new Map<string, string>();
for (const [at, from] of [...FOLD_FROM].entries()) if (big5(from) !== null) BACK.set([...FOLD_TO][at] ?? '', from);
const traditional = (text: string): string =>
  [...text].map((char) => (big5(char) === null ? (BACK.get(char) ?? char) : char)).join('');

const RECORDS = SCHOOL_BOOKS.trim()
  .split('\n')
  .map((line) => line.split('|'))
  .map(([, title = '', , , responsibility = '', publisher = '']) => `${title} ${responsibility} ${publisher}`);

const charsetOf = (bytes: Uint8Array): string => decoderFor(bytes, 'detect', { tags: ['200'], place: '' }).charset;

describe('Big5', () => {
  it('is told from GB18030 by the bytes of a title with its author and publisher', () => {
    const inBig5 = RECORDS.map(traditional).flatMap((text) => {
      const bytes = big5(text);
      return bytes === null ? [] : [{ text, bytes }];
    });
    expect(inBig5.length).toBeGreaterThan(500);
    expect(inBig5.filter(({ bytes }) => charsetOf(bytes) !== 'big5').map(({ text }) => text)).toEqual([]);
  });

  it('is not seen in simplified nor in traditional characters of GB18030', () => {
    const texts = [...RECORDS, ...RECORDS.map(traditional)];
    expect(texts.filter((text) => charsetOf(toGb18030(text)) === 'big5')).toEqual([]);
  });

  it('is not seen in Latin letters whose accents stand before them', () => {
    const french = Buffer.from('L\u00c2egendes dor\u00c2ees, fran\u00d0cais, \u00c1a la mer', 'latin1');
    expect(charsetOf(french)).toBe('iso-5426');
  });

  it('is found in sheets', () => {
    const sheet = '書名,作者,條碼\r\n駱駝祥子,老舍著,C0001\r\n城南舊事,林海音著,C0002\r\n';
    expect(decodeText(big5(sheet) ?? new Uint8Array(), 'detect')).toBe(sheet);
    expect(decodeText(toGb18030(sheet), 'detect')).toBe(sheet);
  });
});
