import type { Finding, Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord } from '../marc.ts';
import type { Charset, RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { type LineJudge, linesOf, splitLines } from './lines.ts';
import { withoutMnemonics } from './mnemonics.ts';
import { refusedText, unreadLine } from './text-record.ts';

/**
 * The mnemonic form of MarcEdit and MARCMaker (.mrk): `=245  10$aTitle$cName`, `\` for a blank indicator or a blank of
 * a fixed field, `{acute}e` and `{dollar}` for what could not be typed. Records stand apart by an empty line.
 */
export const mrk: Format = { name: 'mrk', split: (bytes) => splitLines('mrk', bytes, judge()), decode };

const LINE = /^=([0-9A-Za-z]{3})(?: {1,2}|\t|$)(.*)$/s;
const isLeader = (tag: string): boolean => tag === 'LDR' || tag === '000';

/** Whether text that begins so is in mnemonic form. */
export function looksLikeMrk(head: string): boolean {
  const first = head.split(/\r?\n/).find((line) => line.trim() !== '') ?? '';
  const tag = LINE.exec(first)?.[1] ?? '';
  return isLeader(tag) || /^\d{3}$/.test(tag);
}

function judge(): LineJudge {
  let open = false;
  return (line) => {
    if (line.trim() === '') {
      open = false;
      return 'between';
    }
    const begins = !open || isLeader(LINE.exec(line)?.[1] ?? '');
    open = true;
    return begins ? 'begins' : 'inside';
  };
}

function decode(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  if (raw.bytes.length >= MAX_RECORD_BYTES) return refusedText('RECORD_TOO_LONG', place, String(raw.bytes.length));
  const text = linesOf(raw, charset, (line) => LINE.exec(line)?.[1] ?? null);
  const findings: Finding[] = [...text.findings];
  const fields: MarcField[] = [];
  let leader = '';
  for (const line of text.lines) {
    const match = LINE.exec(line);
    if (match === null) {
      if (line.trim() !== '') findings.push(unreadLine(line, place));
      continue;
    }
    const [, tag = '', content = ''] = match;
    if (isLeader(tag)) leader = blanks(content);
    else fields.push(fieldOf(tag, content));
  }
  if (fields.length === 0) return refusedText('RECORD_NO_FIELDS', place, text.lines[0] ?? '');
  return { ok: true, value: { leader, fields }, findings };
}

function fieldOf(tag: string, content: string): MarcField {
  const first = content.indexOf('$');
  if (tag.startsWith('00') || first === -1)
    return { tag, value: withoutMnemonics(tag.startsWith('00') ? blanks(content) : content) };
  const indicators = blanks(content.slice(0, first)).slice(-2).padStart(2);
  const subfields = content
    .slice(first + 1)
    .split('$')
    .filter((part) => part !== '')
    .map((part) => ({ code: part.slice(0, 1), value: withoutMnemonics(part.slice(1)) }));
  return { tag, ind1: indicators[0] ?? ' ', ind2: indicators[1] ?? ' ', subfields };
}

const blanks = (text: string): string => text.replaceAll('\\', ' ');
