import type { LibraryCode } from '../base/brand.ts';
import type { Actor } from '../command/command.ts';
import { digestOf, isSecretOf, readKeyText } from '../command/key-text.ts';
import type { Role } from '../command/keys.ts';
import type { Needs } from './needs.ts';

/** Who asks, as the key proved it. */
export interface Viewer {
  readonly keyId: string | null;
  readonly keyName: string | null;
  readonly role: Role;
  /** Null for those who belong to no member library. */
  readonly library: LibraryCode | null;
}

export const ANONYMOUS: Viewer = { keyId: null, keyName: null, role: 'ANONYMOUS', library: null };

/** Compared with when no key has that id, so that both answers take the same work. */
const NOBODY = digestOf('no key has this secret');

/**
 * The viewer behind a Bearer key; null where the key is unknown, wrong, expired or revoked. The key is read from the
 * store each time, so that a revoked one is refused from the next request on.
 */
export async function viewerOf(
  authorization: string | undefined,
  { keys, keyUse, clock }: Pick<Needs, 'keys' | 'keyUse' | 'clock'>,
): Promise<Viewer | null> {
  const text = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  const given = text === undefined ? null : readKeyText(text);
  if (given === null) return null;
  const record = await keys.byId(given.id);
  const proven = isSecretOf(given.secret, record?.digest ?? NOBODY);
  if (record === null || !proven || record.revoked) return null;
  if (record.expiresAt !== null && record.expiresAt <= clock.now()) return null;
  keyUse.used(record);
  return { keyId: record.id, keyName: record.name, role: record.role, library: record.library };
}

/** Whether the key still stands; asked before each event of a subscription. */
export async function stillValid(viewer: Viewer, { keys, clock }: Pick<Needs, 'keys' | 'clock'>): Promise<boolean> {
  const record = viewer.keyId === null ? null : await keys.byId(viewer.keyId);
  if (record === null || record.revoked) return false;
  return record.expiresAt === null || record.expiresAt > clock.now();
}

/** The same person for the audit log. */
export function actorOf(viewer: Viewer): Actor {
  return { key: viewer.keyId ?? 'anonymous', name: viewer.keyName ?? 'anonymous' };
}

/** Runs the server or looks after the whole alliance. */
export function seesAll({ role }: Viewer): boolean {
  return role === 'OPERATOR' || role === 'COORDINATOR';
}

/** Whether something that belongs to this library may be shown to the viewer. */
export function belongs(viewer: Viewer, library: LibraryCode): boolean {
  return seesAll(viewer) || viewer.library === library;
}
