import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CLI } from '../../src/app/administer.ts';
import { type Office, openOffice } from '../../src/app/office.ts';
import { prepareStore } from '../../src/app/stores.ts';
import { editionId, type LibraryCode, libraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { ActOnLoan, Loan, LoanAction, LoanRole, RequestLoan } from '../../src/loan/loan.ts';
import { openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';
import { LOAN_ROUND, PLAIN_ACT, PLAIN_REQUEST } from '../dev/plain-loan.ts';
import { type BenchRun, type BenchSetting, bench, percentile, timed } from './bench-run.ts';

/** Loans that run their whole round, seven commands each. */
const ROUNDS = 150;
/** Open loans that must not slow the sweep, and how many of them fall due in it. */
const OPEN_LOANS = 100_000;
const DUE_AT_ONCE = 100;
const SWEEP_LIMIT_MS = 1_000;
const COPIES = 3;

/**
 * Loan actions a second, each an acknowledged transaction with its audit line, beside plain transactions that write the
 * same rows; and the sweep over due dates with 100,000 loans open, beside the second it may take.
 */
export async function benchLoan({ folder, note, signal }: BenchSetting): Promise<readonly BenchRun[]> {
  const data = join(folder, 'loans');
  await mkdir(data, { recursive: true });
  const file = join(data, 'catalogue.db');
  await prepareStore(file, 'none');
  const db = openForWriting(file);
  let now = new Date('2026-11-23T10:00:00+08:00');
  await using office = openOffice(file, { ...systemClock, now: () => now }, () => undefined);
  const parties = seed(db);
  note('loan rounds');
  const acted = await rounds(office, parties, signal);
  const plain = plainTransactions(db);
  note(`${OPEN_LOANS.toLocaleString('en')} open loans`);
  const onTheDay = async (barcode: string, later: number): Promise<number> => {
    const loan = await received(office, parties, barcode);
    multiply(db, loan, { due: DUE_AT_ONCE - 1, later });
    now = dueNight(loan);
    return await sweep(office);
  };
  const few = await onTheDay('B1', 0);
  const many = await onTheDay('B2', OPEN_LOANS);
  const idle = await idleSweeps(office);
  db.close();
  const limit = { name: 'limit', value: SWEEP_LIMIT_MS };
  const size = OPEN_LOANS;
  return [
    bench(
      'loan actions',
      { size: ROUNDS, value: acted, unit: 'actions/s' },
      { name: 'plain transactions', value: plain },
    ),
    bench(`sweep, ${DUE_AT_ONCE} due`, { size: DUE_AT_ONCE, value: few, unit: 'ms' }, limit),
    bench(`sweep, ${DUE_AT_ONCE} due of all open`, { size, value: many, unit: 'ms' }, limit),
    bench('sweep, nothing due', { size, value: idle, unit: 'ms' }, limit),
  ];
}

interface Parties {
  readonly borrower: LibraryCode;
  readonly lender: LibraryCode;
}

function code(text: string): LibraryCode {
  const found = libraryCode(text);
  if (found === null) throw new Error(text);
  return found;
}

/** Two libraries of one area and a title with enough copies for all. */
function seed(db: Sqlite): Parties {
  const parties = { borrower: code('CN-320508-C-HOME'), lender: code('CN-320508-C-NEAR') };
  const library = db.prepare(
    "INSERT INTO libraries (code, kind, name, area, stages) VALUES (?, 'SCHOOL', ?, '320508', '[]')",
  );
  for (const each of [parties.borrower, parties.lender]) library.run(each, each);
  const body = { title: '城南旧事', contributors: [], isbns: [], language: 'chi', carrier: 'PRINT', stages: [] };
  db.prepare(
    "INSERT INTO edition (id, work, anchor, version, body, facet, libraries, items, available) VALUES ('e1', 'w1', 'e1', 1, ?, '{}', 0, 0, 0)",
  ).run(JSON.stringify(body));
  db.prepare(
    "INSERT INTO source_record (ref, library, local_id, content_hash, profile, format, form, edition, quality, description, findings) VALUES (1, ?, 'r1', '', '', 'row', 0, 'e1', 0, '{}', '[]')",
  ).run(parties.lender);
  db.prepare(
    "INSERT INTO holding (id, ref, edition, library, anonymous, items, available, known, as_of) VALUES ('h1', 1, 'e1', ?, 0, 0, 0, 0, 0)",
  ).run(parties.lender);
  const item = db.prepare("INSERT INTO item (library, barcode, holding, told) VALUES (?, ?, 'h1', 'AVAILABLE')");
  for (let at = 1; at <= COPIES; at++) item.run(parties.lender, `B${at}`);
  return parties;
}

/** Actions a second over whole rounds, the request counted with them. */
async function rounds(office: Office, parties: Parties, signal: AbortSignal): Promise<number> {
  const { seconds } = await timed(async () => {
    for (let at = 0; at < ROUNDS; at++) {
      signal.throwIfAborted();
      const loan = await requested(office, parties, `r${at}`);
      for (const [as, action] of LOAN_ROUND)
        await act(office, loan, { as, action, key: `r${at} ${action}`, barcode: 'B1' });
    }
  });
  return (ROUNDS * (LOAN_ROUND.length + 1)) / seconds;
}

async function requested(office: Office, { borrower }: Parties, idempotencyKey: string): Promise<Loan> {
  const input: RequestLoan = {
    ...PLAIN_REQUEST,
    choice: 'THIS_EDITION',
    requester: borrower,
    edition: editionId('e1'),
    idempotencyKey,
  };
  return loanIn(await office.commands.run({ do: 'requestLoan', input }, CLI));
}

interface Acting {
  readonly as: LoanRole;
  readonly action: LoanAction;
  readonly key: string;
  readonly barcode: string;
}

async function act(office: Office, { id }: Loan, { as, action, key, barcode }: Acting): Promise<Loan> {
  const barcodes = action === 'SHIP' ? [barcode] : [];
  const input: ActOnLoan = { ...PLAIN_ACT, actor: null, loan: id, as, action, barcodes, idempotencyKey: key };
  return loanIn(await office.commands.run({ do: 'actOnLoan', input }, CLI));
}

function loanIn(answer: { readonly loan: Loan | null; readonly problems: readonly { readonly code: string }[] }): Loan {
  if (answer.loan === null || answer.problems.length > 0)
    throw new Error(answer.problems.map((each) => each.code).join());
  return answer.loan;
}

/** Transactions a second that do nothing but write once more the rows that one action writes. */
function plainTransactions(db: Sqlite): number {
  const [loan] = db.prepare<[], string>('SELECT id FROM loans LIMIT 1').pluck().all();
  const answer = db.prepare<[], string>('SELECT answer FROM loan_answers LIMIT 1').pluck().get() ?? '';
  db.exec('CREATE TABLE bench_answer (answer TEXT)');
  const writes = [
    'INSERT OR REPLACE INTO loans SELECT * FROM loans WHERE id = @loan',
    'INSERT OR REPLACE INTO loan_supplies SELECT * FROM loan_supplies WHERE loan = @loan',
    'INSERT OR REPLACE INTO loan_items SELECT * FROM loan_items WHERE loan = @loan',
    `INSERT INTO loan_events (loan, at, action, from_state, to_state, by, note, requester, supplier)
     SELECT loan, at, action, from_state, to_state, by, note, requester, supplier FROM loan_events WHERE loan = @loan LIMIT 1`,
    "INSERT OR REPLACE INTO loan_timers VALUES (@loan, 'DUE_PASSED', 0), (@loan, 'ARRIVAL_LATE', 0)",
  ].map((sql) => db.prepare<[{ loan: string }]>(sql));
  const remember = db.prepare<[string]>('INSERT INTO bench_answer VALUES (?)');
  db.pragma('foreign_keys = OFF');
  const once = db.transaction(() => {
    for (const write of writes) write.run({ loan: loan ?? '' });
    remember.run(answer);
  });
  const count = ROUNDS * (LOAN_ROUND.length + 1);
  const started = performance.now();
  for (let at = 0; at < count; at++) once.immediate();
  const seconds = (performance.now() - started) / 1_000;
  db.exec('DROP TABLE bench_answer; DELETE FROM loan_timers');
  db.pragma('foreign_keys = ON');
  return count / seconds;
}

/** A loan that is out and will fall due. */
async function received(office: Office, parties: Parties, barcode: string): Promise<Loan> {
  const loan = await requested(office, parties, barcode);
  for (const [as, action] of LOAN_ROUND.slice(0, 2))
    await act(office, loan, { as, action, key: `${barcode} ${action}`, barcode });
  return await act(office, loan, { as: 'REQUESTER', action: 'RECEIVE', key: `${barcode} RECEIVE`, barcode });
}

function dueNight({ dueDate }: Loan): Date {
  return new Date(Date.parse(`${dueDate}T24:00:00+08:00`) + 1);
}

interface Crowd {
  /** How many fall due with the first, and how many over the year after it. */
  readonly due: number;
  readonly later: number;
}

/** Loans like that one, each with a copy, a history and timers of its own. */
function multiply(db: Sqlite, { id }: Loan, { due, later }: Crowd): void {
  const own = "t.loan || '-' || n.i";
  const copy = (table: string, key: string, values: Readonly<Record<string, string>>) => {
    const names = db
      .prepare<[], string>(`SELECT name FROM pragma_table_info('${table}') WHERE name <> 'seq'`)
      .pluck()
      .all();
    db.prepare<[number, string]>(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO ${table} (${names.join(', ')})
       SELECT ${names.map((name) => values[name] ?? `t.${name}`).join(', ')} FROM n JOIN ${table} t ON t.${key} = ?`,
    ).run(due + later, id);
  };
  db.transaction(() => {
    copy('loans', 'id', { id: "t.id || '-' || n.i" });
    copy('loan_supplies', 'loan', { loan: own, request_id: "t.request_id || '-' || n.i" });
    copy('loan_items', 'loan', { loan: own, barcode: "t.barcode || '-' || n.i" });
    copy('loan_events', 'loan', { loan: own });
    copy('loan_timers', 'loan', { loan: own, due_at: `t.due_at + (n.i > ${due}) * (1 + n.i % 365) * 86400000` });
  }).immediate();
}

/** Milliseconds until everything that is due has acted. */
async function sweep(office: Office): Promise<number> {
  const { seconds } = await timed(async () => {
    while ((await office.commands.run({ do: 'sweepLoans' }, CLI)).acted > 0);
  });
  return seconds * 1_000;
}

/** Median of sweeps that find nothing due. */
async function idleSweeps(office: Office): Promise<number> {
  const samples: number[] = [];
  for (let at = 0; at < 50; at++) {
    const { seconds } = await timed(() => office.commands.run({ do: 'sweepLoans' }, CLI));
    samples.push(seconds * 1_000);
  }
  return percentile(samples, 0.5);
}
