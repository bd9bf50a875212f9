import {
  bits,
  bool,
  boolOf,
  context,
  find,
  hasBit,
  integer,
  membersOf,
  nothing,
  numberOf,
  octets,
  oid,
  sequence,
  text,
  textOf,
  universalOid,
  visibleString,
} from './asn1.ts';
import type { Ber } from './ber.ts';
import { encodeTerm, type QueryCharset } from './charset.ts';
import { BIB_1, CHARSET_NEGOTIATION_3, UTF_8 } from './oids.ts';
import { type Diagnostic, readDiagnostics, readRecords, type ZRecord } from './records.ts';
import type { Rpn } from './rpn.ts';

/** Requests and answers of Z39.50-1995 §4.1; the numbers are the context tags of its ASN.1. */

export type Login =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly token: string }
  | { readonly kind: 'idPass'; readonly group?: string | undefined; readonly user: string; readonly password: string };

const OPTION = { search: 0, present: 1, scan: 7, segmentation: 11, namedResultSets: 14 } as const;

export interface InitInput {
  readonly login: Login;
  readonly maxBytes: number;
  /** Proposes UTF-8 for queries and records; some servers speak another charset unless asked. */
  readonly negotiateUtf8: boolean;
}

export function initRequest({ login, maxBytes, negotiateUtf8 }: InitInput): Ber {
  const { search, present, scan, segmentation, namedResultSets } = OPTION;
  return context(20, [
    bits(3, [0, 1, 2], 3),
    bits(4, [search, present, scan, segmentation, namedResultSets], 15),
    integer(5, maxBytes),
    integer(6, maxBytes),
    ...authentication(login),
    text(110, 'liantu'),
    text(111, 'Liantu'),
    ...(negotiateUtf8 ? [utf8Proposal()] : []),
  ]);
}

/** Character set and language negotiation, definition 3: ISO 10646 in UTF-8, for the records too. */
function utf8Proposal(): Ber {
  const proposal = context(1, [context(1, [context(2, [oid(2, UTF_8)])]), bool(3, true)]);
  return context(201, [sequence([context(4, [universalOid(CHARSET_NEGOTIATION_3), context(0, [proposal])])])]);
}

function authentication(login: Login): readonly Ber[] {
  if (login.kind === 'none') return [];
  if (login.kind === 'open') return [context(7, [visibleString(login.token)])];
  const group = login.group === undefined ? [] : [text(0, login.group)];
  return [context(7, [sequence([...group, text(1, login.user), text(2, login.password)])])];
}

export interface InitAnswer {
  readonly accepted: boolean;
  readonly server: string;
  readonly canScan: boolean;
}

export function readInit(members: readonly Ber[]): InitAnswer {
  const result = find(members, 12);
  const options = find(members, 4);
  const server = [find(members, 111), find(members, 112)].filter((part) => part !== undefined).map(textOf);
  return {
    accepted: result !== undefined && boolOf(result),
    server: server.join(' '),
    canScan: options !== undefined && hasBit(options, OPTION.scan),
  };
}

export interface SearchTarget {
  readonly databases: readonly string[];
  readonly queryCharset: QueryCharset;
}

/** A search that brings no records by itself: presents follow in batches of our size. */
export function searchRequest(query: Rpn, target: SearchTarget): Ber {
  return context(22, [
    integer(13, 0),
    integer(14, 1),
    integer(15, 0),
    bool(16, true),
    text(17, 'default'),
    context(
      18,
      target.databases.map((name) => text(105, name)),
    ),
    context(21, [context(1, [universalOid(BIB_1), structure(query, target.queryCharset)])]),
  ]);
}

function structure(query: Rpn, charset: QueryCharset): Ber {
  if (query.kind === 'term') return context(0, [attributesPlusTerm(query, charset)]);
  const operator = { and: 0, or: 1, andNot: 2 }[query.kind];
  return context(1, [
    structure(query.left, charset),
    structure(query.right, charset),
    context(46, [nothing(operator)]),
  ]);
}

function attributesPlusTerm(query: Extract<Rpn, { kind: 'term' }>, charset: QueryCharset): Ber {
  const attributes = query.attributes.map(([type, value]) =>
    sequence([
      integer(120, type),
      typeof value === 'number' ? integer(121, value) : context(224, [context(1, [text(1, value)])]),
    ]),
  );
  return context(102, [context(44, attributes), octets(45, encodeTerm(query.term, charset))]);
}

export interface SearchAnswer {
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
}

export function readSearch(members: readonly Ber[]): SearchAnswer {
  const count = find(members, 23);
  return { count: count === undefined ? 0 : numberOf(count), diagnostics: readDiagnostics(members) };
}

export interface PresentInput {
  /** First position, from 1. */
  readonly start: number;
  readonly count: number;
  readonly syntax: string;
  readonly elementSet: string | null;
}

export function presentRequest(input: PresentInput): Ber {
  return context(24, [
    text(31, 'default'),
    integer(30, input.start),
    integer(29, input.count),
    ...(input.elementSet === null ? [] : [context(19, [text(0, input.elementSet)])]),
    oid(104, input.syntax),
  ]);
}

export interface PresentAnswer {
  readonly records: readonly ZRecord[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `segments` are the members of the Segment requests that came before, in order (level 1 segmentation). */
export function readPresent(members: readonly Ber[], segments: readonly (readonly Ber[])[]): PresentAnswer {
  const early = segments.map((segment) => find(segment, 0)).filter((list) => list !== undefined);
  const last = find(members, 28);
  const lists = last === undefined ? early : [...early, last];
  return { records: readRecords(lists.flatMap(membersOf)), diagnostics: readDiagnostics(members) };
}

export interface ScanInput extends SearchTarget {
  readonly start: Extract<Rpn, { kind: 'term' }>;
  readonly count: number;
}

export function scanRequest(input: ScanInput): Ber {
  return context(35, [
    context(
      3,
      input.databases.map((name) => text(105, name)),
    ),
    universalOid(BIB_1),
    attributesPlusTerm(input.start, input.queryCharset),
    integer(5, 0),
    integer(6, input.count),
    integer(7, 1),
  ]);
}

export interface ScanAnswer {
  readonly entries: readonly { readonly term: string; readonly occurrences: number | null }[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readScan(members: readonly Ber[]): ScanAnswer {
  const list = find(members, 7);
  const lists = list === undefined ? [] : membersOf(list);
  const entries = find(lists, 1);
  const failed = find(lists, 2);
  return {
    entries: (entries === undefined ? [] : membersOf(entries)).flatMap(readEntry),
    diagnostics: failed === undefined ? [] : readDiagnostics([context(205, membersOf(failed))]),
  };
}

function readEntry(entry: Ber): ScanAnswer['entries'] {
  if (entry.tag !== 1) return [];
  const info = membersOf(entry);
  const term = find(info, 45) ?? find(info, 216);
  const occurrences = find(info, 2);
  if (term === undefined) return [];
  return [{ term: textOf(term), occurrences: occurrences === undefined ? null : numberOf(occurrences) }];
}

export const closeRequest = (): Ber => context(48, [integer(211, 0)]);

const CLOSE_REASONS = [
  'finished',
  'shutdown',
  'system problem',
  'cost limit',
  'resources',
  'security violation',
  'protocol error',
  'lack of activity',
  'peer abort',
  'unspecified',
] as const;

/** Why the server closed, in its words where it gives any. */
export function readClose(members: readonly Ber[]): string {
  const reason = find(members, 211);
  const words = find(members, 3);
  const name = reason === undefined ? undefined : CLOSE_REASONS[numberOf(reason)];
  return [name ?? 'unspecified', words === undefined ? '' : textOf(words)].filter((part) => part !== '').join(': ');
}

export const TAG = { init: 21, search: 23, present: 25, scan: 36, segment: 45, close: 48 } as const;
