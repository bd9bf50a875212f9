/** Files that hold no records, by their first bytes: what people send by mistake. */
const SIGNATURES: readonly (readonly [name: string, bytes: string])[] = [
  ['PDF', '%PDF'],
  ['PNG', '\u0089PNG'],
  ['JPEG', '\u00ff\u00d8\u00ff'],
  ['GIF', 'GIF8'],
  ['RAR', 'Rar!'],
  ['7-Zip', '7z\u00bc\u00af'],
  ['EXE', 'MZ'],
  ['SQLite', 'SQLite format 3'],
  ['Access', '\u0000\u0001\u0000\u0000Standard'],
];

/** What a file is that cannot hold records; null for everything that may. Bytes would be quarantined one by one else. */
export function foreignFile(head: Uint8Array): string | null {
  const begin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 16)).toString('latin1');
  return SIGNATURES.find(([, bytes]) => begin.startsWith(bytes))?.[0] ?? null;
}
