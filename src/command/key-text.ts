import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { KeyReader, KeyRecord, Role } from './keys.ts';

/** The letter group of each role in a key, so that a leaked key tells what it opens. */
const KINDS = {
  OPERATOR: 'op',
  COORDINATOR: 'co',
  LIBRARIAN: 'li',
  TEACHER: 'te',
  MEMBER_PUSH: 'mp',
  WIDGET: 'wi',
  ANONYMOUS: 'an',
} as const satisfies Record<Role, string>;

const ID_LENGTH = 8;
const SECRET_LENGTH = 32;
const CRC_LENGTH = 6;
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SHAPE = new RegExp(
  `^(ltu_[a-z]{2}_([0-9A-Za-z]{${ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH}}))_([0-9A-Za-z]{${CRC_LENGTH}})$`,
);

export interface FreshKey {
  readonly id: string;
  /** `ltu_<kind>_<id>_<secret>_<crc>`, shown once. */
  readonly key: string;
  readonly digest: Uint8Array;
}

/** Makes a key of 190 random bits; a fast digest is enough for it (notes/trust §1.5: slow hashes are for passwords). */
export function makeKey(role: Role): FreshKey {
  const id = randomText(ID_LENGTH);
  const secret = randomText(SECRET_LENGTH);
  const stem = `ltu_${KINDS[role]}_${id}_${secret}`;
  return { id, key: `${stem}_${checkText(stem)}`, digest: digestOf(secret) };
}

/** Takes a key apart; null for anything mistyped, so that a typing error never costs a look-up. */
export function parseKey(text: string): { readonly id: string; readonly secret: string } | null {
  const [, stem, id, secret, check] = SHAPE.exec(text.trim()) ?? [];
  if (stem === undefined || id === undefined || secret === undefined) return null;
  return checkText(stem) === check ? { id, secret } : null;
}

/**
 * The key behind the text a caller sent, or null: mistyped, unknown, wrong, revoked and expired look the same, and an
 * unknown id takes as long as a wrong secret.
 */
export async function authenticate(keys: KeyReader, text: string, now: Date): Promise<KeyRecord | null> {
  const parts = parseKey(text);
  if (parts === null) return null;
  const record = await keys.byId(parts.id);
  const given = digestOf(parts.secret);
  const same = timingSafeEqual(given, record?.digest.length === given.length ? record.digest : DUMMY);
  if (record === null || !same || record.revoked) return null;
  return record.expiresAt !== null && record.expiresAt <= now ? null : record;
}

const DUMMY = randomBytes(32);

function digestOf(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest();
}

/** Letters drawn evenly: bytes above the last whole multiple of 62 are thrown away. */
function randomText(length: number): string {
  const fair = 256 - (256 % BASE62.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && text.length < length) text += BASE62[byte % BASE62.length];
    }
  }
  return text;
}

function checkText(stem: string): string {
  let rest = crc32(stem);
  let text = '';
  for (let at = 0; at < CRC_LENGTH; at++) {
    text = `${BASE62[rest % BASE62.length]}${text}`;
    rest = Math.floor(rest / BASE62.length);
  }
  return text;
}
