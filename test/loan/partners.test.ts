import { loanId } from '../../src/base/brand.ts';
import type { ActOnLoan, Loan, LoanAction, LoanRole } from '../../src/loan/loan.ts';
import { letterFor } from '../../src/loan/partners/email.ts';
import { receiveIso } from '../../src/loan/partners/iso18626/receive.ts';
import { judge, wireOf } from '../../src/loan/partners/iso18626/send.ts';
import { loanPartnerSuite, type PartnerStage } from '../contract/loan-partner.ts';
import { code, loanIn, MONDAY, NEAR, smallAlliance, type TestAlliance, testAlliance } from './alliance.ts';

const LENDER = code('CN-SZLIB');
const BORROWER = code('CN-SZ-SCH01');
const SECRET = 's3cret';
const ISBN = '9787544291170';

/** One loan of a store, its clock, and acting on it as its librarian. */
class Desk {
  readonly alliance: TestAlliance;
  now = MONDAY;

  constructor(alliance: TestAlliance) {
    this.alliance = alliance;
  }

  async loan(): Promise<Loan> {
    const id = this.alliance.db.prepare<[], string>('SELECT id FROM loans ORDER BY created_at LIMIT 1').pluck().get();
    const loan = id === undefined ? null : await this.alliance.reader.loan(loanId(id));
    if (loan === null) throw new Error('no loan');
    return loan;
  }

  async act(as: LoanRole, action: LoanAction, more: Partial<ActOnLoan> = {}): Promise<void> {
    // Two words of one instant would be the same message twice.
    this.now = new Date(this.now.getTime() + 60_000);
    loanIn(this.alliance.act(await this.loan(), as, action, more, this.now));
  }

  async night(): Promise<void> {
    const { dueDate } = await this.loan();
    this.now = new Date(Date.parse(`${dueDate}T24:00:00+08:00`) + 1);
    this.alliance.db.transaction(() => this.alliance.loans.sweep(this.now, 50)).immediate();
  }

  waiting(): number {
    const count = "SELECT count(*) FROM loan_messages WHERE direction = 'out' AND state <> 'done'";
    return this.alliance.db.prepare<[], number>(count).pluck().get() ?? 0;
  }
}

function inside(): PartnerStage {
  const alliance = smallAlliance();
  const desk = new Desk(alliance);
  const book = alliance.title('只有一馆有的书');
  alliance.copies(NEAR, book, 'B', 1);
  return {
    copy: 'B1',
    async request(serviceType) {
      loanIn(alliance.request({ edition: book, serviceType }));
    },
    borrower: (action, more) => desk.act('REQUESTER', action, more),
    lender: (action, more) => lenderActs(desk, action, more),
    overdue: () => desk.night(),
    seen: () => desk.loan(),
    undelivered: () => desk.waiting(),
  };
}

/** Two engines that know each other only by what goes over the wire. */
function overIso(version: '1.2' | '2021'): PartnerStage {
  const [here, there] = [new Desk(testAlliance()), new Desk(testAlliance())];
  const known = { kind: 'iso18626', version, dialect: null, secret: SECRET, allowPrivate: false } as const;
  const url = 'http://peer.example';
  here.alliance.library(BORROWER, 'SCHOOL', '320508');
  here.alliance.loans.putPartner({ ...known, url, symbol: `ISIL:${LENDER}`, name: '市馆', lastResort: 1 });
  there.alliance.library(LENDER, 'PUBLIC', '320508');
  there.alliance.loans.putPartner({ ...known, url, symbol: `ISIL:${BORROWER}`, name: '学校', lastResort: 0 });
  const book = there.alliance.title('城南旧事');
  there.alliance.db.prepare('INSERT INTO edition_isbn VALUES (?, ?)').run(ISBN, book);
  there.alliance.copies(LENDER, book, 'B', 1);
  const carry = () => {
    while (post(here, there) || post(there, here));
  };
  return {
    copy: 'B1',
    async request(serviceType) {
      loanIn(here.alliance.request({ requester: BORROWER, title: '城南旧事', isbn: ISBN, serviceType }));
      carry();
    },
    async borrower(action, more) {
      await here.act('REQUESTER', action, more);
      carry();
    },
    async lender(action, more) {
      await lenderActs(there, action, more);
      carry();
    },
    async overdue() {
      await there.night();
      carry();
    },
    seen: () => here.loan(),
    undelivered: () => here.waiting() + there.waiting(),
  };
}

/** What the lender's program did by itself on the borrower's word need not be done again. */
async function lenderActs(desk: Desk, action: LoanAction, more: Partial<ActOnLoan> = {}): Promise<void> {
  const { actions } = await desk.loan();
  if (action === 'ACCEPT_CANCEL' && !actions.SUPPLIER.includes(action)) return;
  await desk.act('SUPPLIER', action, more);
}

/** Hands the oldest word of one engine to the other. */
function post(from: Desk, to: Desk): boolean {
  const [waiting] = from.alliance.loans.post.due(from.now, 1);
  if (waiting === undefined) return false;
  const arrival = { body: wireOf(waiting.message, waiting.to), secret: SECRET, loopback: false };
  const receive = () => receiveIso(to.alliance.loans.exchange, arrival, to.now);
  const reply = to.alliance.db.transaction(receive).immediate();
  const sent = judge(reply.status, reply.body);
  if (sent.kind !== 'delivered') throw new Error(`${waiting.message.talk.says}: ${sent.detail}`);
  from.alliance.db.transaction(() => from.alliance.loans.post.settle(waiting.id, sent, from.now)).immediate();
  return true;
}

/** A library that is written to; what it answers by mail or telephone our librarian writes down. */
function byMail(): PartnerStage {
  const alliance = testAlliance();
  const desk = new Desk(alliance);
  alliance.library(BORROWER, 'SCHOOL', '320508');
  const mail = { symbol: 'SZ:CANGLANG', name: '沧浪少儿馆', kind: 'email', url: 'mailto:ill@example.cn' } as const;
  alliance.loans.putPartner({
    ...mail,
    version: null,
    dialect: null,
    secret: null,
    allowPrivate: false,
    lastResort: 1,
  });
  const carry = () => {
    for (const waiting of alliance.loans.post.due(desk.now, 10)) {
      const { text } = letterFor(waiting.message, 'ill@example.cn');
      if (!text.includes('城南旧事')) throw new Error(text);
      const delivered = { kind: 'delivered', peerRequestId: null } as const;
      alliance.db.transaction(() => alliance.loans.post.settle(waiting.id, delivered, desk.now)).immediate();
      carry();
    }
  };
  return {
    copy: 'THEIRS-1',
    async request(serviceType) {
      loanIn(alliance.request({ requester: BORROWER, title: '城南旧事', isbn: ISBN, serviceType }));
      carry();
    },
    async borrower(action, more) {
      await desk.act('REQUESTER', action, more);
      carry();
    },
    async lender(action, more) {
      await desk.act('SUPPLIER', action, { ...more, actor: BORROWER });
      carry();
    },
    async overdue() {
      await desk.night();
      carry();
    },
    seen: () => desk.loan(),
    undelivered: () => desk.waiting(),
  };
}

loanPartnerSuite('the alliance itself', inside);
loanPartnerSuite('ISO 18626, 1.2', () => overIso('1.2'));
loanPartnerSuite('ISO 18626, 2021', () => overIso('2021'));
loanPartnerSuite('mail', byMail);
