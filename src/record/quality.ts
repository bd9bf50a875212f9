import type { Finding, Read } from '../base/finding.ts';
import type { MessageCode } from '../base/messages.ts';
import type { Carrier, Description } from './description.ts';
import { Seen } from './seen.ts';

/** What a delivery is worth: counted while it is read, so that memory stays flat but for digests of ids and barcodes. */
export interface QualityReport {
  readonly records: number;
  readonly described: number;
  readonly quarantined: number;
  readonly copies: number;
  readonly findings: readonly FindingCount[];
  readonly completeness: readonly { readonly field: QualityField; readonly filled: number; readonly share: number }[];
  /** 0–100: described records, weighted by how complete they are and what is doubtful in them. */
  readonly score: number;
}

export interface FindingCount {
  readonly code: MessageCode;
  readonly severity: Finding['severity'];
  readonly count: number;
  /** The first places, e.g. `byte 9214` or `row 17`. */
  readonly places: readonly string[];
  /** The first offending texts. */
  readonly examples: readonly string[];
}

/** Fields that finding, matching and lending need, with their weight in the score. */
const FIELDS = {
  isbns: 25,
  responsibility: 15,
  publisher: 15,
  year: 10,
  classNumber: 15,
  callNumber: 10,
  barcode: 10,
} as const;
export type QualityField = keyof typeof FIELDS;

const PLACES = 10;

export class QualityCount {
  #records = 0;
  #described = 0;
  #copies = 0;
  #doubtful = 0;
  readonly #findings = new Map<
    MessageCode,
    { severity: Finding['severity']; count: number; places: string[]; examples: string[] }
  >();
  readonly #filled = new Map<QualityField, number>();
  readonly #ids = new Seen();
  readonly #barcodes = new Seen();

  /** Counts one record as it was read; `place` is where it stands. */
  add(read: Read<Description>, place: string): void {
    this.#records += 1;
    for (const finding of read.findings) this.#find(finding);
    if (!read.ok) return;
    this.#described += 1;
    if (read.findings.some((finding) => finding.severity !== 'info')) this.#doubtful += 1;
    const { value } = read;
    if (!this.#ids.isNew(value.localId))
      this.#find({ code: 'LOCAL_ID_REPEATED', severity: 'warning', place, got: value.localId });
    for (const holding of value.holdings) this.#copy(holding.barcode, holding.copies, place);
    for (const field of Object.keys(FIELDS) as QualityField[])
      if (has(value, field)) this.#filled.set(field, (this.#filled.get(field) ?? 0) + 1);
  }

  /** Counts what was noticed about the delivery as a whole. */
  addFinding(finding: Finding): void {
    this.#find(finding);
  }

  report(): QualityReport {
    const completeness = (Object.keys(FIELDS) as QualityField[]).map((field) => {
      const filled = this.#filled.get(field) ?? 0;
      return { field, filled, share: this.#described === 0 ? 0 : filled / this.#described };
    });
    const complete = completeness.reduce((sum, { field, share }) => sum + share * FIELDS[field], 0);
    const sound = this.#records === 0 ? 0 : (this.#described - this.#doubtful / 2) / this.#records;
    return {
      records: this.#records,
      described: this.#described,
      quarantined: this.#records - this.#described,
      copies: this.#copies,
      findings: [...this.#findings]
        .map(([code, found]) => ({ code, ...found }))
        .sort((a, b) => rank(a) - rank(b) || b.count - a.count),
      completeness,
      score: Math.round(complete * sound),
    };
  }

  #copy(barcode: string | undefined, copies: number, place: string): void {
    this.#copies += copies;
    if (barcode === undefined) return;
    if (!this.#barcodes.isNew(barcode))
      this.#find({ code: 'BARCODE_REPEATED', severity: 'warning', place, got: barcode });
  }

  #find({ code, severity, place, got }: Finding): void {
    const known = this.#findings.get(code) ?? { severity, count: 0, places: [], examples: [] };
    known.count += 1;
    if (known.places.length < PLACES) known.places.push(place);
    if (got !== undefined && known.examples.length < PLACES) known.examples.push(got);
    this.#findings.set(code, known);
  }
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];
const rank = ({ severity }: FindingCount): number => SEVERITIES.indexOf(severity);

function has(description: Description, field: QualityField): boolean {
  if (field === 'callNumber') return description.holdings.some((holding) => holding.callNumber !== undefined);
  if (field === 'barcode') return description.holdings.some((holding) => holding.barcode !== undefined);
  if (description[field] !== undefined) return true;
  return (
    (field === 'isbns' && needsNoIsbn(description)) ||
    (field === 'classNumber' && NUMBERED.has(description.carrier ?? 'PRINT'))
  );
}

/** Kinds of document that are known by a number of their own, and ordered by it on the shelf. */
const NUMBERED: ReadonlySet<Carrier> = new Set(['REPORT', 'STANDARD', 'PATENT']);
const WITHOUT_ISBN: ReadonlySet<Carrier> = new Set([...NUMBERED, 'ARTICLE', 'SERIAL', 'MAP', 'SCORE', 'OTHER']);
/** China gave ISBNs from 1987 on. */
const FIRST_ISBN_YEAR = 1987;

/** Nothing is missing where no ISBN was ever given. */
function needsNoIsbn({ carrier, unifiedBookNumber, year }: Description): boolean {
  return (
    WITHOUT_ISBN.has(carrier ?? 'PRINT') ||
    unifiedBookNumber !== undefined ||
    (year ?? FIRST_ISBN_YEAR) < FIRST_ISBN_YEAR
  );
}
