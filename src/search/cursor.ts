/** Where a page ended: the hit itself, and its place for the case that it is gone by the next page. */
export interface PagePlace {
  readonly at: number;
  readonly id: string;
}

export function writeCursor({ at, id }: PagePlace): string {
  return Buffer.from(`${at}:${id}`, 'utf8').toString('base64url');
}

/** Null for what is no cursor of ours: such a page begins at the beginning. */
export function readCursor(text: string): PagePlace | null {
  const match = /^(\d{1,9}):(.{1,200})$/u.exec(Buffer.from(text, 'base64url').toString('utf8'));
  return match === null ? null : { at: Number(match[1]), id: match[2] ?? '' };
}
