import type { Dialect } from './index.ts';
import { manyItems, oneItem } from './many-items.ts';

/** An opaque broker names the library behind it in front of the note. */
const BEHIND = /^Supplier: (\S+)\s*/;

/**
 * CrossLink as broker: several items in the note, as 1.2 has room for one, and an Unfilled of one of its suppliers sent
 * on as a Notification, which must not end the request (notes/loans §1.6).
 */
export const crosslink: Dialect = {
  name: 'crosslink',
  outgoing: (message) => (message.kind === 'supplyingAgencyMessage' ? oneItem(message) : message),
  incoming(message) {
    if (message.kind !== 'supplyingAgencyMessage') return message;
    const note = message.note?.replace(BEHIND, '').trim() ?? null;
    return manyItems({ ...message, note: note === '' ? null : note });
  },
};
