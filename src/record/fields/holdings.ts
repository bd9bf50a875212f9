import type { HoldingStatement } from '../description.ts';
import type { DataField } from '../marc.ts';
import type { MarcIndex } from '../marc-index.ts';
import { readBarcodes } from './barcodes.ts';
import { type CallNumbers, callNumberIn, clcOfShelf, schemeOf } from './call-number.ts';
import { readStatus } from './status.ts';
import { clean, unique } from './text.ts';

/**
 * Where a source keeps its copies: one tag and what its subfields mean. Subfields that name a borrower are in no rule
 * and so are never read (dp2 986 $r $t).
 */
export interface HoldingRule {
  readonly tag: string;
  readonly barcode?: string;
  readonly location?: string;
  readonly classNumber?: string;
  readonly bookNumber?: string;
  /** A whole call number. */
  readonly callNumber?: string;
  /** Digits here are a number of copies, anything else a call number (notes/records §6). */
  readonly copiesOrCallNumber?: string;
  readonly copies?: string;
  readonly status?: string;
  /** Words of this source that the common table does not know or would misread. */
  readonly statusWords?: Readonly<Record<string, HoldingStatement['availability']>>;
  readonly dueDate?: string;
  readonly volume?: string;
  readonly coverage?: string;
}

/** Copies that a connector fetched beside the record: OPAC records of Z39.50, items of dp2. Newer than any field inside. */
const FETCHED: HoldingRule = {
  tag: 'CPY',
  barcode: 'a',
  location: 'b',
  callNumber: 'c',
  status: 's',
  dueDate: 'd',
  volume: 'v',
  coverage: 'y',
};

/** Holdings by the first rule that finds any; a call number missing there is taken from the later rules. */
export function readHoldings(record: MarcIndex, { holdings: rules, callNumbers }: House): readonly HoldingStatement[] {
  const fetched = copiesBy(FETCHED, record, callNumbers);
  if (fetched.length > 0) return withCallNumbers(fetched, record, rules, callNumbers);
  for (const [at, rule] of rules.entries()) {
    const found = copiesBy(rule, record, callNumbers);
    if (found.length > 0) return withCallNumbers(found, record, rules.slice(at + 1), callNumbers);
  }
  return [];
}

/** What a profile tells of shelves. */
interface House {
  readonly holdings: readonly HoldingRule[];
  readonly callNumbers: CallNumbers;
}

/** The 中图法 class that the shelves tell of a record that tells none itself; empty where they do not. */
export function classOnShelf(record: MarcIndex, { holdings, callNumbers }: House): string {
  for (const rule of holdings) {
    for (const field of record.of(rule.tag)) {
      const callNumber = callNumberOf(field, rule, callNumbers) ?? '';
      const number = clcOfShelf(callNumber, schemeOf(field, classIn(field, rule), callNumbers));
      if (number !== null) return number;
    }
  }
  return '';
}

function copiesBy(rule: HoldingRule, record: MarcIndex, callNumbers: CallNumbers): readonly HoldingStatement[] {
  const found: HoldingStatement[] = [];
  for (const field of record.of(rule.tag))
    for (const group of groupsOf(field)) readGroup(group, rule, callNumbers, found);
  return found;
}

function withCallNumbers(
  found: readonly HoldingStatement[],
  record: MarcIndex,
  later: readonly HoldingRule[],
  callNumbers: CallNumbers,
): readonly HoldingStatement[] {
  if (found.every((holding) => holding.callNumber !== undefined)) return found;
  const callNumber = later
    .flatMap((rule) => record.of(rule.tag).map((field) => callNumberOf(field, rule, callNumbers)))
    .find((number) => number !== undefined);
  return callNumber === undefined ? found : found.map((holding) => ({ callNumber, ...holding }));
}

/** A field that repeats its whole set of subfields holds several copies; one that repeats only $b lists barcodes. */
function groupsOf(field: DataField): readonly DataField[] {
  const first = field.subfields[0]?.code;
  if (!field.subfields.some((sub, at) => at > 0 && sub.code === first)) return [field];
  const starts = field.subfields.flatMap((sub, at) => (sub.code === first ? [at] : []));
  const apart = starts.some((start, at) => at > 0 && start - (starts[at - 1] ?? 0) > 1);
  if (!apart) return [field];
  return starts.map((start, at) => ({ ...field, subfields: field.subfields.slice(start, starts[at + 1]) }));
}

function readGroup(field: DataField, rule: HoldingRule, callNumbers: CallNumbers, found: HoldingStatement[]): void {
  const value = (code: string | undefined): string => (code === undefined ? '' : firstValue(field, code));
  const status = value(rule.status);
  const availability = rule.statusWords?.[status] ?? readStatus(status) ?? undefined;
  const callNumber = callNumberOf(field, rule, callNumbers);
  const common: Common = {};
  if (callNumber !== undefined) common.callNumber = callNumber;
  const location = value(rule.location);
  if (!NOWHERE.test(location)) common.location = location;
  if (availability !== undefined) common.availability = availability;
  else if (status !== '') common.availability = 'UNKNOWN';
  put(common, 'dueDate', isoDay(value(rule.dueDate)));
  put(common, 'volume', value(rule.volume));
  put(common, 'coverage', value(rule.coverage));
  const barcodes = rule.barcode === undefined ? [] : unique(allValues(field, rule.barcode).flatMap(readBarcodes));
  for (const barcode of barcodes) found.push(copyOf(common, 1, barcode));
  if (barcodes.length > 0) return;
  const told = value(rule.copies) || value(rule.copiesOrCallNumber);
  const copies = /^\d{1,3}$/.test(told) ? Number(told) : 1;
  const says =
    callNumber !== undefined || common.location !== undefined || common.coverage !== undefined || told !== '';
  if (says && copies > 0) found.push(copyOf(common, copies));
}

/** What all copies of a group share. */
type Common = { -readonly [K in keyof Omit<HoldingStatement, 'barcode' | 'copies'>]: HoldingStatement[K] };

/** Property by property: a spread of so many shapes costs several times as much. */
function copyOf(common: Common, copies: number, barcode?: string): HoldingStatement {
  const copy: { -readonly [K in keyof HoldingStatement]: HoldingStatement[K] } = { copies };
  if (common.callNumber !== undefined) copy.callNumber = common.callNumber;
  if (common.location !== undefined) copy.location = common.location;
  if (barcode !== undefined) copy.barcode = barcode;
  if (common.volume !== undefined) copy.volume = common.volume;
  if (common.availability !== undefined) copy.availability = common.availability;
  if (common.dueDate !== undefined) copy.dueDate = common.dueDate;
  if (common.coverage !== undefined) copy.coverage = common.coverage;
  return copy;
}

/** School programs fill a column of places that nobody uses with a zero. */
const NOWHERE = /^[0\s.-]*$/;

function put(common: Common, name: 'dueDate' | 'volume' | 'coverage', text: string): void {
  if (text !== '') common[name] = text;
}

const classIn = (field: DataField, rule: HoldingRule): string =>
  rule.classNumber === undefined ? '' : firstValue(field, rule.classNumber);

function callNumberOf(field: DataField, rule: HoldingRule, callNumbers: CallNumbers): string | undefined {
  const whole = rule.callNumber === undefined ? '' : firstValue(field, rule.callNumber);
  if (whole !== '') return whole;
  const either = rule.copiesOrCallNumber === undefined ? '' : firstValue(field, rule.copiesOrCallNumber);
  if (/[A-Za-z/]/.test(either)) return either;
  const classNumber = classIn(field, rule);
  if (classNumber === '') return undefined;
  const bookNumber = rule.bookNumber === undefined ? '' : firstValue(field, rule.bookNumber);
  return callNumberIn(classNumber, bookNumber, schemeOf(field, classNumber, callNumbers));
}

/** The first filled value of any of the codes, in the order of the codes. */
function firstValue(field: DataField, codes: string): string {
  for (const code of codes) {
    for (const sub of field.subfields) {
      if (sub.code !== code) continue;
      const value = clean(sub.value);
      if (value !== '') return value;
    }
  }
  return '';
}

function allValues(field: DataField, codes: string): readonly string[] {
  const values: string[] = [];
  for (const sub of field.subfields) {
    if (!codes.includes(sub.code)) continue;
    const value = clean(sub.value);
    if (value !== '') values.push(value);
  }
  return values;
}

/** `20260305`, `2026/3/5`, `2026-03-05` as an ISO day; empty for what is no day. */
export function isoDay(text: string): string {
  if (text === '') return '';
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:\s|T|$)/u.exec(text.trim());
  if (match === null) return '';
  const [, year = '', month = '', day = ''] = match;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(iso)) ? '' : iso;
}
