import type { Subfield } from '../marc.ts';

/** How one record writes its subfields. */
export interface FieldWriting {
  /** Where the first subfield begins in what follows a tag; -1 where there is none. */
  first(text: string): number;
  /** The subfields of text that begins with one. */
  subfields(text: string): readonly Subfield[];
}

/** Marks as systems print 1F, the likelier first. */
const MARKS = ['\u001f', 'ǂ', '‡', '■', '▼', '▲', '△', '▽', '＄', '$', '|', '@'] as const;

/**
 * The mark that most lines of a record use, and whether blanks stand around the codes (`$a Title $c Name`) or not
 * (`$aTitle$cName`); null where no line has one. A price in dollars is no subfield where blanks tell.
 *
 * @param lines what follows the tag, of each line
 */
export function writingOf(lines: readonly string[]): FieldWriting | null {
  let best: { readonly mark: string; readonly count: number } | null = null;
  for (const mark of MARKS) {
    const begins = new RegExp(`^[ \\t\\d#_\\\\^|]{0,6}${escaped(mark)} ?[0-9A-Za-z]`);
    const count = lines.filter((line) => begins.test(line)).length;
    if (count > (best?.count ?? 0)) best = { mark, count };
  }
  if (best === null) return null;
  const mark = escaped(best.mark);
  const marked = lines.filter((line) => line.includes(best.mark));
  const spaced = new RegExp(`${mark}[0-9A-Za-z] `);
  const isSpaced = marked.length > 0 && marked.every((line) => spaced.test(line));
  return isSpaced ? spacedWriting(mark) : denseWriting(mark);
}

/** `$a Title $c Name`, as yaz-marcdump prints. */
function spacedWriting(mark: string): FieldWriting {
  const start = new RegExp(`(?:^|(?<= ))${mark}([0-9A-Za-z]) `);
  const pieces = new RegExp(`(?:^| )${mark}([0-9A-Za-z])(?: |$)`);
  return { first: (text) => text.search(start), subfields: (text) => paired(text.split(pieces)) };
}

/** `$aTitle$cName`, or with one blank between mark and code. */
function denseWriting(mark: string): FieldWriting {
  const start = new RegExp(`${mark} ?[0-9A-Za-z]`);
  const pieces = new RegExp(`${mark} ?([0-9A-Za-z])`);
  return { first: (text) => text.search(start), subfields: (text) => paired(text.split(pieces)) };
}

/** What `split` with one group gives: text before, then code and text by turns. */
function paired(parts: readonly string[]): readonly Subfield[] {
  const subfields: Subfield[] = [];
  for (let at = 1; at < parts.length; at += 2)
    subfields.push({ code: parts[at] ?? '', value: (parts[at + 1] ?? '').replace(/\u001e$/, '') });
  return subfields;
}

const escaped = (mark: string): string => mark.replace(/[$|]/g, '\\$&');
