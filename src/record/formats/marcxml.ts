import { SaxesParser } from 'saxes';
import type { Finding, Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord, Subfield } from '../marc.ts';
import type { RawRecord } from '../raw.ts';
import { splitMarcXml } from './marcxml-split.ts';
import { readPlainXml, type XmlListener } from './plain-xml.ts';

/**
 * MARCXML with any prefix or none, alone or inside SRU and OAI answers. Records are cut out of the bytes by their tags
 * before anything is parsed, so that an ill-formed one costs only itself.
 */
export const marcxml: Format = { name: 'marcxml', split: splitMarcXml, decode };

// Control characters that XML 1.0 forbids; they say nothing about a book.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const ALL_FORBIDDEN = new RegExp(FORBIDDEN, 'g');
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

const utf8 = new TextDecoder('utf-8');

function decode(raw: RawRecord): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  const text = utf8.decode(raw.bytes);
  const clean = FORBIDDEN.test(text) ? text.replace(ALL_FORBIDDEN, '') : text;
  const findings: Finding[] = [];
  if (clean.length !== text.length) findings.push({ code: 'XML_CONTROL_CHARACTERS', severity: 'info', place });
  if (clean.includes('<!') && /<!DOCTYPE/i.test(clean))
    return { ok: false, findings: [{ code: 'XML_DOCTYPE', severity: 'error', place }] };
  const built = build(clean);
  if (typeof built === 'string') {
    return { ok: false, findings: [{ code: 'XML_ILL_FORMED', severity: 'error', place, got: built.slice(0, 80) }] };
  }
  if (built.fields.length === 0)
    return { ok: false, findings: [{ code: 'RECORD_NO_FIELDS', severity: 'error', place }] };
  return { ok: true, value: built, findings };
}

/** The record, or what the XML parser said against it. */
function build(xml: string): MarcRecord | string {
  const plain = new RecordInXml();
  if (readPlainXml(xml, plain)) return plain.record();
  const heard = new RecordInXml();
  const parser = new SaxesParser({ xmlns: false, fragment: true });
  let fault: string | null = null;
  parser.on('error', (error) => {
    fault ??= error.message;
  });
  parser.on('opentag', ({ name, attributes }) => heard.open(name, attributes));
  parser.on('text', (piece) => heard.text(piece));
  parser.on('cdata', (piece) => heard.text(piece));
  parser.on('closetag', ({ name }) => heard.close(name));
  parser.write(xml).close();
  return fault ?? heard.record();
}

class RecordInXml implements XmlListener {
  readonly #fields: MarcField[] = [];
  #leader = '';
  #subfields: Subfield[] = [];
  #attributes: Readonly<Record<string, string>> = {};
  #code = '';
  #text = '';

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    const name = local(tag);
    this.#text = '';
    if (name === 'subfield') this.#code = attributes['code'] ?? ' ';
    else if (name === 'datafield' || name === 'controlfield') {
      this.#attributes = attributes;
      this.#subfields = [];
    }
  }

  text(piece: string): void {
    this.#text = this.#text === '' ? piece : this.#text + piece;
  }

  close(tag: string): void {
    const name = local(tag);
    if (name === 'subfield') this.#subfields.push({ code: this.#code, value: this.#text });
    else if (name === 'datafield') this.#addField();
    else if (name === 'controlfield') this.#fields.push({ tag: this.#attributes['tag'] ?? '', value: this.#text });
    else if (name === 'leader') this.#leader = this.#text;
    this.#text = '';
  }

  #addField(): void {
    const { tag = '', ind1 = ' ', ind2 = ' ' } = this.#attributes;
    this.#fields.push({ tag, ind1, ind2, subfields: this.#subfields });
  }

  record(): MarcRecord {
    return { leader: this.#leader, fields: this.#fields };
  }
}
