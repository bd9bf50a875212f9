import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Role } from './keys.ts';

/**
 * The text of a key: `ltu_<kind>_<id>_<secret>_<check>`. The prefix makes a leaked key easy to find, the kind tells a
 * person what it is for, the check tells a mistyped key from a wrong one without a look-up. Only sha-256 of the secret
 * is kept: the secret is 32 random bytes, so a slow hash would add nothing but load.
 */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const KINDS: Readonly<Record<Role, string>> = {
  OPERATOR: 'op',
  COORDINATOR: 'co',
  LIBRARIAN: 'lib',
  TEACHER: 'tea',
  MEMBER_PUSH: 'push',
  WIDGET: 'pub',
  ANONYMOUS: 'none',
};

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 8;
/** 43 digits of base 62 carry 256 bits. */
const SECRET_LENGTH = 43;
const CHECK_LENGTH = 6;
const KEY = /^ltu_[a-z]+_([0-9A-Za-z]{8})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/** Makes a new key: its id, the text to show once, and the digest to keep. */
export function newKeyText(role: Role): { readonly id: string; readonly text: string; readonly digest: Uint8Array } {
  const id = randomText(ID_LENGTH);
  const secret = randomText(SECRET_LENGTH);
  const body = `ltu_${KINDS[role]}_${id}_${secret}`;
  return { id, text: `${body}_${checkOf(body)}`, digest: digestOf(secret) };
}

/** Takes a key apart; null where the text is none or was mistyped. Says nothing about whether the key is valid. */
export function readKeyText(text: string): KeyText | null {
  const found = KEY.exec(text);
  const [, id, secret, check] = found ?? [];
  if (id === undefined || secret === undefined || check === undefined) return null;
  return checkOf(text.slice(0, -CHECK_LENGTH - 1)) === check ? { id, secret } : null;
}

export function digestOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret, 'utf8').digest();
}

/** Compares in constant time; digests are of one length, so `timingSafeEqual` never throws for honest input. */
export function isSecretOf(secret: string, digest: Uint8Array): boolean {
  const given = digestOf(secret);
  return given.length === digest.length && timingSafeEqual(given, digest);
}

/** Drops bytes above the last multiple of 62, so that every digit is equally likely. */
function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += BASE62.charAt(byte % 62);
    }
  }
  return text;
}

function checkOf(body: string): string {
  return [...createHash('sha256').update(body, 'utf8').digest().subarray(0, CHECK_LENGTH)]
    .map((byte) => BASE62.charAt(byte % 62))
    .join('');
}
