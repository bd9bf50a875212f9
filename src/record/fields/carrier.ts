import type { Carrier } from '../description.ts';
import type { MarcIndex } from '../marc-index.ts';

/** Words for kinds of document in 200$b, 245$h, sheets and titles. */
const WORDS: readonly (readonly [RegExp, Carrier])[] = [
  [/录音|有声|audio|sound|音频|唱片/iu, 'AUDIO'],
  [/录像|影像|视频|声像|video|dvd|vcd/iu, 'VIDEO'],
  [/电子资源|电子图书|电子书|e-?book|electronic|网络资源/iu, 'EBOOK'],
  [/专利|patent/iu, 'PATENT'],
  [/标准|standard/iu, 'STANDARD'],
  [/报告|report/iu, 'REPORT'],
  [/期刊|连续出版物|杂志|报纸|serial|journal|periodical/iu, 'SERIAL'],
  [/论文|article|析出/iu, 'ARTICLE'],
  [/乐谱|score|music/iu, 'SCORE'],
  [/地图|测绘|map|cartographic/iu, 'MAP'],
  [/图书|专著|book|print/iu, 'PRINT'],
];

/** The carrier that a word for a document type names; undefined where it names none. */
export function carrierOfWord(text: string): Carrier | undefined {
  return text === '' ? undefined : WORDS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Columns that only a list of one kind of document has. 标准书号 and 标准编码 are ISBNs. */
const COLUMNS: readonly (readonly [RegExp, Carrier])[] = [
  [/^(?:专利(?:号|名称|权人|申请人)|申请号|patent)/iu, 'PATENT'],
  [/^标准(?:号|名称|编号)|^standard/iu, 'STANDARD'],
  [/^(?:科技|研究)?报告(?:号|编号|名称|题名)|^report/iu, 'REPORT'],
  [/^(?:篇名|论文题名|论文名称|文章题名|article)/iu, 'ARTICLE'],
  [/^(?:刊名|期刊名称?|馆藏年卷期|journal)/iu, 'SERIAL'],
];

/** What a sheet is a list of, told by the names of its filled columns; an article names its journal, so articles come first. */
export function carrierOfColumns(names: readonly string[]): Carrier | undefined {
  return COLUMNS.find(([pattern]) => names.some((name) => pattern.test(name.trim())))?.[1];
}

/** The kind of document that its number belongs to: `GB/T 3792-2021`, `ZL 2018 1 0123456.7`, `CN 102345678 A`. */
export function carrierOfNumber(number: string): Carrier | undefined {
  if (
    /^(?:GB|GB\/T|GBZ|DB\d{2}|ISO|IEC|ASTM|DIN|JIS|EN|JG[JT]|QB|HJ|YY|JB|CJJ?|NY|SN|T\/[A-Z]+)(?:\/[TZ])?[\s-]*\d/u.test(
      number,
    )
  )
    return 'STANDARD';
  return /^(?:ZL|CN|US|EP|WO|JP)\s?\d[\d\s./]{5,}[A-Z]?\d?$/u.test(number) ? 'PATENT' : undefined;
}

/** The carrier of a record, from its leader (both families agree on these letters), 007 and the words of its title. */
export function readCarrier(record: MarcIndex, family: 'unimarc' | 'marc21'): Carrier {
  const word = family === 'unimarc' ? titleWord(record, '200', 'b') : titleWord(record, '245', 'h');
  const named = carrierOfWord(word);
  if (named !== undefined && named !== 'PRINT') return named;
  const level = record.leader[7];
  const fixed = record.control('007');
  if (fixed.startsWith('cr')) return level === 's' ? 'SERIAL' : 'EBOOK';
  switch (record.leader[6]) {
    case 'c':
    case 'd':
      return 'SCORE';
    case 'e':
    case 'f':
      return 'MAP';
    case 'g':
      return 'VIDEO';
    case 'i':
    case 'j':
      return 'AUDIO';
    case 'l':
      return family === 'unimarc' ? 'EBOOK' : 'PRINT';
    case 'm':
      return family === 'marc21' ? 'EBOOK' : 'OTHER';
    default:
      if (level === 's') return 'SERIAL';
      return level === 'b' || (level === 'a' && record.of(family === 'marc21' ? '773' : '463').length > 0)
        ? 'ARTICLE'
        : 'PRINT';
  }
}

function titleWord(record: MarcIndex, tag: string, code: string): string {
  return record.of(tag)[0]?.subfields.find((sub) => sub.code === code)?.value ?? '';
}
