import { createHash } from 'node:crypto';

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** sha-256 (hex) of an input whose keys may come in any order. */
export function hashOfInput(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input, canonical)).digest('hex');
}

function canonical(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
