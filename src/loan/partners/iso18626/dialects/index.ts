import type { IsoMessage } from '../message.ts';
import { alma } from './alma.ts';
import { crosslink } from './crosslink.ts';
import { koha } from './koha.ts';
import { reshare } from './reshare.ts';

/** How one maker's program departs from the standard. Its habits end here: inside there is the standard only. */
export interface Dialect {
  readonly name: string;
  /** What we would write, as this program wants it. */
  outgoing(message: IsoMessage): IsoMessage;
  /** What this program wrote, as the standard has it. */
  incoming(message: IsoMessage): IsoMessage;
}

/** No departures. */
export const STANDARD: Dialect = { name: 'standard', outgoing: (message) => message, incoming: (message) => message };

export const DIALECTS: Readonly<Record<string, Dialect>> = { alma, crosslink, koha, reshare };

export function dialectNamed(name: string | null): Dialect {
  return (name === null ? undefined : DIALECTS[name]) ?? STANDARD;
}
