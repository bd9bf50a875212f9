/** The loans of one's own library, as borrower or as lender, and what can be done about each. */
import { button, make } from '../widget/ui/dom.js';
import { ask, newIdempotencyKey, unproblematic } from './api.js';
import { historyView } from './history.js';
import { printButton } from './totes.js';
import { ACTIONS, DETAILS, FIELDS, FLAGS, STATES } from './words.js';

/** @typedef {import('./search.js').Desk} Desk */

const LOAN = `id title quantity version stateAs(role: $role) flags dueDate neededBy condition unfilledReason
  bookFrom bookUntil parts { id quantity state supplier { name } } requester { name symbol } supplier { name symbol }
  waitingFor { name } parent { quantity } rota { party { name symbol } } actBy items { barcode state } actions(as: $role)
  events { at action by note }`;

const LOANS = `query ($library: String!, $role: LoanRole!, $open: Boolean, $after: String) {
  loans(library: $library, role: $role, open: $open, first: 20, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${LOAN} }
  }
}`;

const ACT = `mutation ($input: ActOnLoanInput!, $role: LoanRole!) {
  actOnLoan(input: $input) { loan { ${LOAN} } problems { code messageZh } }
}`;

/**
 * @param {HTMLElement} page
 * @param {Desk} desk
 * @param {'REQUESTER' | 'SUPPLIER'} role
 */
export function loansPage(page, desk, role) {
  const open = /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox', id: 'open', checked: '' }));
  const list = make('ol');
  const more = make('div');
  const bar = make('div', { class: 'line' }, open, make('label', { for: 'open' }, '只看进行中的'));
  if (role === 'SUPPLIER') bar.append(printButton('打印全部待寄借阅单', `slips/${desk.library}`));
  page.replaceChildren(bar, list, more);
  /** @param {string | null} after */
  const read = async (after) => {
    const { loans } = await ask(LOANS, { library: desk.library, role, open: open.checked ? true : null, after });
    if (after === null) list.replaceChildren();
    list.append(...loans.nodes.map((/** @type {any} */ loan) => loanView(loan, desk, role)));
    const { hasNextPage, endCursor } = loans.pageInfo;
    more.replaceChildren(...(hasNextPage ? [button('更多', () => desk.run(() => read(endCursor)))] : []));
    desk.say(`共 ${loans.totalCount} 笔。`);
  };
  open.addEventListener('change', () => desk.run(() => read(null)));
  void desk.run(() => read(null));
}

/**
 * @param {any} loan
 * @param {Desk} desk
 * @param {'REQUESTER' | 'SUPPLIER'} role
 * @returns {HTMLElement}
 */
function loanView(loan, desk, role) {
  // To the lender a request that was sent is one that came.
  const words = role === 'SUPPLIER' && loan.stateAs === 'SENT' ? '待本馆答复' : STATES[loan.stateAs];
  const state = make('strong', {}, words ?? loan.stateAs);
  const flags = loan.flags.map((/** @type {string} */ flag) => make('span', { class: 'bad' }, FLAGS[flag] ?? flag));
  const parties = `${loan.requester.name} ← ${loan.supplier?.name ?? '（寻找中）'}`;
  const view = make(
    'li',
    { class: 'card' },
    make(
      'h2',
      {},
      `${loan.title} × ${loan.quantity}${loan.parent === null ? '' : `（整班 ${loan.parent.quantity} 册之一）`}`,
    ),
    make('div', { class: 'line' }, state, ...flags, make('span', {}, parties)),
    make('div', { class: 'soft' }, facts(loan).join('　')),
    historyView(loan.events, partiesOf(loan)),
  );
  if (loan.parts.length > 0) view.append(partsView(loan.parts));
  const actions = make('div', { class: 'line' });
  const place = make('div');
  for (const action of desk.role === 'LIBRARIAN' ? loan.actions : []) {
    actions.append(
      button(ACTIONS[action] ?? action, () => {
        const form = actForm(loan, action, desk, role, (next) => view.replaceWith(loanView(next, desk, role)));
        place.replaceChildren(form);
        form.querySelector('input')?.focus();
      }),
    );
  }
  if (PRINTED.includes(loan.stateAs)) actions.append(printButton('打印借阅单', `slip/${loan.id}`));
  if (loan.parts.length > 0) actions.append(printButton('缺书报告', `shortage/${loan.id}`));
  view.append(actions, place);
  return view;
}

/** A slip goes with copies that leave. */
const PRINTED = ['WILL_SUPPLY', 'SHIPPED', 'RECEIVED', 'RETURN_SHIPPED'];

/** @param {any} loan */
const partiesOf = ({ requester, supplier, rota }) => [
  requester,
  supplier,
  ...rota.map((/** @type {any} */ entry) => entry.party),
];

/** @param {any} loan */
function facts(loan) {
  return [
    loan.waitingFor === null ? '' : `待${loan.waitingFor.name}处理`,
    loan.actBy === null ? '' : `期限 ${loan.actBy.slice(0, 10)}`,
    loan.dueDate === null ? '' : `应还 ${loan.dueDate}`,
    loan.bookFrom === null && loan.bookUntil === null ? '' : `使用 ${loan.bookFrom ?? ''} 至 ${loan.bookUntil ?? ''}`,
    loan.neededBy === null ? '' : `${loan.neededBy} 前需要`,
    loan.condition === null ? '' : `条件：${loan.condition}`,
    loan.unfilledReason === null ? '' : `原因：${loan.unfilledReason}`,
    loan.items.length === 0 ? '' : `条码 ${loan.items.map((/** @type {any} */ item) => item.barcode).join(' ')}`,
  ].filter(Boolean);
}

/** @param {readonly any[]} parts */
function partsView(parts) {
  const rows = parts.map(({ supplier, quantity, state }) =>
    make('li', {}, `${supplier?.name ?? '（寻找中）'}　${quantity} 册　${STATES[state] ?? state}`),
  );
  return make('details', {}, make('summary', { class: 'soft' }, `${parts.length} 馆分担`), make('ol', {}, ...rows));
}

/**
 * @param {any} loan
 * @param {string} action
 * @param {Desk} desk
 * @param {'REQUESTER' | 'SUPPLIER'} role
 * @param {(next: any) => void} done
 */
function actForm(loan, action, desk, role, done) {
  const names = [...(DETAILS[action] ?? []), 'note'];
  const inputs = names.map((name) => {
    const { label, type } = FIELDS[name] ?? { label: name, type: 'text' };
    const preset = name === 'barcodes' ? loan.items.map((/** @type {any} */ item) => item.barcode).join(' ') : '';
    return /** @type {HTMLInputElement} */ (
      make('input', { name, type, placeholder: label, 'aria-label': label, value: preset })
    );
  });
  const form = make('form', {}, ...inputs, make('button', { type: 'submit' }, `确定${ACTIONS[action] ?? action}`));
  const idempotencyKey = newIdempotencyKey();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void desk.run(async () => {
      const input = { loanId: loan.id, action, as: role, version: loan.version, idempotencyKey, ...detailsOf(inputs) };
      done(unproblematic((await ask(ACT, { input, role })).actOnLoan).loan);
      desk.say(`已${ACTIONS[action] ?? action}。`, 'good');
    });
  });
  return form;
}

/**
 * What was filled in; barcodes as a list.
 * @param {readonly HTMLInputElement[]} inputs
 */
function detailsOf(inputs) {
  const filled = inputs.filter(({ value }) => value.trim() !== '');
  return Object.fromEntries(
    filled.map(({ name, value }) => [name, name === 'barcodes' ? value.trim().split(/[\s,，、;；]+/) : value.trim()]),
  );
}
