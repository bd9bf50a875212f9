import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOAN_ROUND } from '../../scripts/dev/plain-loan.ts';
import { loanId } from '../../src/base/brand.ts';
import type { Loan, LoanAction, LoanRole } from '../../src/loan/loan.ts';
import { receiveIso } from '../../src/loan/partners/iso18626/receive.ts';
import { judge, wireOf } from '../../src/loan/partners/iso18626/send.ts';
import { code, loanIn, MONDAY, type TestAlliance, testAlliance } from '../loan/alliance.ts';

const LENDER = code('CN-SZLIB');
const BORROWER = code('CN-SZ-SCH01');
const SECRET = 's3cret';
/** Tries before a message is given up, kept low so that it happens. */
const DEAD_AFTER = 3;

class Crash extends Error {}

/** Commits of both ends together, and which of them does not happen; none unless a test says so. */
const commits = { count: 0, crashAt: -1 };

/** One of two engines, each with its own store, that know each other only by what comes over the link. */
class End {
  readonly alliance: TestAlliance = testAlliance();
  readonly role: LoanRole;
  /** Bytes that the network still holds: each may arrive (again) at any time. */
  readonly inFlight: string[] = [];
  readonly arrived: string[] = [];

  constructor(role: LoanRole, other: string, version: '1.2' | '2021') {
    this.role = role;
    const { db, loans } = this.alliance;
    db.pragma('synchronous = OFF');
    const lastResort = role === 'REQUESTER' ? 1 : 0;
    const peer = { name: other, url: 'http://peer.example', version, dialect: null, allowPrivate: false } as const;
    loans.putPartner({ ...peer, symbol: `ISIL:${other}`, kind: 'iso18626', secret: SECRET, lastResort });
  }

  /** In one transaction; a crash before its end undoes all of it. */
  within<T>(crash: boolean, work: () => T): T {
    const whole = this.alliance.db.transaction(() => {
      const result = work();
      if (crash || commits.count++ === commits.crashAt) throw new Crash();
      return result;
    });
    return whole.immediate();
  }

  receive(body: string, now: Date, crash = false): string {
    const { exchange } = this.alliance.loans;
    const answer = this.within(crash, () => receiveIso(exchange, { body, secret: SECRET, loopback: false }, now).body);
    this.arrived.push(body);
    return answer;
  }

  async loan(): Promise<Loan | null> {
    const row = this.alliance.db.prepare<[], { id: string }>('SELECT id FROM loans ORDER BY created_at LIMIT 1').get();
    return row === undefined ? null : await this.alliance.reader.loan(loanId(row.id));
  }

  count(sql: string): number {
    return this.alliance.db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${sql}`).get()?.n ?? 0;
  }
}

type Fate = 'arrives' | 'lost' | 'answer lost' | 'crash there' | 'crash here' | 'arrives late';

/** One attempt of `from` to get its oldest message over. */
function attempt(from: End, to: End, fate: Fate, now: Date): boolean {
  const { post } = from.alliance.loans;
  const [waiting] = post.due(now, 1);
  if (waiting === undefined) return false;
  const body = wireOf(waiting.message, waiting.to);
  const failed = { kind: 'failed', detail: fate, retryAt: waiting.attempts + 1 >= DEAD_AFTER ? null : now } as const;
  const settle = (outcome: Parameters<typeof post.settle>[1], crash = false) =>
    from.within(crash, () => post.settle(waiting.id, outcome, now));
  try {
    if (fate === 'lost' || fate === 'arrives late') {
      if (fate === 'arrives late') to.inFlight.push(body);
      settle(failed);
      return true;
    }
    const answer = to.receive(body, now, fate === 'crash there');
    const sent = judge(200, answer);
    if (fate === 'answer lost') settle(failed);
    else settle(sent.kind === 'failed' ? { ...sent, retryAt: now } : sent, fate === 'crash here');
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    if (fate === 'crash there') settle(failed);
  }
  return true;
}

const FATES: readonly Fate[] = [
  'arrives',
  'arrives',
  'arrives',
  'lost',
  'answer lost',
  'crash there',
  'crash here',
  'arrives late',
];

/** What staff do not do in the walk: closing by hand is meant to part the two sides. */
const NOT_PLAYED: readonly LoanAction[] = ['CLOSE'];

async function actAtRandom(end: End, pick: number, now: Date): Promise<void> {
  const loan = await end.loan();
  const actions = (loan?.actions[end.role] ?? []).filter((action) => !NOT_PLAYED.includes(action));
  const action = actions[pick % Math.max(1, actions.length)];
  if (loan === null || action === undefined) return;
  act(end, loan, action, now, pick % 7 === 0);
}

function act(end: End, loan: Loan, action: LoanAction, now: Date, crash: boolean): void {
  const more =
    action === 'SHIP' ? { barcodes: ['B1'] } : action === 'SET_CONDITION' ? { conditionCode: 'LibraryUseOnly' } : {};
  try {
    end.within(crash, () => end.alliance.act(loan, end.role, action, more, now));
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
}

/** What brings a loan to its end, the most wanted first. */
const HOMEWARD: Readonly<Record<LoanRole, readonly LoanAction[]>> = {
  REQUESTER: ['RECEIVE', 'RETURN', 'ACCEPT_CONDITION', 'REJECT_CONDITION'],
  SUPPLIER: ['CHECK_IN', 'ACCEPT_CANCEL', 'REFUSE_RENEWAL', 'UNFILLED'],
};

/** The link is mended, dead messages are sent again, and both sides finish what they began. */
async function bringHome(borrower: End, lender: End, from: Date): Promise<void> {
  const ends = [borrower, lender];
  for (let turn = 0; turn < 40; turn++) {
    const now = new Date(from.getTime() + turn * 86_400_000);
    for (const end of ends) {
      const { post } = end.alliance.loans;
      for (const { id } of post.dead()) end.within(false, () => post.resolve(id, 'send again', now));
      for (const late of end.inFlight.splice(0)) end.receive(late, now);
      let tries = 0;
      while (attempt(end, end === borrower ? lender : borrower, 'arrives', now)) {
        if (tries++ > 100)
          throw new Error(
            `no end of talk: ${JSON.stringify(end.alliance.db.prepare('SELECT talk, state, attempts, error FROM loan_messages ORDER BY id DESC LIMIT 3').all())}`,
          );
      }
    }
    const states = await Promise.all(ends.map((end) => end.loan()));
    if (states.every((loan) => loan === null || isOver(loan))) return;
    for (const end of ends) {
      const loan = await end.loan();
      // A lender takes in what has come back, not what has just left.
      const back = loan?.supplierState === 'RETURN_SHIPPED' || (await overBefore(borrower));
      const wanted = HOMEWARD[end.role].filter((action) => action !== 'CHECK_IN' || back);
      const action = wanted.find((each) => loan?.actions[end.role].includes(each));
      if (loan !== null && action !== undefined) act(end, loan, action, now, false);
    }
  }
}

async function overBefore(borrower: End): Promise<boolean> {
  const loan = await borrower.loan();
  return loan !== null && isOver(loan);
}

const ENDS = ['COMPLETED', 'UNFILLED', 'CANCELLED', 'EXPIRED', 'LOST'];
const isOver = (loan: Loan) => ENDS.includes(loan.requesterState);
const supplied = (loan: Loan) => ['COMPLETED', 'LOST'].includes(loan.requesterState);

describe('two engines over a bad link', () => {
  it.each(['1.2', '2021'] as const)(
    'agree in the end, whatever it loses, repeats and delays (%s)',
    { timeout: 120_000 },
    async (version) => {
      const walk = fc.array(fc.record({ kind: fc.nat(9), pick: fc.nat(1_000) }), { minLength: 5, maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(walk, async (steps) => {
          const borrower = new End('REQUESTER', LENDER, version);
          const lender = new End('SUPPLIER', BORROWER, version);
          borrower.alliance.library(BORROWER, 'SCHOOL', '320508');
          lender.alliance.library(LENDER, 'PUBLIC', '320508');
          const book = lender.alliance.title('城南旧事');
          lender.alliance.db.prepare("INSERT INTO edition_isbn VALUES ('9787544291170', ?)").run(book);
          lender.alliance.copies(LENDER, book, 'B', 1);
          loanIn(borrower.alliance.request({ requester: BORROWER, title: '城南旧事', isbn: '9787544291170' }));

          let now = MONDAY;
          for (const { kind, pick } of steps) {
            const fate = FATES[pick % FATES.length] ?? 'arrives';
            if (kind <= 2) attempt(borrower, lender, fate, now);
            else if (kind <= 5) attempt(lender, borrower, fate, now);
            else if (kind === 6) await actAtRandom(borrower, pick, now);
            else if (kind === 7) await actAtRandom(lender, pick, now);
            else if (kind === 8) {
              const [end] = pick % 2 === 0 ? [borrower] : [lender];
              const late = end?.inFlight.shift();
              if (late !== undefined) end?.receive(late, now);
            } else {
              now = new Date(now.getTime() + (pick % 5) * 86_400_000);
              for (const end of [borrower, lender]) end.within(false, () => end.alliance.loans.sweep(now, 50));
            }
          }
          await bringHome(borrower, lender, now);

          const [mine, theirs] = [await borrower.loan(), await lender.loan()];
          for (const end of [borrower, lender]) {
            expect(end.count("loan_messages WHERE direction = 'out' AND state = 'waiting'")).toBe(0);
            expect(
              end.count('(SELECT 1 FROM loan_items WHERE open = 1 GROUP BY library, barcode HAVING count(*) > 1)'),
            ).toBe(0);
          }
          if (mine === null) throw new Error('the request is gone');
          expect(isOver(mine), `borrower ${mine.requesterState}`).toBe(true);
          if (theirs !== null) {
            // A lender that asked to be asked again, and was not, has nothing more to do.
            const lenderEnds = [...ENDS, 'RETRY_PENDING'];
            expect(
              theirs.supplierState !== null && lenderEnds.includes(theirs.supplierState),
              `lender ${theirs.supplierState}`,
            ).toBe(true);
            const lent = ['COMPLETED', 'LOST'].includes(theirs.supplierState ?? '');
            // A book that left after all was over here stands out for a person to see.
            const seen = mine.flags.includes('CONFLICT');
            expect(supplied(mine) || seen, `${mine.requesterState} and ${theirs.supplierState}`).toBe(lent);
          }
          const before = [borrower, lender].map((end) => end.alliance.db.serialize());
          for (const end of [borrower, lender]) for (const body of [...end.arrived]) end.receive(body, now);
          expect([borrower, lender].every((end, at) => before[at]?.equals(end.alliance.db.serialize()))).toBe(true);
          for (const end of [borrower, lender]) end.alliance.db.close();
        }),
        { numRuns: 25, endOnFailure: true, interruptAfterTimeLimit: 15_000 },
      );
    },
  );
});

describe('a loan between two engines', () => {
  it('runs its round, whichever commit of either side is lost', { timeout: 120_000 }, async () => {
    const stories = new Set<string>();
    let crashed = 0;
    for (let at = -1; at <= crashed; at++) {
      Object.assign(commits, { count: 0, crashAt: at });
      const [borrower, lender] = [new End('REQUESTER', LENDER, '1.2'), new End('SUPPLIER', BORROWER, '1.2')];
      borrower.alliance.library(BORROWER, 'SCHOOL', '320508');
      lender.alliance.library(LENDER, 'PUBLIC', '320508');
      const book = lender.alliance.title('城南旧事');
      lender.alliance.db.prepare("INSERT INTO edition_isbn VALUES ('9787544291170', ?)").run(book);
      lender.alliance.copies(LENDER, book, 'B', 1);
      loanIn(borrower.alliance.request({ requester: BORROWER, title: '城南旧事', isbn: '9787544291170' }));
      let minute = 0;
      const now = () => new Date(MONDAY.getTime() + minute++ * 60_000);
      const talk = () => {
        while (attempt(borrower, lender, 'arrives', now()) || attempt(lender, borrower, 'arrives', now()));
      };
      talk();
      for (const [role, action] of LOAN_ROUND) {
        const end = role === 'REQUESTER' ? borrower : lender;
        const before = (await end.loan())?.version;
        // Whoever was interrupted does it once more.
        while ((await end.loan())?.version === before) {
          const loan = await end.loan();
          if (loan !== null) act(end, loan, action, now(), false);
        }
        talk();
      }
      const [mine, theirs] = [await borrower.loan(), await lender.loan()];
      stories.add(
        JSON.stringify([
          mine?.requesterState,
          theirs?.supplierState,
          mine?.events.map(({ action }) => action),
          theirs?.events.map(({ action }) => action),
        ]),
      );
      for (const end of [borrower, lender]) {
        expect(end.count("loan_messages WHERE state <> 'done'")).toBe(0);
        end.alliance.db.close();
      }
      // Each commit of the undisturbed round has its turn.
      if (at === -1) crashed = commits.count - 1;
    }
    Object.assign(commits, { count: 0, crashAt: -1 });
    expect(crashed).toBeGreaterThan(20);
    expect([...stories]).toHaveLength(1);
    expect([...stories][0]).toMatch(/^\["COMPLETED","COMPLETED"/);
  });
});
