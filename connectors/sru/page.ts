import { Fault } from '../../src/base/problem.ts';
import {
  child,
  cutPieces,
  descendants,
  innerXml,
  parseXml,
  standAlone,
  unescapeXml,
  xmlText,
} from '../../src/base/xml.ts';

/** One answer to searchRetrieve, in any of the versions 1.1, 1.2 and 2.0. */
export interface SruPage {
  readonly count: number;
  readonly records: readonly SruRecord[];
  readonly diagnostics: readonly SruDiagnostic[];
  /** Null where the server says nothing of it. */
  readonly nextPosition: number | null;
}

export interface SruRecord {
  /** What stood in recordData, as XML. */
  readonly data: string;
  /** A record that is a diagnostic in the place of one (surrogate diagnostic). */
  readonly diagnostic: SruDiagnostic | null;
}

export interface SruDiagnostic {
  readonly uri: string;
  readonly detail: string;
}

const RECORD =
  /<(?:[\w.-]{1,100}:)?record\b[^>]{0,200}>\s{0,200}<(?:[\w.-]{1,100}:)?(?:recordSchema|recordPacking|recordXMLEscaping|recordIdentifier|recordPosition|recordData)\b/g;

/** Reads an answer; records are cut out before anything is parsed. Throws Fault where the frame is no SRU. */
export function readPage(bytes: Uint8Array): SruPage {
  const text = xmlText(bytes);
  const { frame, pieces } = cutPieces(text, RECORD, 'record');
  const root = parseXml(frame.replace(/^\uFEFF?\s+/, ''));
  const known = root.name === 'searchRetrieveResponse' || root.name === 'explainResponse';
  if (!known) throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'SRU', detail: `<${root.name}>` });
  const next = Number.parseInt(child(root, 'nextRecordPosition')?.text ?? '', 10);
  return {
    count: Number.parseInt(child(root, 'numberOfRecords')?.text ?? '', 10) || 0,
    records: pieces.flatMap((piece) => readRecord(piece, frame)),
    diagnostics: diagnosticsIn(frame),
    nextPosition: next >= 1 ? next : null,
  };
}

function readRecord(piece: string, frame: string): readonly SruRecord[] {
  const inner = innerXml(piece, 'recordData') ?? '';
  if (inner === '') return [];
  const data = standAlone(unpacked(inner), frame);
  const surrogate = /<(?:[\w.-]+:)?diagnostic\b/.test(data.slice(0, 500)) ? diagnosticsIn(data)[0] : undefined;
  return [{ data, diagnostic: surrogate ?? null }];
}

/** String packing escapes the record or wraps it in CDATA; what is told in recordPacking is often untrue. */
function unpacked(inner: string): string {
  const cdata = /^<!\[CDATA\[([\s\S]*?)\]\]>$/.exec(inner)?.[1];
  const data = cdata ?? (inner.startsWith('&lt;') ? unescapeXml(inner) : inner);
  return data.replace(/^\s*<\?xml[^>]*\?>\s*/, '').trim();
}

function diagnosticsIn(text: string): readonly SruDiagnostic[] {
  const root = parseXml(text);
  const list = root.name === 'diagnostic' ? [root] : descendants(root, 'diagnostic');
  return list.map((one) => {
    const words = [child(one, 'message')?.text, child(one, 'details')?.text].filter((part) => part !== undefined);
    return { uri: child(one, 'uri')?.text ?? '', detail: words.filter((part) => part !== '').join(': ') };
  });
}
