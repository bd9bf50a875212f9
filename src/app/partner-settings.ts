import { Fault } from '../base/problem.ts';
import type { LoanPost } from '../loan/exchange.ts';
import type { PartnerAddress } from '../loan/partner.ts';
import { requestSheet } from '../loan/partners/email.ts';

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
  const symbol = fullSymbol(given.symbol);
  if (!SYMBOL.test(symbol)) throw new Fault('BAD_USER_INPUT', { detail: `SYMBOL ${given.symbol}` });
  const kind = given.url.startsWith('mailto:') ? 'email' : 'iso18626';
  const usable = kind === 'email' ? /^mailto:[^@\s]+@[^@\s]+$/.test(given.url) : isWebAddress(given.url);
  if (!usable) throw new Fault('BAD_USER_INPUT', { detail: `--url ${given.url}` });
  return { ...given, symbol, kind, name: given.name ?? symbol, version: kind === 'email' ? null : given.version };
}

/** Open requests to one partner as CSV for Excel, for libraries that work through lists. */
export function sheetFor(
  letters: Pick<LoanPost, 'requests'>,
  symbol: string,
): { readonly rows: number; readonly csv: string } {
  const messages = letters.requests(fullSymbol(symbol));
  return { rows: messages.length, csv: requestSheet(messages) };
}

function fullSymbol(given: string): string {
  return (given.includes(':') ? given : `ISIL:${given}`).toUpperCase();
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
