import { pinyin } from 'pinyin-pro';
import type { MarcField, MarcRecord } from '../../../src/record/marc.ts';
import type { Book } from '../book.ts';
import type { Shelved } from '../shelves.ts';
import { data } from './iso2709.ts';

/** MARC21 as a university of languages keeps it: Chinese titles romanised in 245, in their own script in 880. */
export function marc21Record(shelved: Shelved): MarcRecord {
  return {
    leader: '00000cam a2200000 a 4500',
    fields: [
      { tag: '001', value: shelved.localId },
      { tag: '005', value: '20260301083000.0' },
      {
        tag: '008',
        value: `260301s${shelved.book.year}    ${shelved.book.language === 'chi' ? 'cc ' : 'xxu'}           000 0 ${shelved.book.language} d`,
      },
      data('020', '  ', `a${shelved.book.isbn}`),
      data('040', '  ', 'aCN-SLWS', 'bchi', 'cCN-SLWS'),
      ...(shelved.book.language === 'eng' ? english(shelved) : chinese(shelved)),
      ...shelved.copies.map(({ barcode, location }) =>
        data('852', '0 ', 'aCN-SLWS', `c${location}`, `h${shelved.callNumber}`, `p${barcode}`),
      ),
    ],
  };
}

function english({ book }: Shelved): readonly MarcField[] {
  const [title = '', rest = ''] = book.title.split(' : ');
  const [author = ''] = book.responsibility.split(' ; ');
  return [
    data('050', ' 4', `a${book.classNumber}`),
    data('100', '1 ', `a${inverted(author)}`),
    data(
      '245',
      '10',
      `a${title}${rest === '' ? ' /' : ' :'}`,
      rest === '' ? '' : `b${rest} /`,
      `c${book.responsibility}.`,
    ),
    data('260', '  ', `a${book.place} :`, `b${book.publisher},`, `c${book.year}.`),
    data('300', '  ', `a${book.pages} p.`),
  ];
}

function chinese({ book }: Shelved): readonly MarcField[] {
  const roman = (text: string) => pinyin(text, { toneType: 'none', nonZh: 'consecutive' });
  return [
    data('084', '  ', `a${book.classNumber}`, '2clc'),
    data('245', '10', '6880-01', ...title(book, roman)),
    data('264', ' 1', '6880-02', `b${roman(book.publisher)},`, `c${book.year}.`),
    data('300', '  ', `a${book.pages} pages`),
    data('880', '10', '6245-01/$1', ...title(book, (text) => text)),
    data('880', ' 1', '6264-02/$1', `b${book.publisher},`, `c${book.year}.`),
  ];
}

/** Subfields of 245, each but the last with the mark of ISBD that announces the next. */
function title(book: Book, spelt: (text: string) => string): readonly string[] {
  const beforePart = book.part === '' ? ' /' : '.';
  const parts = [
    ['a', book.title, book.subtitle === '' ? beforePart : ' :'],
    ['b', book.subtitle, beforePart],
    ['n', book.part, ' /'],
    ['c', book.responsibility, '.'],
  ] as const;
  return parts.flatMap(([code, text, mark]) => (text === '' ? [] : [code + spelt(text) + mark]));
}

/** `E. B. White` → `White, E. B.` */
function inverted(name: string): string {
  const [first = ''] = name.replace(/ \.\.\..*$/, '').split(/, | and /);
  const words = first.split(' ');
  return words.length < 2 ? first : `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`;
}
