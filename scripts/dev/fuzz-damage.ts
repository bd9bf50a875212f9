import type { Dice } from './dice.ts';

/** Bytes that mean something to a reader, and so are worth more than chance. */
const TELLING: readonly Buffer[] = [
  ...[
    '\x1d',
    '\x1e',
    '\x1f',
    '\x1b$1',
    '\x1b(B',
    '\0',
    '\n',
    '\r\n',
    '\n\n',
    '"',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '<',
    '>',
    '&',
    '</',
    '-->',
  ],
  ...[
    '<record>',
    '</record>',
    '<leader>',
    '{"leader":',
    '\\u0000',
    '$$',
    '=LDR  ',
    '***\n',
    '99999',
    '-0001',
    '00000',
    '</subfield>',
  ],
].map((text) => Buffer.from(text, 'latin1'));

/** One way to damage bytes: every one keeps to the range it is given. */
type Damage = (bytes: Buffer, from: number, to: number, dice: Dice) => Buffer;

const flip: Damage = (bytes, from, to, dice) => {
  const copy = Buffer.from(bytes);
  for (let left = 1 + dice.below(6); left > 0; left--) copy[from + dice.below(to - from)] = dice.below(256);
  return copy;
};

const cut: Damage = (bytes, from, to, dice) => {
  const start = from + dice.below(to - from);
  const length = Math.min(to - start, 1 + dice.below(dice.happens(0.5) ? 8 : to - from));
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
};

const insert: Damage = (bytes, from, to, dice) => {
  const at = from + dice.below(to - from);
  const more = dice.happens(0.7) ? dice.pick(TELLING) : noise(1 + dice.below(40), dice);
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
};

const repeat: Damage = (bytes, from, to, dice) => {
  const start = from + dice.below(to - from);
  const piece = bytes.subarray(start, Math.min(to, start + 1 + dice.below(200)));
  return Buffer.concat([bytes.subarray(0, start), piece, bytes.subarray(start)]);
};

const noise = (length: number, dice: Dice): Buffer => Buffer.from(Array.from({ length }, () => dice.below(256)));

const DAMAGES = [flip, flip, cut, insert, insert, repeat] as const;

/** Bytes with one to four damages between `from` and `to`. */
export function damaged(bytes: Buffer, from: number, to: number, dice: Dice): Buffer {
  let result = bytes;
  for (let left = 1 + dice.below(4); left > 0; left--) {
    const end = to + result.length - bytes.length;
    if (end > from) result = dice.pick(DAMAGES)(result, from, end, dice);
  }
  return result;
}

/** The beginning of one delivery and the end of another, cut anywhere. */
export function spliced(one: Buffer, other: Buffer, dice: Dice): Buffer {
  return Buffer.concat([one.subarray(0, dice.below(one.length + 1)), other.subarray(dice.below(other.length + 1))]);
}
