/** The scanner's page: a book or a slip is scanned, and the loan goes on by itself. */
import { button, make } from '../widget/ui/dom.js';
import { ask, newIdempotencyKey, unproblematic } from './api.js';
import { ACTIONS, STATES } from './words.js';

/** @typedef {import('./search.js').Desk} Desk */
/** @typedef {{ desk: Desk, returning: HTMLInputElement, waiting: HTMLElement, done: HTMLElement, packing: Map<string, Set<string>> }} Bench */
/** @typedef {{ loan: any, role: 'REQUESTER' | 'SUPPLIER', action: string }} Step */

const LOAN = `id title quantity version dueDate requester { name library { code } } supplier { name library { code } }
  lender: stateAs(role: SUPPLIER) borrower: stateAs(role: REQUESTER) items { barcode state }
  asLender: actions(as: SUPPLIER) asBorrower: actions(as: REQUESTER)`;

const SCANNED = `query ($library: String!, $code: String!) { scanned(library: $library, code: $code) { ${LOAN} } }`;

const ACT = `mutation ($input: ActOnLoanInput!) { actOnLoan(input: $input) { loan { ${LOAN} } problems { code messageZh } } }`;

/**
 * @param {HTMLElement} page
 * @param {Desk} desk
 */
export function scanPage(page, desk) {
  const input = /** @type {HTMLInputElement} */ (
    make('input', { id: 'scan', class: 'wide', autocomplete: 'off', placeholder: '扫图书条码或借阅单二维码' })
  );
  const returning = /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox', id: 'returning' }));
  const form = make(
    'form',
    {},
    make('label', { for: 'scan' }, '扫描'),
    input,
    make('button', { type: 'submit' }, '确定'),
  );
  const mode = make(
    'div',
    { class: 'line' },
    returning,
    make('label', { for: 'returning' }, '归还：把借来的书还给借出馆'),
  );
  const waiting = make('div');
  const done = make('ol', { 'aria-label': '已扫描' });
  page.replaceChildren(form, mode, waiting, done);
  /** @type {Bench} */
  const bench = { desk, returning, waiting, done, packing: new Map() };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const code = input.value.trim();
    input.value = '';
    input.focus();
    if (code !== '') void desk.run(() => scan(bench, code));
  });
  desk.say('先答应提供，再扫书寄出；收到和入库直接扫。');
  input.focus();
}

/**
 * @param {Bench} bench
 * @param {string} code
 */
async function scan(bench, code) {
  const { desk, returning } = bench;
  const { scanned } = await ask(SCANNED, { library: desk.library, code });
  const steps = scanned.flatMap((/** @type {any} */ loan) => stepOf(loan, desk.library, returning.checked) ?? []);
  // Several loans may want the same title: the one whose slip or first copy was scanned goes on.
  const step = steps.find((/** @type {Step} */ { loan }) => bench.packing.has(loan.id)) ?? steps[0];
  if (step === undefined) {
    const [loan] = scanned;
    desk.say(loan === undefined ? `${code}：没有与本馆有关的未完借阅。` : whyNot(loan, desk.library), 'bad');
    return;
  }
  const bare = code.includes('.') ? code.slice(code.indexOf('.') + 1) : code;
  const isCopy = code !== step.loan.id && !/^ln[0-9a-z]{12,}$/.test(code);
  if (step.action === 'SHIP') return pack(bench, step, isCopy ? bare : null);
  return act(bench, step, isCopy ? [bare] : []);
}

/**
 * @param {Bench} bench
 * @param {Step} step
 * @param {string | null} barcode
 * @returns {Promise<void>}
 */
async function pack(bench, step, barcode) {
  const { desk, packing, waiting } = bench;
  const { loan } = step;
  const copies = packing.get(loan.id) ?? new Set();
  packing.set(loan.id, copies);
  if (barcode !== null) copies.add(barcode);
  if (copies.size >= loan.quantity) return send(bench, step, copies);
  const go =
    copies.size > 0 ? [button(`只寄这 ${copies.size} 册`, () => desk.run(() => send(bench, step, copies)))] : [];
  waiting.replaceChildren(
    make(
      'div',
      { class: 'card' },
      make('h2', {}, loan.title),
      make('p', {}, `送 ${loan.requester.name}：已扫 ${copies.size} / ${loan.quantity} 册，请继续扫图书条码`),
      ...go,
    ),
  );
  desk.say('');
}

/**
 * @param {Bench} bench
 * @param {Step} step
 * @param {Set<string>} copies
 */
async function send(bench, step, copies) {
  const { packing, waiting } = bench;
  // What was refused is scanned again from the first copy on.
  packing.delete(step.loan.id);
  waiting.replaceChildren();
  await act(bench, step, [...copies]);
}

/**
 * @param {Bench} bench
 * @param {Step} step
 * @param {readonly string[]} barcodes
 */
async function act({ desk, done }, { loan, role, action }, barcodes) {
  const input = {
    loanId: loan.id,
    as: role,
    action,
    version: loan.version,
    idempotencyKey: newIdempotencyKey(),
    barcodes,
  };
  const after = unproblematic((await ask(ACT, { input })).actOnLoan).loan;
  const words = `${ACTIONS[action] ?? action} · ${after.title} · ${wayOf(after, role)}`;
  const due = action === 'SHIP' || action === 'RECEIVE' ? ` · 应还 ${after.dueDate ?? '–'}` : '';
  done.prepend(make('li', { class: 'card' }, make('strong', {}, words), `${due} · ${countOf(after)}`));
  desk.say(`${words}。`, 'good');
}

/**
 * What a scan means here and now: sending, receiving, taking in; giving back only when that was chosen.
 * @param {any} loan
 * @param {string | null} library
 * @param {boolean} returning
 * @returns {Step | null}
 */
function stepOf(loan, library, returning) {
  const lends = loan.supplier?.library?.code === library;
  const borrows = loan.requester.library?.code === library;
  if (lends && loan.lender === 'RETURN_SHIPPED') return { loan, role: 'SUPPLIER', action: 'CHECK_IN' };
  if (lends && loan.asLender.includes('SHIP')) return { loan, role: 'SUPPLIER', action: 'SHIP' };
  if (borrows && loan.borrower === 'SHIPPED') return { loan, role: 'REQUESTER', action: 'RECEIVE' };
  if (borrows && returning && loan.asBorrower.includes('RETURN')) return { loan, role: 'REQUESTER', action: 'RETURN' };
  return null;
}

/** @param {any} loan @param {string | null} library */
function whyNot(loan, library) {
  if (loan.requester.library?.code === library && loan.asBorrower.includes('RETURN')) {
    return `《${loan.title}》已收到；要还给 ${loan.supplier?.name}，请先勾选“归还”再扫。`;
  }
  const state = loan.requester.library?.code === library ? loan.borrower : loan.lender;
  return `《${loan.title}》现在是“${STATES[state] ?? state}”，不用扫描。`;
}

/** @param {any} loan @param {string} role */
const wayOf = (loan, role) => (role === 'SUPPLIER' ? `${loan.requester.name}` : `${loan.supplier?.name}`);

/** @param {any} loan */
function countOf({ items, quantity }) {
  const counts = new Map();
  for (const { state } of items) counts.set(state, (counts.get(state) ?? 0) + 1);
  const told = [...counts].map(([state, count]) => `${STATES[state] ?? state} ${count}`);
  return told.length === 0 ? `${quantity} 册` : `${told.join('，')} / ${quantity} 册`;
}
