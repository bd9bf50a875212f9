import { boolOf, bytesOf, find, findUniversal, isConstructed, membersOf, numberOf, oidOf, textOf } from './asn1.ts';
import { type Ber, CONTEXT, UNIVERSAL } from './ber.ts';
import { OPAC } from './oids.ts';

/** One record of a result: the bytes as the server sent them, with what OPAC syntax says about copies. */
export type ZRecord =
  | { readonly kind: 'record'; readonly syntax: string; readonly bytes: Uint8Array; readonly copies: readonly Copy[] }
  | { readonly kind: 'refused'; readonly diagnostic: Diagnostic };

/** Bib-1 diagnostic (Z39.50-1995 appendix ERR.1). */
export interface Diagnostic {
  readonly condition: number;
  readonly detail: string;
}

/** A copy or an uncounted holding of the OPAC syntax (appendix REC.2); texts are bytes in the record's charset. */
export interface Copy {
  readonly library?: Uint8Array;
  readonly location?: Uint8Array;
  readonly callNumber?: Uint8Array;
  readonly barcode?: Uint8Array;
  readonly coverage?: Uint8Array;
  readonly note?: Uint8Array;
  /** Absent where no circulation data came. */
  readonly available?: boolean;
  readonly dueDate?: Uint8Array;
  readonly onHold?: boolean;
}

/** Reads NamePlusRecord members. Fragments of one record (level 2 segmentation) are never asked for at init. */
export function readRecords(list: readonly Ber[]): readonly ZRecord[] {
  return list.flatMap((named) => {
    const choice = recordChoice(named);
    if (choice?.tag === 1) return [readExternal(choice)];
    if (choice?.tag === 2) return [{ kind: 'refused', diagnostic: readDiagnostic(choice) }];
    return [];
  });
}

/** record [1] of NamePlusRecord is a choice, so it holds one more tag. */
function recordChoice(named: Ber): Ber | null {
  const record = find(membersOf(named), 1);
  return record === undefined ? null : (membersOf(record)[0] ?? null);
}

function readExternal(choice: Ber): ZRecord {
  // retrievalRecord [1] EXTERNAL comes with its universal tag inside, or implicitly without it.
  const members = membersOf(choice);
  const external = findUniversal(members, 8);
  const parts = external === undefined ? members : membersOf(external);
  const reference = findUniversal(parts, 6);
  const syntax = reference === undefined ? '' : oidOf(reference);
  if (syntax === OPAC) return readOpac(parts);
  // single-ASN1-type [0] wraps a string type (SUTRS, XML); octet-aligned [1] is the bytes themselves.
  const encoding = parts.find((part) => part.tagClass === CONTEXT && part.tag <= 2);
  const bytes = encoding === undefined ? new Uint8Array(0) : bytesOf(encoding);
  return { kind: 'record', syntax, bytes, copies: [] };
}

function readOpac(parts: readonly Ber[]): ZRecord {
  const wrapper = find(parts, 0);
  const opac = wrapper === undefined ? undefined : membersOf(wrapper)[0];
  const members = opac === undefined ? [] : membersOf(opac);
  const bibliographic = find(members, 1);
  const holdings = find(members, 2);
  const record: ZRecord =
    bibliographic === undefined
      ? { kind: 'record', syntax: OPAC, bytes: new Uint8Array(0), copies: [] }
      : readExternal(bibliographic);
  if (record.kind === 'refused') return record;
  return { ...record, copies: (holdings === undefined ? [] : membersOf(holdings)).flatMap(readHoldings) };
}

/** A MARC holdings record [1] carries no copies; HoldingsAndCircData [2] carries one line per item or none. */
function readHoldings(record: Ber): readonly Copy[] {
  if (record.tagClass !== CONTEXT || record.tag !== 2) return [];
  const data = membersOf(record);
  const shared: Copy = {
    ...field('library', data, 8),
    ...field('location', data, 9),
    ...field('callNumber', data, 11),
    ...field('note', data, 14),
    ...field('coverage', data, 17),
  };
  const circulation = find(data, 19);
  const items = circulation === undefined ? [] : membersOf(circulation);
  return items.length === 0 ? [shared] : items.map((item) => ({ ...shared, ...readItem(membersOf(item)) }));
}

function readItem(item: readonly Ber[]): Copy {
  const available = find(item, 1);
  const onHold = find(item, 7);
  return {
    ...field('barcode', item, 5),
    ...field('dueDate', item, 2),
    ...field('coverage', item, 8),
    ...field('location', item, 10),
    ...(available === undefined ? {} : { available: boolOf(available) }),
    ...(onHold === undefined ? {} : { onHold: boolOf(onHold) }),
  };
}

type TextField = 'library' | 'location' | 'callNumber' | 'barcode' | 'coverage' | 'note' | 'dueDate';
function field(name: TextField, members: readonly Ber[], tag: number): Partial<Record<TextField, Uint8Array>> {
  const value = find(members, tag);
  const bytes = value === undefined ? undefined : bytesOf(value);
  return bytes === undefined || bytes.length === 0 ? {} : { [name]: bytes };
}

/** Diagnostics that stand in the place of records: one [130] or several [205]. */
export function readDiagnostics(members: readonly Ber[]): readonly Diagnostic[] {
  const one = find(members, 130);
  if (one !== undefined) return [readDiagnostic(one)];
  const several = find(members, 205);
  return several === undefined ? [] : membersOf(several).map(readDiagnostic);
}

/** DefaultDiagFormat, with or without the tag of its choice around it. */
function readDiagnostic(value: Ber): Diagnostic {
  const members = membersOf(value);
  const inner = members[0];
  const fields = members.length === 1 && inner !== undefined && isConstructed(inner) ? inner.members : members;
  const condition = findUniversal(fields, 2);
  const words = fields.find((part) => part.tagClass === UNIVERSAL && (part.tag === 26 || part.tag === 27));
  return {
    condition: condition === undefined ? 0 : numberOf(condition),
    detail: words === undefined ? '' : textOf(words),
  };
}
