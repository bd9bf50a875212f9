import type { IsoConfirmation, IsoMessage } from './message.ts';
import { writeV12 } from './xml-1.2.ts';
import { writeV2021 } from './xml-2021.ts';

/** A message or confirmation in the edition of the standard its receiver speaks. */
export function writeIso(message: IsoMessage | IsoConfirmation): string {
  return message.version === '2021' ? writeV2021(message) : writeV12(message);
}
