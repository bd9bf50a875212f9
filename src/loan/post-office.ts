import type { Clock } from '../base/clock.ts';
import type { Outcome, Waiting } from './exchange.ts';
import type { LoanPartner, Sent } from './partner.ts';

export interface PostNeeds {
  due(now: Date, limit: number): readonly Waiting[];
  settle(id: number, outcome: Outcome, now: Date): Promise<void>;
  readonly partners: { readonly [protocol in LoanPartner['protocol']]: LoanPartner };
  readonly clock: Clock;
  /** 0 up to 1, for the jitter. */
  readonly random: () => number;
}

const TIMEOUT_MS = 10_000;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** About six days of trying with the waits below. */
const MAX_ATTEMPTS = 16;
const PEERS_AT_ONCE = 8;

/** Failures in a row after which a peer is left alone for a while, whatever waits for it. */
const BREAKER_FAILURES = 5;
const BREAKER_REST_MS = 10 * 60_000;

/**
 * Sends what waits, one message of each peer at a time, in order; call it again while it answers more than 0. Nothing
 * is lost when it is killed: a message whose confirmation was not written down is sent again, and the peer gives its
 * stored answer.
 */
export function postOffice(needs: PostNeeds): { round(signal: AbortSignal): Promise<number> } {
  const failures = new Map<string, { count: number; openUntil: number }>();

  async function deliver(waiting: Waiting, signal: AbortSignal): Promise<void> {
    const { to, message, id, attempts } = waiting;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const sent = await needs.partners[to.kind].send(message, to, limit);
    if (signal.aborted && sent.kind === 'failed') return;
    const now = needs.clock.now();
    noteHealth(to.symbol, sent, now);
    await needs.settle(id, outcomeOf(sent, attempts, now, needs.random()), now);
  }

  function noteHealth(peer: string, sent: Sent, now: Date): void {
    if (sent.kind !== 'failed') {
      failures.delete(peer);
      return;
    }
    const count = (failures.get(peer)?.count ?? 0) + 1;
    failures.set(peer, { count, openUntil: count < BREAKER_FAILURES ? 0 : now.getTime() + BREAKER_REST_MS });
  }

  return {
    async round(signal) {
      const now = needs.clock.now();
      const resting = (peer: string) => (failures.get(peer)?.openUntil ?? 0) > now.getTime();
      const waiting = needs.due(now, PEERS_AT_ONCE).filter(({ to }) => !resting(to.symbol));
      await Promise.all(waiting.map((each) => deliver(each, signal)));
      return waiting.length;
    },
  };
}

/** 30 s, 1 min, 2 min … up to a day, give or take a fifth, so that peers that were down are not all asked at once. */
export function outcomeOf(sent: Sent, attempts: number, now: Date, random: number): Outcome {
  if (sent.kind !== 'failed') return sent;
  if (attempts + 1 >= MAX_ATTEMPTS) return { ...sent, retryAt: null };
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** attempts, LONGEST_WAIT_MS) * (0.8 + 0.4 * random);
  return { ...sent, retryAt: new Date(now.getTime() + waitMs) };
}
