import type { Finding, Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord } from '../marc.ts';
import type { Charset, RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { type LineJudge, linesOf, splitLines } from './lines.ts';
import { refusedText, unreadLine } from './text-record.ts';

/**
 * Aleph sequential: one field a line, `000000017 24510 L $$aTitle$$cName` with system number, tag, indicators, a letter
 * for the script and the content; `^` is a blank of a fixed field. Lines of one system number are one record.
 */
export const aleph: Format = { name: 'aleph', split: (bytes) => splitLines('aleph', bytes, judge()), decode };

/** Aleph pads the number to nine digits; programs that write for it are not always so careful. */
const LINE = /^(\d{5,12}) ([0-9A-Z]{3})(.)(.) ?(.) (.*)$/s;
/** Enough to know whose a damaged line is. */
const NUMBER = /^(\d{5,12}) /;

/** Whether text that begins so is Aleph sequential: its first line is one, with `$$` or a leader. */
export function looksLikeAleph(head: string): boolean {
  const first = head.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const content = LINE.exec(first);
  return content !== null && (content[2] === 'LDR' || content[2] === 'FMT' || /^00\d$|\$\$/.test(first.slice(10)));
}

function judge(): LineJudge {
  let current: string | null = null;
  return (line) => {
    const number = NUMBER.exec(line)?.[1] ?? null;
    if (number === null) return line.trim() === '' ? 'between' : current === null ? 'begins' : 'inside';
    const begins = number !== current;
    current = number;
    return begins ? 'begins' : 'inside';
  };
}

function decode(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  if (raw.bytes.length >= MAX_RECORD_BYTES) return refusedText('RECORD_TOO_LONG', place, String(raw.bytes.length));
  const text = linesOf(raw, charset, (line) => LINE.exec(line)?.[2] ?? null);
  const findings: Finding[] = [...text.findings];
  const fields: MarcField[] = [];
  let leader = '';
  let number = '';
  for (const line of text.lines) {
    const match = LINE.exec(line);
    if (match === null) {
      if (line.trim() !== '') findings.push(unreadLine(line, place));
      continue;
    }
    const [, system = '', tag = '', ind1 = ' ', ind2 = ' ', , content = ''] = match;
    number = system;
    if (tag === 'LDR') leader = blanks(content);
    else fields.push(fieldOf(tag, [ind1, ind2], content));
  }
  if (fields.length === 0) return refusedText('RECORD_NO_FIELDS', place, text.lines[0] ?? '');
  // The system number is how the library itself calls the record; an export may leave out 001.
  const known = fields.some(({ tag }) => tag === '001');
  const all: readonly MarcField[] = known ? fields : [{ tag: '001', value: number }, ...fields];
  return { ok: true, value: { leader, fields: all }, findings };
}

function fieldOf(tag: string, [ind1, ind2]: readonly [string, string], content: string): MarcField {
  if (!content.startsWith('$$')) return { tag, value: tag.startsWith('00') ? blanks(content) : content };
  const subfields = content
    .split('$$')
    .filter((part) => part !== '')
    .map((part) => ({ code: part.slice(0, 1), value: part.slice(1) }));
  return { tag, ind1, ind2, subfields };
}

const blanks = (text: string): string => text.replaceAll('^', ' ');
