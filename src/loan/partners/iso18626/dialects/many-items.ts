import type { IsoMessage, IsoSupplying } from '../message.ts';

const BLOCK = /#MultipleItems#\s*([\s\S]*?)\s*#MultipleItemsEnd#\s*/;

/** Items beyond the one that 1.2 can hold go into the note, a line each: `barcode|call number|title`. */
export function oneItem(message: IsoSupplying): IsoSupplying {
  const items = message.delivery?.itemIds ?? [];
  if (message.version !== '1.2' || items.length < 2) return message;
  const block = `#MultipleItems#\n${items.map((item) => `${item}||`).join('\n')}\n#MultipleItemsEnd#`;
  return { ...message, note: message.note === null ? block : `${block}\n${message.note}` };
}

/** The items of such a note, back where they belong. */
export function manyItems<M extends IsoMessage>(message: M): M {
  const lines = message.note === null ? null : BLOCK.exec(message.note)?.[1];
  if (message.kind !== 'supplyingAgencyMessage' || message.note === null || lines === undefined || lines === null)
    return message;
  const itemIds = lines.split('\n').flatMap((line) => line.split('|')[0]?.trim() || []);
  const note = message.note.replace(BLOCK, '').trim();
  const delivery = message.delivery ?? {
    dateSent: '',
    url: null,
    sentVia: null,
    conditions: [],
    format: null,
    costs: null,
  };
  return { ...message, note: note === '' ? null : note, delivery: { ...delivery, itemIds } };
}
