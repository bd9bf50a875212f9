import { SaxesParser } from 'saxes';
import type { Finding, Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord, Subfield } from '../marc.ts';
import type { RawRecord } from '../raw.ts';
import { splitMarcXml } from './marcxml-split.ts';

/**
 * MARCXML with any prefix or none, alone or inside SRU and OAI answers. Records are cut out of the bytes by their tags
 * before anything is parsed, so that an ill-formed one costs only itself.
 */
export const marcxml: Format = { name: 'marcxml', split: splitMarcXml, decode };

// Control characters that XML 1.0 forbids; they say nothing about a book.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function decode(raw: RawRecord): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  const text = new TextDecoder('utf-8').decode(raw.bytes);
  const clean = text.replace(FORBIDDEN, '');
  const findings: Finding[] = [];
  if (clean.length !== text.length) findings.push({ code: 'XML_CONTROL_CHARACTERS', severity: 'info', place });
  if (/<!DOCTYPE/i.test(clean)) return { ok: false, findings: [{ code: 'XML_DOCTYPE', severity: 'error', place }] };
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
  const parser = new SaxesParser({ xmlns: false, fragment: true });
  const fields: MarcField[] = [];
  let leader = '';
  let subfields: Subfield[] = [];
  let attributes: Readonly<Record<string, string>> = {};
  let code = '';
  let text = '';
  let fault: string | null = null;
  parser.on('error', (error) => {
    fault ??= error.message;
  });
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    text = '';
    if (name === 'subfield') code = tag.attributes['code'] ?? ' ';
    else if (name === 'datafield' || name === 'controlfield') {
      attributes = tag.attributes;
      subfields = [];
    }
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('cdata', (piece) => {
    text += piece;
  });
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    if (name === 'leader') leader = text;
    else if (name === 'subfield') subfields.push({ code, value: text });
    else if (name === 'controlfield') fields.push({ tag: attributes['tag'] ?? '', value: text });
    else if (name === 'datafield') {
      fields.push({
        tag: attributes['tag'] ?? '',
        ind1: attributes['ind1'] ?? ' ',
        ind2: attributes['ind2'] ?? ' ',
        subfields,
      });
    }
    text = '';
  });
  parser.write(xml).close();
  return fault ?? { leader, fields };
}
