/** Asking for a class set: many copies of one title, gathered from several schools for certain days. */
import { make } from '../widget/ui/dom.js';
import { onRequest, requested, sayRequested } from './request.js';

/** @typedef {import('./search.js').Desk} Desk */

const GRADES = ['一', '二', '三', '四', '五', '六', '七', '八', '九'].map((number) => `${number}年级`);
const CLASSES = [...GRADES, '高一', '高二', '高三'];

/**
 * A class is told by grade and number alone: what cannot be typed names no child.
 * @param {any} node the edition
 * @param {Desk} desk
 */
export function classSetForm(node, desk) {
  const quantity = numberInput({ name: 'quantity', min: '2', max: '500', value: '40', required: '' });
  const least = numberInput({ name: 'minQuantity', min: '1', max: '500' });
  const from = dayInput('bookFrom');
  const until = dayInput('bookUntil');
  const grade = /** @type {HTMLSelectElement} */ (
    make('select', { name: 'grade' }, ...CLASSES.map((name) => make('option', {}, name)))
  );
  const number = numberInput({ name: 'class', min: '1', max: '60' });
  from.addEventListener('change', () => until.setAttribute('min', from.value));
  const form = make(
    'form',
    { class: 'fields' },
    field('要几册', quantity),
    field('至少几册（可不填）', least),
    field('从哪天用', from),
    field('用到哪天', until),
    field('年级', grade),
    field('几班（可不填）', number),
    make('button', { type: 'submit' }, '请求整班用书'),
  );
  onRequest(form, desk, async (idempotencyKey) => {
    const { loan } = await requested(desk, {
      editionId: node.id,
      quantity: Number(quantity.value),
      minQuantity: least.value === '' ? null : Number(least.value),
      bookFrom: from.value,
      bookUntil: until.value,
      note: `${grade.value}${number.value === '' ? '' : `${number.value}班`}整班共读`,
      idempotencyKey,
    });
    sayRequested(desk, loan, `${quantity.value} 册${gathering(loan.parts)}`);
  });
  const help = '几所学校一起凑齐，赶在开始那天之前送到。填了“至少几册”，凑到这个数也算成；不填，缺的由您再定。';
  const words = make('p', { class: 'soft' }, help);
  return make('details', {}, make('summary', {}, '整班共读'), words, form);
}

/** @param {readonly { quantity: number }[]} parts */
function gathering(parts) {
  if (parts.length === 0) return '';
  return `，正在问 ${parts.length} 馆，共 ${parts.reduce((sum, { quantity }) => sum + quantity, 0)} 册`;
}

/**
 * @param {string} label
 * @param {HTMLElement} input
 */
const field = (label, input) => make('label', {}, make('span', {}, label), input);

/** @param {Readonly<Record<string, string>>} attributes */
const numberInput = (attributes) =>
  /** @type {HTMLInputElement} */ (make('input', { type: 'number', inputmode: 'numeric', ...attributes }));

/** @param {string} name */
const dayInput = (name) => /** @type {HTMLInputElement} */ (make('input', { type: 'date', name, required: '' }));
