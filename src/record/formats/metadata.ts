import { Fault } from '../../base/problem.ts';
import { child, descendants, parseXml, type XmlElement } from '../../base/xml.ts';
import type { RawRecord } from '../raw.ts';

type Cells = Record<string, string>;

const encoder = new TextEncoder();

/**
 * A record of a protocol as a raw record: MARCXML as it is, Dublin Core and MODS as a row under the column names that
 * sheets use. Repositories of institutes and universities speak nothing else.
 */
export function rawFromXml(text: string, position: number): RawRecord {
  const xml = text.replace(/^\uFEFF?\s{0,100}<\?xml[^>]{0,200}\?>\s{0,100}/, '');
  const place = { kind: 'row', at: position } as const;
  const cells = /<(?:[\w.-]{1,100}:)?(?:dc|mods|qualifieddc)\b/.test(xml.slice(0, 3000)) ? cellsOf(xml) : null;
  if (cells === null) return { format: 'marcxml', bytes: encoder.encode(xml), place };
  return { format: 'row', bytes: encoder.encode(JSON.stringify({ cells })), place };
}

/** Null where it is neither, or ill-formed: then it is left to the reader of MARCXML to say what is wrong. */
function cellsOf(xml: string): Cells | null {
  let root: XmlElement;
  try {
    root = parseXml(xml);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return null;
  }
  if (root.name === 'mods') return filled(modsCells(root));
  return root.name === 'dc' || root.name === 'qualifieddc' ? filled(dcCells(root)) : null;
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}

const SEMICOLON = '；';

/** DCMES 1.1 and the terms that refine it; a repeated element is one cell with semicolons. */
function dcCells(root: XmlElement): Cells {
  const all = (...names: readonly string[]): readonly string[] =>
    root.children.filter(({ name, text }) => names.includes(name) && text !== '').map(({ text }) => text);
  const identifiers = all('identifier', 'isPartOf', 'source', 'relation');
  const publishers = all('publisher');
  const house = publishers.find((text) => HOUSE.test(text)) ?? publishers[0] ?? '';
  return {
    记录号: all('identifier').find(isRecordNumber) ?? '',
    题名: all('title')[0] ?? '',
    责任者: [...all('creator'), ...all('contributor')].join(SEMICOLON),
    出版者: house,
    // Alma writes the place as a publisher of its own, before the house.
    出版地: publishers.find((text) => text !== house) ?? '',
    出版日期: firstYear(all('issued', 'date', 'created')),
    ISBN: identifiers.map(isbnIn).find((text) => text !== '') ?? '',
    主题词: all('subject').join(SEMICOLON),
    摘要: all('abstract', 'description')[0] ?? '',
    语种: all('language')[0] ?? '',
    文献类型: all('type')[0] ?? '',
    页数: all('extent')[0] ?? '',
  };
}

/** MODS 3: what the same columns take. */
function modsCells(root: XmlElement): Cells {
  const info = root.children.find(({ name, attributes }) => name === 'titleInfo' && attributes.type === undefined);
  const origin = child(root, 'originInfo');
  const text = (element: XmlElement | undefined, name: string): string => child(element, name)?.text ?? '';
  const names = root.children.filter(({ name }) => name === 'name').map(personName);
  const identifiers = root.children.filter(({ name }) => name === 'identifier');
  const isbn = identifiers.find(({ attributes }) => attributes.type === 'isbn')?.text ?? '';
  return {
    题名: [text(info, 'nonSort'), text(info, 'title')].filter((part) => part !== '').join(' '),
    副题名: text(info, 'subTitle'),
    分册: text(info, 'partNumber'),
    责任者: names.filter((name) => name !== '').join(SEMICOLON),
    出版者: text(origin, 'publisher'),
    出版地: origin === undefined ? '' : (descendants(origin, 'placeTerm').find(isText)?.text ?? ''),
    出版日期: firstYear([text(origin, 'dateIssued'), text(origin, 'dateCreated'), text(origin, 'copyrightDate')]),
    版次: text(origin, 'edition'),
    ISBN: isbn,
    主题词: descendants(root, 'topic')
      .map((topic) => topic.text)
      .join(SEMICOLON),
    分类号:
      root.children.find(({ name, attributes }) => name === 'classification' && attributes.authority === 'clc')?.text ??
      '',
    摘要: text(root, 'abstract'),
    语种: text(child(root, 'language'), 'languageTerm'),
    文献类型: text(root, 'genre'),
    页数: text(child(root, 'physicalDescription'), 'extent'),
    馆藏地: text(child(root, 'location'), 'physicalLocation'),
    索书号: text(child(root, 'location'), 'shelfLocator'),
  };
}

const isText = ({ attributes }: XmlElement): boolean => attributes.type !== 'code';

function personName(name: XmlElement): string {
  const parts = name.children.filter((part) => part.name === 'namePart' && part.attributes.type !== 'date');
  const given = parts.find(({ attributes }) => attributes.type === 'given')?.text;
  const family = parts.find(({ attributes }) => attributes.type === 'family')?.text;
  if (family !== undefined) return [family, given].filter((part) => part !== undefined).join(', ');
  return parts.map(({ text }) => text).join(' ');
}

function firstYear(dates: readonly string[]): string {
  return dates.find((date) => /\d{4}/.test(date)) ?? '';
}

const HOUSE = /出版|[社馆局]$|公司|Press|Publish|Verlag/iu;

/** `urn:isbn:978…`, `ISBN 978-…`, `7-5037-1744-0`; other identifiers are addresses and numbers of the repository. */
function isbnIn(text: string): string {
  return (
    /(?:isbn[:\s]*)([\d-]{9,17}[\dXx])/i.exec(text)?.[1] ??
    /^(97[89][\d-]{10,14}|\d{1,5}-\d{1,7}-\d{1,7}-[\dXx])$/.exec(text)?.[1] ??
    ''
  );
}

/** A bare number that is no ISBN: what a catalogue calls its record. */
const isRecordNumber = (text: string): boolean => /^\d{5,20}$/.test(text) && !/^97[89]\d{10}$/.test(text);
