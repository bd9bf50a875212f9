import type { LoanMessage, LoanPartner, PartnerAddress, Sent } from '../../partner.ts';
import { dialectNamed } from './dialects/index.ts';
import type { IsoConfirmation } from './message.ts';
import { phrase } from './phrase.ts';
import { readIso } from './read.ts';
import { writeIso } from './write.ts';

export interface SendNeeds {
  /** Goes to checked addresses only; made per partner, because an operator may allow private ones for one. */
  readonly fetchFor: (to: PartnerAddress) => typeof fetch;
}

const MAX_REPLY_CHARS = 200_000;

/** The message as it goes over the wire to this partner. */
export function wireOf(message: LoanMessage, to: PartnerAddress): string {
  const iso = phrase(message, to.version ?? '1.2', to.secret);
  return writeIso(dialectNamed(to.dialect).outgoing(iso));
}

/** ISO 18626 over HTTP: one POST a message, the confirmation in the answer. */
export function iso18626Partner(needs: SendNeeds): LoanPartner {
  return {
    protocol: 'iso18626',
    async send(message, to, signal) {
      try {
        const response = await needs.fetchFor(to)(to.url, {
          method: 'POST',
          headers: { 'content-type': 'application/xml; charset=utf-8', accept: 'application/xml, text/xml' },
          body: wireOf(message, to),
          signal,
        });
        return judge(response.status, (await response.text()).slice(0, MAX_REPLY_CHARS));
      } catch (error) {
        return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/**
 * What an answer means. Any 2xx counts, for Koha says 201; a 4xx with a confirmation in it is read as one; without one,
 * a 4xx that will not change by waiting is a refusal and everything else worth another try.
 */
export function judge(status: number, body: string): Sent {
  const read = readIso(body);
  if (read.kind === 'confirmation') return judgeConfirmation(read.confirmation);
  if (status >= 200 && status < 300) return { kind: 'failed', detail: `HTTP ${status} without a confirmation` };
  const final = status >= 400 && status < 500 && ![401, 403, 408, 409, 425, 429].includes(status);
  return { kind: final ? 'refused' : 'failed', detail: `HTTP ${status} ${body.slice(0, 200)}`.trim() };
}

function judgeConfirmation({ ok, errors }: IsoConfirmation): Sent {
  if (ok) return { kind: 'delivered', peerRequestId: null };
  const detail = errors.map(({ type, value }) => [type, value].filter(Boolean).join(' ')).join('; ');
  // Said to a resend: the first copy had arrived, only its confirmation was lost.
  if (/already exists/i.test(detail) || errors.some(({ type }) => type === 'RequestIdAlreadyExists')) {
    return { kind: 'delivered', peerRequestId: null };
  }
  return { kind: 'refused', detail: detail === '' ? 'ERROR' : detail };
}
