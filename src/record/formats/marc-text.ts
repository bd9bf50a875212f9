import type { Finding, Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord } from '../marc.ts';
import type { Charset, RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { type LineJudge, linesOf, splitLines } from './lines.ts';
import { type FieldWriting, writingOf } from './marc-text-field.ts';
import { refusedText, unreadLine } from './text-record.ts';

/**
 * MARC as people print it, one field a line (notes/records §4): `245 10 $a Title $c Name` of yaz-marcdump, worksheets of
 * dt1000 and dp2 (`2001 ǂa书名`, `***` behind each record), screens of other systems with ■a, ▼a, |a or @a. Records
 * begin with a leader or behind an empty line.
 */
export const marcText: Format = {
  name: 'marc-text',
  split: (bytes) => splitLines('marc-text', bytes, judge()),
  decode,
};

const LEADER = /^(?:(?:LDR|LEADER|000)[ \t]*)?((?:\d{5}|[ ?#]{5})[a-z #^?][a-z][ -~]{3}[ -~]{10,14})$/i;
/** Control field 001 to 009 and alphabetic tags; `tag + indicators + content` for the rest. */
const FIELD = /^(\d{3}|[A-Z][0-9A-Z]{2})(?=[ \t\d#_\\|]|[^ -~]|[$@]|$)(.*)$/s;
const SEPARATOR = /^\s*(?:\*{3,}|-{3,}|={3,}|#{3,})?\s*$/;

/** Bytes of a mark as Latin-1 shows them: ASCII, GBK or UTF-8. */
const MARKED_LINE = /^(?:\d{3}|[A-Z][0-9A-Z]{2})[ \t\d#_\\^|]{0,6}(?:[$|@\u001f]|[\u0080-\u00ff]{1,3}) ?[0-9A-Za-z]/;
const CONTROL_LINE = /^(?:00\d|LDR|FMT|SYS|CAT)[ \t]?/;

/** Whether text that begins so is MARC by lines: nearly every line is a field, and one of them is a title. */
export function looksLikeMarcText(head: string): boolean {
  const lines = head.split(/\r?\n/).slice(0, 60);
  const told = lines.filter((line) => !SEPARATOR.test(line));
  const fields = told.filter((line) => MARKED_LINE.test(line));
  const known = told.filter((line) => MARKED_LINE.test(line) || CONTROL_LINE.test(line) || LEADER.test(line.trimEnd()));
  const tags = new Set(fields.map((line) => line.slice(0, 3)));
  const leader = told.some((line) => LEADER.test(line.trimEnd()));
  const title = tags.has('200') || tags.has('245');
  return title && (leader || tags.size >= 2) && known.length >= told.length * 0.7;
}

function judge(): LineJudge {
  let open = false;
  let numbered = false;
  return (line) => {
    if (SEPARATOR.test(line)) {
      open = false;
      return 'between';
    }
    const number = /^001(?!\d)/.test(line);
    const begins = !open || LEADER.test(line.trimEnd()) || (number && numbered);
    if (begins) numbered = false;
    numbered ||= /^\d{3}/.test(line) && !LEADER.test(line.trimEnd());
    open = true;
    return begins ? 'begins' : 'inside';
  };
}

function decode(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  if (raw.bytes.length >= MAX_RECORD_BYTES) return refusedText('RECORD_TOO_LONG', place, String(raw.bytes.length));
  const text = linesOf(raw, charset, (line) => FIELD.exec(line)?.[1] ?? null);
  const findings: Finding[] = [...text.findings];
  const { leader, lines } = gathered(text.lines, place, findings);
  const writing = writingOf(lines.map(({ rest }) => rest));
  const fields = lines.map(({ tag, rest }) => fieldOf(tag, rest, writing));
  if (fields.length === 0 || !fields.some((field) => 'subfields' in field))
    return refusedText('RECORD_NO_FIELDS', place, text.lines[0] ?? '');
  return { ok: true, value: { leader, fields }, findings };
}

interface TaggedLine {
  readonly tag: string;
  readonly rest: string;
}

/** Leader and fields, long ones put together again: screens wrap them and indent what goes on. */
function gathered(
  lines: readonly string[],
  place: string,
  findings: Finding[],
): { readonly leader: string; readonly lines: readonly TaggedLine[] } {
  let leader = '';
  const found: TaggedLine[] = [];
  for (const line of lines) {
    const head = found.length === 0 && leader === '' ? LEADER.exec(line.trimEnd())?.[1] : undefined;
    if (head !== undefined) {
      leader = head.padEnd(24);
      continue;
    }
    const [, tag, rest = ''] = FIELD.exec(line) ?? [];
    const before = found.at(-1);
    if (tag !== undefined) found.push({ tag, rest });
    else if (/^\s/.test(line) && before !== undefined)
      found[found.length - 1] = { tag: before.tag, rest: joined(before.rest, line.trim()) };
    else if (line.trim() !== '') findings.push(unreadLine(line, place));
  }
  return { leader, lines: found };
}

/** Chinese text goes on without a blank. */
function joined(before: string, after: string): string {
  const han = /[\u3000-\u9fff\uff00-\uffef]$/.test(before) && /^[\u3000-\u9fff\uff00-\uffef]/.test(after);
  return before + (han ? '' : ' ') + after;
}

function fieldOf(tag: string, rest: string, writing: FieldWriting | null): MarcField {
  const first = tag.startsWith('00') || writing === null ? -1 : writing.first(rest);
  if (writing === null || first === -1) return { tag, value: rest.replace(/^[ \t]/, '').replace(/\u001e$/, '') };
  const [ind1, ind2] = indicatorsOf(rest.slice(0, first));
  return { tag, ind1, ind2, subfields: writing.subfields(rest.slice(first)) };
}

/** The indicators before the first mark, with or without blanks around them: ` 10 `, `10`, `1 `, ` 1 `, ``. */
function indicatorsOf(text: string): readonly [string, string] {
  const plain = text.replace(/\t/g, ' ').replace(/[#_\\^|]/g, ' ');
  // A blank before a digit stands between tag and indicators, unless these are all there is.
  const own = plain.length > 2 && plain.startsWith(' ') ? plain.slice(1) : plain;
  return [own[0] ?? ' ', own[1] ?? ' '];
}
