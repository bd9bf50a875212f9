import { createHash } from 'node:crypto';
import type { Finding, Read } from '../base/finding.ts';
import type { ColumnMeanings } from './columns.ts';
import { describeMarc } from './describe-marc.ts';
import { describeRow } from './describe-row.ts';
import type { Description } from './description.ts';
import { rewriteBarcodes } from './fields/barcodes.ts';
import { inOwnScript } from './fields/own-script.ts';
import { decodeMarc } from './formats/index.ts';
import { decodeRow } from './formats/rows.ts';
import type { Profile } from './profile.ts';
import { PROFILES } from './profiles/index.ts';
import type { Charset, RawRecord } from './raw.ts';

/** Changes with every change that reads the same bytes otherwise: then nothing counts as unchanged. */
export const READING_RULES = 4;

export interface Reading {
  /** A name of {@link PROFILES}; one that nobody knows is read as `auto`. */
  readonly profile: string;
  readonly charset: Charset;
  /** What a librarian told about columns of this sheet. */
  readonly columns?: ColumnMeanings;
}

/**
 * One source record as a description: decode, then describe by the profile. Pure. Findings tell what was repaired or
 * is doubtful; a record that cannot be read at all, or has no title, is refused with the reasons.
 */
export function readRecord(raw: RawRecord, reading: Reading): Read<Description> {
  const named = PROFILES[reading.profile] ?? PROFILES['auto'];
  if (named === undefined) throw new Error('the profile auto is missing');
  const profile: Profile =
    reading.columns === undefined ? named : { ...named, columns: { ...named.columns, ...reading.columns } };
  const charset = reading.charset === 'detect' ? profile.charset : reading.charset;
  const place = `${raw.place.kind} ${raw.place.at}`;
  const described = raw.format === 'row' ? readRow(raw, profile, place) : readMarc(raw, profile, charset, place);
  if (!described.ok) return described;
  const findings = [...described.findings];
  const told = asOnCopies(described.value, profile);
  const value: Description = { ...told, localId: told.localId ?? standInId(told) };
  if (isDamaged(value))
    findings.push({ code: 'TEXT_DAMAGED', severity: 'warning', place, got: value.title.slice(0, 80) });
  return { ok: true, value, findings };
}

function asOnCopies<T extends Pick<Description, 'holdings'>>(told: T, { barcodes }: Profile): T {
  return barcodes === undefined ? told : { ...told, holdings: rewriteBarcodes(told.holdings, barcodes) };
}

/** Whether any text in it holds a character that could not be decoded. */
function isDamaged(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\ufffd');
  return typeof value === 'object' && value !== null && Object.values(value).some(isDamaged);
}

type Described = ReturnType<typeof describeMarc>;

function readMarc(raw: RawRecord, profile: Profile, charset: Charset, place: string): Described {
  const decoded = decodeMarc(raw, charset);
  if (!decoded.ok) return decoded;
  return joined(describeMarc(inOwnScript(decoded.value), profile, place), decoded.findings);
}

function readRow(raw: RawRecord, profile: Profile, place: string): Described {
  const decoded = decodeRow(raw);
  return decoded.ok ? joined(describeRow(decoded.value, profile, place), decoded.findings) : decoded;
}

function joined<T>(read: Read<T>, earlier: readonly Finding[]): Read<T> {
  if (earlier.length === 0) return read;
  if (read.ok) return { ...read, findings: [...earlier, ...read.findings] };
  const [first, ...more] = read.findings;
  return { ok: false, findings: [first, ...more, ...earlier] };
}

/** The id of a record that brings none: its first barcode, else a digest of what it is known by (DESIGN §5). */
function standInId(description: Omit<Description, 'localId'>): string {
  const barcode = description.holdings.find((holding) => holding.barcode !== undefined)?.barcode;
  if (barcode !== undefined) return barcode;
  const { title, partNumber, partTitle, responsibility, publisher, year, edition, isbns, price } = description;
  const identity = [title, partNumber, partTitle, responsibility, publisher, year, edition, isbns?.join(), price].join(
    '\u001f',
  );
  return `#${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`;
}
