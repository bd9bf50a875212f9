import { createHmac } from 'node:crypto';
import type { LibraryCode } from '../base/brand.ts';

/**
 * Under what a reader stands in the store: enough to see that two requests of one school are of the same reader, and
 * nothing that leads back to the reference. Equal references of two schools give different pseudonyms.
 *
 * @param key 32 bytes that never leave the data folder
 */
export function pseudonym(key: Uint8Array, library: LibraryCode, ref: string): string {
  const text = ref.normalize('NFKC').trim();
  return createHmac('sha256', key)
    .update(JSON.stringify([library, text]))
    .digest('base64url')
    .slice(0, 27);
}
