import { pinyin } from 'pinyin-pro';
import type { MarcField, MarcRecord } from '../../../src/record/marc.ts';
import type { Standard } from '../book.ts';
import type { Shelved } from '../shelves.ts';
import { data } from './iso2709.ts';

/** How a house writes CNMARC: where its pinyin goes, what 001 looks like and how its copies are told. */
interface House {
  readonly control: (shelved: Shelved) => string;
  readonly charsetCode: string;
  /** NLC puts syllables into $9 in lower case, CALIS and older programs into $A capitalised. */
  readonly pinyinIn: '9' | 'A';
  readonly material: boolean;
  readonly copies: (shelved: Shelved) => readonly MarcField[];
}

const LEADER = '00000nam0 2200000   450 ';

/** National Library style: consecutive barcodes as one range in 905$b. */
export const nlc: House = {
  control: ({ localId }) => localId,
  charsetCode: '0120',
  pinyinIn: '9',
  material: true,
  copies: ({ copies, callNumber }) => [
    data('905', '  ', 'aSLT', `b${barcodeRange(copies.map(({ barcode }) => barcode))}`, ...call(callNumber)),
  ],
};

/** University style: one 905 for the title, one 906 for each copy. */
export const calis: House = {
  control: ({ localId }) => `CAL${localId}`,
  charsetCode: '50  ',
  pinyinIn: 'A',
  material: false,
  copies: ({ copies, callNumber }) => [
    data('905', '  ', 'aSLDX', 'cbk', ...callParts(callNumber), `s${callNumber}`),
    ...copies.map(({ barcode }) => data('906', '  ', 'a211260', `b${barcode}`, ...callParts(callNumber))),
  ],
};

/** School program style: every copy once more in one long 905, and the program's name in every 001. */
export const school905: House = {
  control: () => 'schoollib',
  charsetCode: '0121',
  pinyinIn: '9',
  material: true,
  copies: ({ copies, callNumber }) => {
    const [classNumber, number] = callNumber.split('/');
    const one = (barcode: string) => [
      'a1',
      `b${barcode}`,
      'c0',
      `d${classNumber}`,
      `e${number}`,
      `f${copies.length}`,
      `s${callNumber}`,
    ];
    return [data('905', '  ', ...copies.flatMap(({ barcode }) => one(barcode)))];
  },
};

/** ILAS style: 905 with barcode, class and book number, 989 with a batch. */
export const ilas: House = {
  control: ({ localId }) => `ILAS${localId}`,
  charsetCode: '0121',
  pinyinIn: 'A',
  material: false,
  copies: ({ copies, callNumber }) => [
    ...copies.map(({ barcode }) => data('905', '  ', `b${barcode}`, ...callParts(callNumber))),
    data('989', '  ', 'a0002', 'b0002'),
  ],
};

/** A title with its copies as this house would export it. */
export function cnmarcRecord(shelved: Shelved, house: House): MarcRecord {
  const { book } = shelved;
  const spelt = (text: string) => (text === '' ? '' : house.pinyinIn + syllables(text, house.pinyinIn === 'A'));
  const [classOnly = ''] = book.classNumber.split('/');
  const [subject = '', ...divisions] = book.subject.split('-');
  return {
    leader: LEADER,
    fields: [
      { tag: '001', value: house.control(shelved) },
      { tag: '005', value: '20260301083000.0' },
      data('010', '  ', `a${hyphenated(book.isbn)}`, `dCNY${book.price}`),
      data('100', '  ', `a20260301d${book.year}    em y0chiy${house.charsetCode}    ea`),
      data('101', '0 ', 'achi'),
      data('102', '  ', 'aCN', 'b110000'),
      data(
        '200',
        '1 ',
        `a${book.title}`,
        spelt(book.title),
        house.material ? 'b专著' : '',
        `e${book.subtitle}`,
        `h${book.part}`,
        ...book.responsibility.split(' ; ').map((text, index) => (index === 0 ? 'f' : 'g') + text),
      ),
      data('210', '  ', `a${book.place}`, `c${book.publisher}`, `d${book.year}`),
      data('215', '  ', `a${book.pages}页`),
      ...(subject === '' ? [] : [data('606', '0 ', `a${subject}`, ...divisions.map((text) => `x${text}`))]),
      data('690', '  ', `a${classOnly}`, 'v5'),
      ...creators(book.responsibility).map(({ name, role, country }) =>
        data('701', ' 0', `c${country}`, `a${name}`, spelt(name), `4${role}`),
      ),
      data('801', ' 0', 'aCN', 'bSL', 'c20260301'),
      ...house.copies(shelved),
    ],
  };
}

/** A standard as an information institute catalogues it: number in 094, document type in 200$b. */
export function standardRecord(standard: Standard, index: number): MarcRecord {
  return {
    leader: LEADER,
    fields: [
      { tag: '001', value: `QB${String(index + 1).padStart(6, '0')}` },
      { tag: '005', value: '20260301083000.0' },
      data('094', '  ', 'aCN', `b${standard.number}`),
      data('100', '  ', `a20260301d${standard.year}    em y0chiy50      ea`),
      data('101', '0 ', 'achi'),
      data('200', '1 ', `a${standard.title}`, 'b标准文献'),
      data('210', '  ', 'a北京', 'c中国标准出版社', `d${standard.year}`),
      data('215', '  ', `a${standard.pages}页`),
      data('606', '0 ', 'a标准', 'x中国'),
      data('690', '  ', 'aT-652.1', 'v5'),
      data('801', ' 0', 'aCN', 'bSLQB', 'c20260301'),
      data('905', '  ', 'aSLQB', `bQ06${String(index + 1).padStart(6, '0')}`, 'dT-652.1', `e${index + 1}`),
    ],
  };
}

interface Creator {
  readonly name: string;
  readonly role: string;
  readonly country: string;
}

/** The first name of each statement, with its country or dynasty and role, as cataloguers make 701 from 200$f. */
function creators(responsibility: string): readonly Creator[] {
  return responsibility.split(' ; ').flatMap((statement) => {
    const parts = statement.match(
      /^[（(]?(?:[(（]([^)）]{1,4})[)）])?([^，,（([]+?)(?:[（(].*[)）])?\[?(著|编著|主编|译|绘|编|撰|改编)\]?$/u,
    );
    if (parts === null) return [];
    const [, country = '', name = '', role = ''] = parts;
    return [{ name: name.trim(), role, country: country === '' ? '' : `(${country})` }];
  });
}

const call = (callNumber: string): readonly string[] => [...callParts(callNumber), `f${callNumber}`];

function callParts(callNumber: string): readonly string[] {
  const [classNumber, number] = callNumber.split('/');
  return [`d${classNumber}`, `e${number}`];
}

/** `P01000001-04`, the end by as many digits as differ, two at least. */
function barcodeRange(barcodes: readonly string[]): string {
  const [first = '', last = ''] = [barcodes[0], barcodes.at(-1)];
  if (barcodes.length < 2) return first;
  let same = 0;
  while (first[same] === last[same]) same += 1;
  return `${first}-${last.slice(Math.min(same, last.length - 2))}`;
}

function syllables(text: string, capitalised: boolean): string {
  const spelt = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  const words = spelt.map((word) => word.replace(/[^A-Za-z0-9ü]/g, '')).filter((word) => word !== '');
  return words.map((word) => (capitalised ? word.slice(0, 1).toUpperCase() + word.slice(1) : word)).join(' ');
}

/** `9787` → `978-7-`: enough hyphens to look like print, wherever the publisher's part ends. */
const hyphenated = (isbn: string): string => isbn.replace(/^(97[89])(\d)(\d{8})(\d)$/, '$1-$2-$3-$4');
