import { SaxesParser } from 'saxes';
import { ISO18626_NAMESPACE } from './message.ts';

/** An element to be written: its name with text or children; `null` leaves it out. */
export type Xml = readonly [name: string, content: string | readonly (Xml | null)[]];

/** An optional text element. */
export function text(name: string, value: string | null): Xml | null {
  return value === null ? null : [name, value];
}

/** An optional group: left out where nothing in it is left. */
export function group(name: string, children: readonly (Xml | null)[]): Xml | null {
  return children.some((child) => child !== null) ? [name, children] : null;
}

/**
 * The whole document. `version` stands in the namespace with a prefix, because the schemas say
 * `attributeFormDefault="qualified"`; no XML declaration, as the deployed peers write it.
 */
export function document(version: string, child: Xml): string {
  return `<ISO18626Message xmlns="${ISO18626_NAMESPACE}" xmlns:ill="${ISO18626_NAMESPACE}" ill:version="${escaped(version)}">${write(child)}</ISO18626Message>`;
}

function write([name, content]: Xml): string {
  const inner =
    typeof content === 'string'
      ? escaped(content)
      : content.map((child) => (child === null ? '' : write(child))).join('');
  return `<${name}>${inner}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that XML 1.0 cannot hold at all. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(value: string): string {
  return value.replace(FORBIDDEN, '').replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
}

/** An element as read, by local names, whatever prefixes the peer uses. */
export class Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[] = [];
  text = '';

  constructor(name: string, attributes: Readonly<Record<string, string>>) {
    this.name = name;
    this.attributes = attributes;
  }

  first(name: string): Element | null {
    return this.children.find((child) => child.name === name) ?? null;
  }
  all(name: string): readonly Element[] {
    return this.children.filter((child) => child.name === name);
  }
  /** Text at the end of a path; null where it is absent or blank. */
  at(...path: readonly string[]): string | null {
    let here: Element | null = this;
    for (const name of path) here = here?.first(name) ?? null;
    const found = here?.text.trim() ?? '';
    return found === '' ? null : found;
  }
}

/** Deeper than any message; a peer must not fill the memory with open tags. */
const MAX_DEPTH = 32;

/** The root element, or null where the text is no well-formed XML. Entities are not expanded: there is no DTD here. */
export function parseXml(source: string): Element | null {
  const parser = new SaxesParser({ xmlns: false });
  const open: Element[] = [];
  let root: Element | null = null;
  let broken = false;
  parser.on('error', () => {
    broken = true;
  });
  parser.on('doctype', () => {
    broken = true;
  });
  parser.on('opentag', (tag) => {
    const attributes = Object.entries(tag.attributes).map(([name, value]) => [local(name), String(value)] as const);
    const element = new Element(local(tag.name), Object.fromEntries(attributes));
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
    if (open.length > MAX_DEPTH) broken = true;
  });
  const add = (value: string) => {
    const here = open.at(-1);
    if (here !== undefined) here.text += value;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(source.replace(/^\uFEFF/, '').trimStart()).close();
  return broken ? null : root;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
