import { Fault } from '../../src/base/problem.ts';

/** Tag classes of X.690 §8.1.2. */
export const UNIVERSAL = 0;
export const CONTEXT = 2;
export type TagClass = 0 | 1 | 2 | 3;

/** One value as it stood on the wire: primitive with bytes, or constructed with members in order. */
export type Ber = BerPrimitive | BerConstructed;
export interface BerPrimitive {
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly content: Uint8Array;
}
export interface BerConstructed {
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly members: readonly Ber[];
}

/** Records nest a dozen deep; more is an attack on the stack. */
const MAX_DEPTH = 40;
/** Members of one message, over all levels. */
const MAX_MEMBERS = 2_000_000;

interface Head {
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly constructed: boolean;
  /** -1 for the indefinite form (X.690 §8.1.3.6). */
  readonly length: number;
  /** First byte of the content. */
  readonly start: number;
}

/** Reads tag and length at `at`; null where the bytes end before they are complete. Throws Fault on a length over 2^31. */
function readHead(bytes: Uint8Array, at: number): Head | null {
  const first = bytes[at];
  if (first === undefined) return null;
  let tag = first & 0x1f;
  let position = at + 1;
  if (tag === 0x1f) {
    tag = 0;
    for (;;) {
      const next = bytes[position++];
      if (next === undefined) return null;
      tag = tag * 128 + (next & 0x7f);
      if (tag > 0xffff) throw malformed('tag', at);
      if (next < 0x80) break;
    }
  }
  const lead = bytes[position++];
  if (lead === undefined) return null;
  let length = lead;
  if (lead === 0x80) length = -1;
  else if (lead > 0x80) {
    const count = lead & 0x7f;
    if (count > 8) throw malformed('length', at);
    length = 0;
    for (let i = 0; i < count; i++) {
      const next = bytes[position++];
      if (next === undefined) return null;
      length = length * 256 + next;
    }
    if (length > 0x7fffffff) throw malformed('length', at);
  }
  const constructed = (first & 0x20) !== 0;
  if (length === -1 && !constructed) throw malformed('indefinite primitive', at);
  return { tagClass: TAG_CLASSES[first >> 6] ?? UNIVERSAL, tag, constructed, length, start: position };
}
const TAG_CLASSES: readonly TagClass[] = [0, 1, 2, 3];

const malformed = (what: string, at: number): Fault =>
  new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'Z39.50', detail: `BER ${what} at byte ${at}` });

/**
 * Finds where one message ends while its bytes arrive. It remembers how far it walked, so that a peer that sends byte
 * by byte costs no more than one that sends blocks.
 */
export class FrameScanner {
  #position = 0;
  #open = 0;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Length of the first message in `bytes` (which only ever grow at their end), or null while it is incomplete. */
  scan(bytes: Uint8Array): number | null {
    for (;;) {
      if (this.#position > this.#maxBytes) throw this.#tooLarge();
      const head = readHead(bytes, this.#position);
      if (head === null) return null;
      if (head.length === -1) {
        this.#open += 1;
        if (this.#open > MAX_DEPTH) throw malformed('depth', this.#position);
        this.#position = head.start;
        continue;
      }
      const endOfContents = this.#open > 0 && head.tagClass === UNIVERSAL && head.tag === 0;
      const end = head.start + head.length;
      if (end > this.#maxBytes) throw this.#tooLarge();
      if (end > bytes.length) return null;
      this.#position = end;
      if (endOfContents) this.#open -= 1;
      if (this.#open === 0) return end;
    }
  }

  #tooLarge(): Fault {
    return new Fault('SOURCE_TOO_LARGE', { limit: this.#maxBytes });
  }
}

/** Decodes one complete value that fills `bytes`. Primitive contents are views, not copies. Throws Fault. */
export function decodeBer(bytes: Uint8Array): Ber {
  const budget = { members: MAX_MEMBERS };
  const [value, end] = decodeAt(bytes, 0, bytes.length, 0, budget);
  if (end !== bytes.length) throw malformed('trailing bytes', end);
  return value;
}

function decodeAt(
  bytes: Uint8Array,
  at: number,
  limit: number,
  depth: number,
  budget: { members: number },
): readonly [Ber, number] {
  if (depth > MAX_DEPTH) throw malformed('depth', at);
  budget.members -= 1;
  if (budget.members < 0) throw malformed('member count', at);
  const head = readHead(bytes, at);
  if (head === null) throw malformed('truncation', at);
  const definiteEnd = head.length === -1 ? limit : head.start + head.length;
  if (head.start > limit || definiteEnd > limit) throw malformed('length', at);
  const { tagClass, tag } = head;
  if (!head.constructed) return [{ tagClass, tag, content: bytes.subarray(head.start, definiteEnd) }, definiteEnd];
  const members: Ber[] = [];
  let position = head.start;
  while (position < definiteEnd) {
    if (head.length === -1 && bytes[position] === 0 && bytes[position + 1] === 0) {
      return [{ tagClass, tag, members }, position + 2];
    }
    const [member, next] = decodeAt(bytes, position, definiteEnd, depth + 1, budget);
    members.push(member);
    position = next;
  }
  if (head.length === -1) throw malformed('missing end of contents', at);
  return [{ tagClass, tag, members }, definiteEnd];
}

/** Encodes in the definite form with shortest lengths. */
export function encodeBer(value: Ber): Uint8Array {
  const content = 'content' in value ? value.content : Buffer.concat(value.members.map(encodeBer));
  const head = [...encodeTag(value), ...encodeLength(content.length)];
  return Buffer.concat([Uint8Array.from(head), content]);
}

function encodeTag(value: Ber): readonly number[] {
  const first = (value.tagClass << 6) | ('members' in value ? 0x20 : 0);
  if (value.tag < 0x1f) return [first | value.tag];
  const groups = [value.tag & 0x7f];
  for (let rest = value.tag >> 7; rest > 0; rest >>= 7) groups.unshift((rest & 0x7f) | 0x80);
  return [first | 0x1f, ...groups];
}

function encodeLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 0xff);
  return [0x80 | bytes.length, ...bytes];
}
