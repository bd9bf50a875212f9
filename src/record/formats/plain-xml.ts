/** What a reader of XML hears, in document order. */
export interface XmlListener {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly empty: boolean;
}

/** What a full parser has to decide: declarations, comments, CDATA, line ends to fold, characters that are none. */
const UNUSUAL = ['<!', '<?', ']]>', '\r', '\ufffe', '\uffff'];

/**
 * Reads XML of the plain form that programs write: elements, attributes in double quotes, text, the five entities.
 * Answers false where a text is not of that form or not well formed; what was heard until then counts for nothing, and a
 * full parser has to read it. Several times quicker than one, because the few hundred tags of a file are taken apart once.
 */
export function readPlainXml(xml: string, listener: XmlListener): boolean {
  if (UNUSUAL.some((mark) => xml.includes(mark))) return false;
  const open: string[] = [];
  let from = 0;
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', from)) {
    if (at > from && !hear(xml.slice(from, at), listener)) return false;
    const end = xml.indexOf('>', at);
    if (end === -1) return false;
    from = end + 1;
    if (xml.charCodeAt(at + 1) === SLASH) {
      const name = xml.slice(at + 2, end);
      if (open.pop() !== name) return false;
      listener.close(name);
      continue;
    }
    const tag = tagOf(xml.slice(at + 1, end));
    if (tag === null) return false;
    listener.open(tag.name, tag.attributes);
    if (tag.empty) listener.close(tag.name);
    else open.push(tag.name);
  }
  return open.length === 0 && (from === xml.length || hear(xml.slice(from), listener));
}

const SLASH = 0x2f;

function hear(text: string, listener: XmlListener): boolean {
  if (!text.includes('&')) {
    listener.text(text);
    return true;
  }
  // Numeric references may name characters that XML forbids: the full parser knows which.
  if (text.replace(ENTITY, '').includes('&')) return false;
  listener.text(text.replace(ENTITY, (_, name: string) => ENTITIES[name] ?? ''));
  return true;
}

const ENTITY = /&(lt|gt|amp|quot|apos);/g;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const tags = new Map<string, Tag | null>();
/** Far more than MARC has; what more a hostile file brings is taken apart each time. */
const REMEMBERED_TAGS = 20_000;
const LONGEST_REMEMBERED = 100;

function tagOf(text: string): Tag | null {
  const known = tags.get(text);
  if (known !== undefined) return known;
  // A copy of its own: a slice would hold on to the whole record.
  const tag = takeApart(Buffer.from(text).toString());
  if (tags.size < REMEMBERED_TAGS && text.length <= LONGEST_REMEMBERED) tags.set(Buffer.from(text).toString(), tag);
  return tag;
}

const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const TAG = new RegExp(`^(${NAME})((?:\\s+${NAME}\\s*=\\s*"[^"<&\\t\\n]*")*)\\s*(/?)$`);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*"([^"]*)"`, 'g');

function takeApart(text: string): Tag | null {
  const [, name, told = '', slash] = TAG.exec(text) ?? [];
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  for (const [, key = '', value = ''] of told.matchAll(ATTRIBUTE)) {
    if (attributes.has(key)) return null;
    attributes.set(key, value);
  }
  return { name, attributes: Object.fromEntries(attributes), empty: slash === '/' };
}
