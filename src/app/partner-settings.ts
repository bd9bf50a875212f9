import { Fault } from '../base/problem.ts';
import type { PartnerAddress } from '../loan/partner.ts';

export interface GivenPartner extends Omit<PartnerAddress, 'kind' | 'name'> {
  readonly name: string | null;
}

const SYMBOL = /^[A-Z0-9][A-Z0-9.-]{0,31}:[^\s:]{1,60}$/;

/**
 * A partner as an operator names it: `AUTHORITY:VALUE`, a bare value being an ISIL; `mailto:` makes it one that is
 * written to.
 *
 * @throws Fault BAD_USER_INPUT
 */
export function partnerFrom(given: GivenPartner): PartnerAddress {
  const symbol = (given.symbol.includes(':') ? given.symbol : `ISIL:${given.symbol}`).toUpperCase();
  if (!SYMBOL.test(symbol)) throw new Fault('BAD_USER_INPUT', { detail: `SYMBOL ${given.symbol}` });
  const kind = given.url.startsWith('mailto:') ? 'email' : 'iso18626';
  const usable = kind === 'email' ? /^mailto:[^@\s]+@[^@\s]+$/.test(given.url) : isWebAddress(given.url);
  if (!usable) throw new Fault('BAD_USER_INPUT', { detail: `--url ${given.url}` });
  return { ...given, symbol, kind, name: given.name ?? symbol, version: kind === 'email' ? null : given.version };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
