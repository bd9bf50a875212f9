/** Asking for copies of a title. */
import { make } from '../widget/ui/dom.js';
import { ask, newIdempotencyKey, unproblematic } from './api.js';

/** @typedef {import('./search.js').Desk} Desk */

const REQUEST = `mutation ($input: RequestLoanInput!) {
  requestLoan(input: $input) { loan { id title state supplier { name } parts { quantity } } problems { code messageZh } }
}`;

/** @param {Desk} desk */
export const mayRequest = ({ library, role }) => library !== null && (role === 'LIBRARIAN' || role === 'TEACHER');

/**
 * Asks for one's own library; what a teacher asks for is a draft, which the librarian submits.
 * @param {Desk} desk
 * @param {object} wish
 * @returns {Promise<any>}
 */
export async function requested({ library, role }, wish) {
  const input = { requester: library, draft: role === 'TEACHER', ...wish };
  return unproblematic((await ask(REQUEST, { input })).requestLoan);
}

/**
 * A few copies for readers of one's own library.
 * @param {any} node the edition
 * @param {Desk} desk
 */
export function requestForm(node, desk) {
  const quantity = /** @type {HTMLInputElement} */ (
    make('input', { type: 'number', min: '1', max: '500', value: '1', 'aria-label': `《${node.title}》册数` })
  );
  const form = make('form', {}, quantity, ' 册 ', make('button', { type: 'submit' }, '请求借入'));
  onRequest(form, desk, async (idempotencyKey) => {
    const wish = { editionId: node.id, quantity: Number(quantity.value), idempotencyKey };
    const { loan } = await requested(desk, wish);
    sayRequested(desk, loan);
  });
  return form;
}

/**
 * Where nobody can lend, that is known at once.
 * @param {Desk} desk
 * @param {any} loan
 * @param {string} [more] what else is known of it
 */
export function sayRequested(desk, { title, state, supplier }, more = '') {
  if (state === 'UNFILLED') return desk.say(`《${title}》现在没有哪一馆能借出，请求已记下。`, 'bad');
  if (state === 'DRAFT') return desk.say(`《${title}》${more}已记为草稿，由馆员在“我馆借入”中提交。`, 'good');
  const whom = supplier === null ? '' : `，向${supplier.name}`;
  const waits = state === 'AWAITING_APPROVAL' ? '，待批准' : '';
  desk.say(`已请求《${title}》${more}${whom}${waits}。在“我馆借入”中跟进。`, 'good');
}

/**
 * Sends what a form says; pressing twice asks once, because the key changes only when a request was taken.
 * @param {HTMLElement} form
 * @param {Desk} desk
 * @param {(idempotencyKey: string) => Promise<void>} send
 */
export function onRequest(form, desk, send) {
  let idempotencyKey = newIdempotencyKey();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void desk.run(async () => {
      await send(idempotencyKey);
      idempotencyKey = newIdempotencyKey();
    });
  });
}
