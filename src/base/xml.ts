import { SaxesParser } from 'saxes';
import { Fault } from './problem.ts';

/** An element by its local name; prefixes are dropped, because servers bind them as they please. */
export interface XmlElement {
  readonly name: string;
  /** By local name, declarations left out. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Character data directly inside, trimmed. */
  readonly text: string;
}

/** No protocol nests deeper than a few dozen. */
const MAX_DEPTH = 200;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Parses a small document or a well-formed piece of one. Prefixes need no declaration. Throws Fault
 * SOURCE_DOCTYPE_REFUSED, or SOURCE_NOT_UNDERSTOOD naming line and column.
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false });
  type Building = { name: string; attributes: Record<string, string>; children: Building[]; text: string };
  const open: Building[] = [];
  let root: Building | null = null;
  parser.on('doctype', () => {
    throw new Fault('SOURCE_DOCTYPE_REFUSED');
  });
  parser.on('error', (error) => {
    throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'XML', detail: error.message });
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) attributes[localName(name)] = value;
    }
    const element: Building = { name: localName(tag.name), attributes, children: [], text: '' };
    if (open.length >= MAX_DEPTH)
      throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'XML', detail: 'nested too deeply' });
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) element.text = element.text.trim();
  });
  const addText = (chunk: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += chunk;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  if (root === null) throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'XML', detail: 'no element' });
  return root;
}

/** The first child of that local name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name);
}

/** All elements of that local name below, in document order. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((one) => [...(one.name === name ? [one] : []), ...descendants(one, name)]);
}

/**
 * The document's text: by its byte order mark, else by the encoding its declaration names, else UTF-8. Bytes that mean
 * nothing become U+FFFD: whoever reads the record decides whether it can be kept.
 */
export function xmlText(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /^<\?xml[^>]*encoding=["']([\w.:-]+)["']/.exec(head)?.[1];
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : (named ?? 'utf-8');
  // GB2312 and GBK are parts of GB18030, whose table is the complete one.
  return decode(bytes, /^(gb2312|gbk|gb_2312-80)$/i.test(label) ? 'gb18030' : label);
}

function decode(bytes: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    return new TextDecoder('utf-8').decode(bytes);
  }
}

export interface CutXml {
  /** The document without its pieces. */
  readonly frame: string;
  readonly pieces: readonly string[];
}

/**
 * Cuts the repeated elements out of a page by text alone, so that an ill-formed one spoils neither its neighbours nor
 * the frame. `start` (global) matches where a piece begins and nothing else; `name` is the element's local name.
 */
export function cutPieces(text: string, start: RegExp, name: string): CutXml {
  const starts = [...text.matchAll(start)].map((match) => match.index);
  const pieces: string[] = [];
  let frame = text.slice(0, starts[0] ?? text.length);
  for (const [i, from] of starts.entries()) {
    const region = text.slice(from, starts[i + 1] ?? text.length);
    const end = lastClose(region, name)?.end ?? region.length;
    pieces.push(region.slice(0, end));
    frame += region.slice(end);
  }
  return { frame, pieces };
}

/** What stands between the first start tag and the last end tag of that local name, well-formed or not; null without both. */
export function innerXml(text: string, name: string): string | null {
  const open = new RegExp(`<(?:[\\w.-]+:)?${name}(?:\\s[^>]{0,2000})?>`).exec(text);
  const close = lastClose(text, name);
  if (open === null || close === null) return null;
  const from = open.index + open[0].length;
  return close.start < from ? null : text.slice(from, close.start).trim();
}

/** Where the last end tag of that local name stands: found walking back, in one pass whatever the text holds. */
export function lastClose(text: string, name: string): { readonly start: number; readonly end: number } | null {
  const tag = new RegExp(`^</(?:[\\w.-]{1,100}:)?${name}\\s{0,100}>`);
  for (let at = text.lastIndexOf('</'); at >= 0; at = at === 0 ? -1 : text.lastIndexOf('</', at - 1)) {
    const match = tag.exec(text.slice(at, at + 300));
    if (match !== null) return { start: at, end: at + match[0].length };
  }
  return null;
}

/** The same piece standing alone: prefixes that the page declared around it are declared on its first tag. */
export function standAlone(piece: string, frame: string): string {
  const tag = /<[^!?/][^>]{0,5000}>/.exec(piece);
  if (tag === null) return piece;
  const missing = new Map<string, string>();
  for (const [, prefix, value] of frame.matchAll(/\sxmlns:([\w.-]{1,100})\s{0,9}=\s{0,9}("[^"<]*"|'[^'<]*')/g)) {
    if (prefix === undefined || value === undefined || missing.has(prefix)) continue;
    const used = piece.includes(`<${prefix}:`) || piece.includes(` ${prefix}:`);
    if (used && !tag[0].includes(`xmlns:${prefix}`)) missing.set(prefix, value);
  }
  const end = tag.index + tag[0].length - (tag[0].endsWith('/>') ? 2 : 1);
  const added = [...missing].map(([prefix, value]) => ` xmlns:${prefix}=${value}`).join('');
  return piece.slice(0, end) + added + piece.slice(end);
}

/** Text with its five named and its numeric references resolved. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g, (whole, name, decimal, hex) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
