import type { IsoMessage, IsoSupplying } from '../message.ts';
import type { Dialect } from './index.ts';

/**
 * Alma and Rapido: an empty status to be guessed from the answer, conditions agreed and refused by notes that begin
 * with ACCEPT and REJECT, `DUPLICATE` in front of an Unfilled note, and addresses copied into notes (notes/loans §1.6).
 */
export const alma: Dialect = {
  name: 'alma',
  outgoing(message) {
    if (message.kind !== 'requestingAgencyMessage' || message.action !== 'Notification') return message;
    return { ...message, note: message.note === null ? 'ACCEPT' : message.note };
  },
  incoming(message) {
    if (message.kind === 'supplyingAgencyMessage') return withStatus(message);
    if (message.kind !== 'requestingAgencyMessage' || message.action !== 'Notification') return bare(message);
    const note = message.note ?? '';
    if (/^REJECT/i.test(note)) return { ...message, action: 'Cancel' };
    return bare({ ...message, note: note.replace(/^ACCEPT\s*/i, '') || null });
  },
};

function withStatus(message: IsoSupplying): IsoMessage {
  const duplicate = message.status === 'Unfilled' && /^DUPLICATE/i.test(message.note ?? '');
  const guessed = { ...message, status: message.status === '' ? guess(message) : message.status };
  return bare(duplicate ? { ...guessed, reasonUnfilled: 'Duplicate' } : guessed);
}

function guess({ reason, answer, delivery, reasonUnfilled, reasonRetry }: IsoSupplying): string {
  if (reason === 'CancelResponse') return answer === true ? 'Cancelled' : 'WillSupply';
  if (reason === 'RenewResponse' || (delivery?.itemIds.length ?? 0) > 0) return 'Loaned';
  if (reasonRetry !== null) return 'RetryPossible';
  return reasonUnfilled === null ? 'ExpectToSupply' : 'Unfilled';
}

const COPIED = /#(SHIP_TO|RETURN_TO)#[\s\S]*?#(ST|RT)_END#\s*/g;

/** The note without the addresses that stand in elements of their own. */
function bare<M extends IsoMessage>(message: M): M {
  return message.note === null ? message : { ...message, note: message.note.replace(COPIED, '').trim() || null };
}
