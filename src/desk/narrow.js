/** Narrowing what was found: what libraries and books there are to choose from, and the order. */
import { make } from '../widget/ui/dom.js';

/** Fields that are told with a search, their names, and the condition that a choice becomes. */
const FIELDS = [
  { field: 'KIND', name: '馆的类型', condition: 'kinds' },
  { field: 'AREA', name: '区县', condition: 'areas' },
  { field: 'STAGE', name: '适合学段', condition: 'stages' },
  { field: 'CLASS', name: '分类', condition: 'classes' },
  { field: 'LANGUAGE', name: '语种', condition: 'languages' },
  { field: 'CARRIER', name: '载体', condition: 'carriers' },
];
export const FACETS = FIELDS.map(({ field }) => field);
/** So many values of a field are offered, the most frequent first, and beside them those that were chosen. */
const MOST_VALUES = 8;

const SORTS = {
  RELEVANCE: '最相关的在前',
  MOST_HELD: '收藏馆多的在前',
  NEWEST: '新书在前',
  OLDEST: '旧书在前',
  TITLE_PINYIN: '按书名拼音',
  CALL_NUMBER: '按索书号',
};

/**
 * @typedef {{ field: string, values: readonly { value: string, label: string, count: number }[] }} Facet
 * @typedef {{
 *   view: HTMLElement,
 *   chosen: () => { filter: Record<string, unknown>, sort: string },
 *   show: (facets: readonly Facet[]) => void,
 *   reset: () => void,
 * }} Narrowing
 */

/**
 * @param {() => void} onChange
 * @returns {Narrowing}
 */
export function narrowing(onChange) {
  /** @type {Map<string, Map<string, string>>} by field, what was chosen with its name */
  const values = new Map(FIELDS.map(({ field }) => [field, new Map()]));
  const onShelf = checkbox('只看在架的', false, onChange);
  const sort = /** @type {HTMLSelectElement} */ (
    make(
      'select',
      { 'aria-label': '排序' },
      ...Object.entries(SORTS).map(([value, name]) => make('option', { value }, name)),
    )
  );
  sort.addEventListener('change', onChange);
  const groups = make('div', { class: 'facets' });
  const view = make(
    'details',
    { hidden: '' },
    make('summary', {}, '缩小范围、排序'),
    make('div', { class: 'line' }, sort, onShelf.view),
    groups,
  );
  const chosen = () => {
    const conditions = FIELDS.map(({ field, condition }) => [condition, [...(values.get(field)?.keys() ?? [])]]);
    const filter = Object.fromEntries(conditions.filter(([, list]) => list?.length !== 0));
    return { filter: { ...filter, ...(onShelf.input.checked ? { availableOnly: true } : {}) }, sort: sort.value };
  };
  /** @param {string} field @param {{ value: string, label: string }} one @param {boolean} is */
  const choose = (field, { value, label }, is) => {
    if (is) values.get(field)?.set(value, label);
    else values.get(field)?.delete(value);
    onChange();
  };
  return {
    view,
    chosen,
    show(facets) {
      const focused = document.activeElement?.getAttribute('data-value');
      view.hidden = false;
      groups.replaceChildren(
        ...facets.flatMap((facet) => group(facet, values.get(facet.field) ?? new Map(), choose) ?? []),
      );
      if (focused) {
        const again = groups.querySelector(`[data-value="${CSS.escape(focused)}"]`);
        /** @type {HTMLElement | null} */ (again)?.focus();
      }
    },
    reset() {
      for (const chosenOnes of values.values()) chosenOnes.clear();
      onShelf.input.checked = false;
    },
  };
}

/**
 * @param {Facet} facet
 * @param {ReadonlyMap<string, string>} chosen
 * @param {(field: string, one: { value: string, label: string }, is: boolean) => void} choose
 */
function group({ field, values }, chosen, choose) {
  // What was chosen and now finds nothing must be there to be taken back.
  const empty = [...chosen].filter(([value]) => values.every((one) => one.value !== value));
  const offered = [
    ...values.filter(({ value }, at) => at < MOST_VALUES || chosen.has(value)),
    ...empty.map(([value, label]) => ({ value, label, count: 0 })),
  ];
  const name = FIELDS.find((one) => one.field === field)?.name;
  // One value is nothing to choose from.
  if (name === undefined || (offered.length < 2 && chosen.size === 0)) return null;
  const boxes = offered.map((one) => {
    const { value, label, count } = one;
    const box = checkbox(`${label}（${count}）`, chosen.has(value), () => choose(field, one, box.input.checked));
    box.input.setAttribute('data-value', `${field} ${value}`);
    return box.view;
  });
  return make('fieldset', {}, make('legend', {}, name), ...boxes);
}

/**
 * @param {string} text
 * @param {boolean} checked
 * @param {() => void} onChange
 */
function checkbox(text, checked, onChange) {
  const input = /** @type {HTMLInputElement} */ (make('input', { type: 'checkbox' }));
  input.checked = checked;
  input.addEventListener('change', onChange);
  return { input, view: make('label', { class: 'choice' }, input, ` ${text}`) };
}
