import { Fault } from '../../src/base/problem.ts';
import {
  child,
  cutPieces,
  descendants,
  innerXml,
  parseXml,
  standAlone,
  type XmlElement,
  xmlText,
} from '../../src/base/xml.ts';
import { oneRecord } from './collection.ts';

/** One answer of a repository (OAI-PMH 2.0 §3.2), its records still in their own words. */
export interface OaiPage {
  readonly responseDate: string;
  readonly errors: readonly OaiError[];
  readonly records: readonly OaiRecord[];
  /** Null where the list is complete. */
  readonly resumptionToken: string | null;
  /** The answer itself, without records. */
  readonly frame: XmlElement;
}

export interface OaiError {
  readonly code: string;
  readonly detail: string;
}

export type OaiRecord =
  | { readonly kind: 'deleted'; readonly identifier: string }
  | { readonly kind: 'record'; readonly identifier: string; readonly metadata: string };

/** An OAI record begins with its header; the MARC record inside has the same name and none. */
const RECORD = /<(?:[\w.-]{1,100}:)?record\b[^>]{0,200}>\s{0,200}<(?:[\w.-]{1,100}:)?header\b/g;

/**
 * Reads a page. Records are cut out before anything is parsed, so an ill-formed one is handed on as it is, for the
 * reader to judge, and its neighbours are untouched. Throws Fault where the frame itself is no OAI-PMH.
 */
export function readPage(bytes: Uint8Array): OaiPage {
  const text = xmlText(bytes);
  const { frame, pieces } = cutPieces(text, RECORD, 'record');
  const root = parseXml(frame.replace(/^\uFEFF?\s+/, ''));
  if (root.name !== 'OAI-PMH')
    throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'OAI-PMH', detail: `<${root.name}>` });
  const token = descendants(root, 'resumptionToken')[0]?.text ?? '';
  return {
    responseDate: child(root, 'responseDate')?.text ?? '',
    errors: root.children
      .filter(({ name }) => name === 'error')
      .map(({ attributes, text: detail }) => ({ code: attributes.code ?? '', detail })),
    records: pieces.flatMap((piece) => readRecord(piece, frame)),
    resumptionToken: token === '' ? null : token,
    frame: root,
  };
}

function readRecord(piece: string, frame: string): readonly OaiRecord[] {
  const header = headerOf(piece);
  const identifier = child(header, 'identifier')?.text ?? '';
  if (header?.attributes.status === 'deleted') return identifier === '' ? [] : [{ kind: 'deleted', identifier }];
  const metadata = innerXml(piece, 'metadata') ?? '';
  if (metadata === '') return [];
  return [{ kind: 'record', identifier, metadata: standAlone(oneRecord(metadata), frame) }];
}

/** A header that cannot be parsed still has its record: the record's own number stands in for the identifier. */
function headerOf(piece: string): XmlElement | undefined {
  const start = HEADER.exec(piece);
  const end = HEADER_END.exec(piece);
  if (start === null || end === null) return undefined;
  try {
    return parseXml(piece.slice(start.index, end.index + end[0].length));
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'SOURCE_NOT_UNDERSTOOD') return undefined;
    throw cause;
  }
}
const HEADER = /<(?:[\w.-]{1,100}:)?header\b/;
const HEADER_END = /<\/(?:[\w.-]{1,100}:)?header\s{0,100}>/;
