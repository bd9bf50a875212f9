import { Fault } from '../../src/base/problem.ts';
import { type Ber, type BerConstructed, CONTEXT, UNIVERSAL } from './ber.ts';

/** The few ASN.1 types Z39.50 uses, written and read. Context tags unless said otherwise: the protocol tags implicitly. */

const latin = new TextEncoder();

export const sequence = (members: readonly Ber[]): Ber => ({ tagClass: UNIVERSAL, tag: 16, members });
export const context = (tag: number, members: readonly Ber[]): Ber => ({ tagClass: CONTEXT, tag, members });
export const octets = (tag: number, content: Uint8Array): Ber => ({ tagClass: CONTEXT, tag, content });
export const text = (tag: number, value: string): Ber => octets(tag, latin.encode(value));
export const nothing = (tag: number): Ber => octets(tag, new Uint8Array(0));
export const bool = (tag: number, value: boolean): Ber => octets(tag, Uint8Array.of(value ? 0xff : 0));
export const visibleString = (value: string): Ber => ({ tagClass: UNIVERSAL, tag: 26, content: latin.encode(value) });

/** Two's complement in the fewest bytes (X.690 §8.3). */
export function integer(tag: number, value: number): Ber {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.unshift(((rest % 256) + 256) % 256);
    rest = Math.floor(rest / 256);
  } while (!(rest === 0 && (bytes[0] ?? 0) < 0x80) && !(rest === -1 && (bytes[0] ?? 0) >= 0x80));
  return octets(tag, Uint8Array.from(bytes));
}

/** A bit string with the named bits set, bit 0 first (X.690 §8.6). */
export function bits(tag: number, set: readonly number[], count: number): Ber {
  const bytes = new Uint8Array(1 + Math.ceil(count / 8));
  bytes[0] = (bytes.length - 1) * 8 - count;
  for (const bit of set) bytes[1 + (bit >> 3)] = (bytes[1 + (bit >> 3)] ?? 0) | (0x80 >> (bit & 7));
  return octets(tag, bytes);
}

function oidBytes(dotted: string): Uint8Array {
  const arcs = dotted.split('.').map(Number);
  const [first = 0, second = 0, ...rest] = arcs;
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const groups = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left % 128) | 0x80);
    bytes.push(...groups);
  }
  return Uint8Array.from(bytes);
}
export const oid = (tag: number, dotted: string): Ber => octets(tag, oidBytes(dotted));
export const universalOid = (dotted: string): Ber => ({ tagClass: UNIVERSAL, tag: 6, content: oidBytes(dotted) });

const wrong = (detail: string): Fault => new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'Z39.50', detail });

/** Members of a constructed value; throws Fault where it is primitive. */
export function membersOf(value: Ber): readonly Ber[] {
  if ('members' in value) return value.members;
  throw wrong(`[${value.tag}] is not constructed`);
}

/** The first member with that context tag. */
export function find(members: readonly Ber[], tag: number): Ber | undefined {
  return members.find((member) => member.tagClass === CONTEXT && member.tag === tag);
}
export function findUniversal(members: readonly Ber[], tag: number): Ber | undefined {
  return members.find((member) => member.tagClass === UNIVERSAL && member.tag === tag);
}
export const isConstructed = (value: Ber): value is BerConstructed => 'members' in value;

/** Bytes of a string in either form: primitive, or constructed of segments (X.690 §8.7.3). */
export function bytesOf(value: Ber): Uint8Array {
  if ('content' in value) return value.content;
  const parts = value.members.map(bytesOf);
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function numberOf(value: Ber): number {
  const bytes = bytesOf(value);
  if (bytes.length === 0 || bytes.length > 7) throw wrong(`integer of ${bytes.length} bytes`);
  let result = (bytes[0] ?? 0) >= 0x80 ? -1 : 0;
  for (const byte of bytes) result = result * 256 + byte;
  return result;
}

export const boolOf = (value: Ber): boolean => bytesOf(value).some((byte) => byte !== 0);

export function oidOf(value: Ber): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of bytesOf(value)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join('.');
}

/** Whether a bit string has that bit. */
export function hasBit(value: Ber, bit: number): boolean {
  const bytes = bytesOf(value);
  return ((bytes[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}

/** Protocol text for people: UTF-8 where it is valid, else GB18030, which Chinese servers send unannounced. */
export function textOf(value: Ber): string {
  const bytes = bytesOf(value);
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    return gb18030.decode(bytes);
  }
}
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030');
