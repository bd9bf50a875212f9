import type { LibraryCode, PushId } from '../../base/brand.ts';
import type { Loan } from '../../loan/loan.ts';
import type { Push, PushState } from '../../push/store.ts';
import type { GraphContext } from '../context.ts';
import { asGraphQLError, refuse, show } from '../errors.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { pushOf } from '../ids.ts';
import { codeOf } from '../inputs.ts';
import { pageSize } from '../paging.ts';
import { PERMISSIONS, requireRole } from '../permissions.ts';
import { belongs, stillValid } from '../viewer.ts';
import { ownPush } from './contributing.ts';
import { liveQueryOf } from './live.ts';

/** How often the store is asked for news: it is written by another thread, or another process. */
const LOOK_EVERY_MS = 250;
const MOST_AT_ONCE = 100;
/** Longer than this nobody waits in front of a page. */
const LIVE_WAIT_MS = 8_000;
const MOST_LIVE = 20;
const OVER: readonly PushState[] = ['DONE', 'FAILED', 'ABANDONED'];

export const subscriptionResolvers = {
  Subscription: {
    pushProgress: {
      subscribe: (_, { id }, context) =>
        started(
          context,
          async () => {
            requireRole(context, PERMISSIONS['Subscription.pushProgress']);
            const push = await ownPush(pushOf(id), context);
            return pushChanges(push.id, context);
          },
          (push) => ({ pushProgress: push }),
        ),
    },
    loanChanged: {
      subscribe: (_, { library, after }, context) =>
        started(
          context,
          async () => {
            requireRole(context, PERMISSIONS['Subscription.loanChanged']);
            const code = codeOf(library, 'library');
            if (!belongs(context.viewer, code)) throw refuse('NOT_FOUND', { what: library });
            const seen = after === null || after === undefined ? null : eventNumber(after);
            return loanChanges(code, seen ?? (await context.needs.loans.lastEventSeq()), context);
          },
          (loan) => ({ loanChanged: loan }),
        ),
    },
    liveResults: {
      subscribe: (_, { query, first }, context) =>
        started(
          context,
          async () => {
            requireRole(context, PERMISSIONS['Subscription.liveResults']);
            const options = { limit: pageSize(first, 5, MOST_LIVE), waitMs: LIVE_WAIT_MS, signal: context.signal };
            return context.needs.live.search(liveQueryOf(query), options);
          },
          (answer) => ({ liveResults: answer }),
        ),
    },
  },
} as const satisfies Resolvers;

/** The push as it stands, then again whenever it changed, until nothing more can happen to it. */
async function* pushChanges(id: PushId, context: GraphContext): AsyncGenerator<Push> {
  let shown = '';
  while (!context.signal.aborted) {
    const push = await ownPush(id, context);
    const present = JSON.stringify(push);
    if (present !== shown) {
      shown = present;
      yield await fresh(push, context);
    }
    if (OVER.includes(push.state)) return;
    await pause(context);
  }
}

/** Every change of a loan of that library after the event `seen`, oldest first. */
async function* loanChanges(library: LibraryCode, seen: number, context: GraphContext): AsyncGenerator<Loan> {
  let last = seen;
  while (!context.signal.aborted) {
    const news = await context.needs.loans.changedAfter(library, last, MOST_AT_ONCE);
    for (const { seq, loan } of news) {
      yield await fresh(loan, context);
      last = seq;
    }
    if (news.length < MOST_AT_ONCE) await pause(context);
  }
}

/** What is about to be shown, once the key still stands and older reads are forgotten. */
async function fresh<T>(value: T, { viewer, needs, load }: GraphContext): Promise<T> {
  if (!(await stillValid(viewer, needs))) throw refuse('UNAUTHENTICATED');
  load.forget();
  return value;
}

async function pause({ needs, signal }: GraphContext): Promise<void> {
  try {
    await needs.clock.sleep(LOOK_EVERY_MS, signal);
  } catch (error) {
    // The socket closed while we slept; the caller's loop sees the signal and ends.
    if (!signal.aborted) throw error;
  }
}

function eventNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw refuse('BAD_USER_INPUT', { detail: 'after is no event number' });
  return Number(text);
}

/** No formatter stands behind a subscription, so whatever it throws, then or later, is put into a client's words here. */
async function started<T, U>(
  context: GraphContext,
  start: () => Promise<AsyncIterable<T>>,
  shape: (each: T) => U,
): Promise<AsyncIterable<U>> {
  try {
    return shownEvents(await start(), shape, context);
  } catch (error) {
    throw inWords(error, context);
  }
}

async function* shownEvents<T, U>(
  events: AsyncIterable<T>,
  shape: (each: T) => U,
  context: GraphContext,
): AsyncGenerator<U> {
  try {
    for await (const each of events) yield shape(each);
  } catch (error) {
    throw inWords(error, context);
  }
}

const inWords = (error: unknown, { requestId, needs }: GraphContext) =>
  asGraphQLError(show(error, requestId, needs.log));
