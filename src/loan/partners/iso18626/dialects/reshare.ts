import type { IsoMessage } from '../message.ts';
import type { Dialect } from './index.ts';
import { manyItems, oneItem } from './many-items.ts';

const AGREES = '#ReShareLoanConditionAgreeResponse#';
const REFUSES = '#ReShareLoanConditionRejectResponse#';
const HAS_CONDITION = '#ReShareAddLoanCondition#';
/** Counters, changed fields and waiting marks that steer ReShare itself. */
const MARKS = /#(seq|lastSeq):\d+#|#ReShareUpdatedField-[^#]*#|#ReShareSupplierAwaitingConditionConfirmation#/g;

/** ReShare (mod-rs): meaning hidden in notes between # signs (notes/loans §1.6). */
export const reshare: Dialect = {
  name: 'reshare',
  outgoing(message) {
    if (message.kind === 'requestingAgencyMessage' && message.action === 'Notification' && message.note === null) {
      return { ...message, note: AGREES };
    }
    if (message.kind !== 'supplyingAgencyMessage') return message;
    const conditional = (message.delivery?.conditions.length ?? 0) > 0;
    return oneItem(conditional ? { ...message, note: `${HAS_CONDITION}${message.note ?? ''}` } : message);
  },
  incoming(message) {
    const note = message.note;
    if (message.kind === 'requestingAgencyMessage' && note?.includes(REFUSES)) {
      return clean({ ...message, action: 'Cancel', note: note.replace(REFUSES, '') });
    }
    if (note?.includes(AGREES)) return clean({ ...message, note: note.replace(AGREES, '') });
    if (message.kind === 'supplyingAgencyMessage' && note?.includes(HAS_CONDITION)) {
      const told = note.replace(HAS_CONDITION, '').trim();
      const delivery = message.delivery ?? {
        dateSent: '',
        itemIds: [],
        url: null,
        sentVia: null,
        conditions: [],
        format: null,
        costs: null,
      };
      const conditions = delivery.conditions.length > 0 ? delivery.conditions : [told || 'Other'];
      // Whatever reason it gives, it waits for an answer.
      return clean({
        ...message,
        reason: 'StatusChange',
        status: 'WillSupply',
        note: told,
        delivery: { ...delivery, conditions },
      });
    }
    return clean(message);
  },
};

function clean(message: IsoMessage): IsoMessage {
  const note = message.note?.replace(MARKS, '').trim() ?? null;
  return manyItems({ ...message, note: note === '' ? null : note });
}
