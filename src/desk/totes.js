/** Boxes on courier routes: packed, closed, handed over and taken in by scan. */
import { button, make } from '../widget/ui/dom.js';
import { ask, newIdempotencyKey, unproblematic } from './api.js';

/** @typedef {import('./search.js').Desk} Desk */

const TOTE = `id label route day state from { code name } to { code name } place { code }
  copies { barcode state homeward loan { title } }`;
const TOTES = `query ($library: String!) {
  totes(library: $library, open: true, first: 50) { nodes { ${TOTE} } }
  courierRoutes { name stops { code name } }
}`;
const ACT = `mutation ($input: ActOnToteInput!) { actOnTote(input: $input) { tote { ${TOTE} } problems { code messageZh } } }`;

/** @type {Readonly<Record<string, string>>} */
const STATES = { OPEN: '装箱中', CLOSED: '待交车', ON_ROUTE: '在途', ARRIVED: '已签收', MISSING: '逾期未到' };

/**
 * @param {HTMLElement} page
 * @param {Desk} desk
 */
export function totesPage(page, desk) {
  const list = make('ol');
  const place = make('div');
  page.replaceChildren(place, list);
  const read = async () => {
    const { totes, courierRoutes } = await ask(TOTES, { library: desk.library });
    place.replaceChildren(openForm(courierRoutes, desk, read));
    list.replaceChildren(...totes.nodes.map((/** @type {any} */ tote) => toteView(tote, desk, read)));
    desk.say(totes.nodes.length === 0 ? '没有在用的周转箱。' : `${totes.nodes.length} 只周转箱在用。`);
  };
  void desk.run(read);
}

/**
 * @param {Desk} desk
 * @param {object} input
 * @returns {Promise<any>}
 */
async function act(desk, input) {
  const all = { at: desk.library, idempotencyKey: newIdempotencyKey(), ...input };
  return unproblematic((await ask(ACT, { input: all })).actOnTote).tote;
}

/**
 * @param {readonly any[]} routes
 * @param {Desk} desk
 * @param {() => Promise<void>} read
 */
function openForm(routes, desk, read) {
  const mine = routes.filter(({ stops }) => stops.some((/** @type {any} */ stop) => stop.code === desk.library));
  const stops = new Map(
    mine.flatMap(({ stops: all }) =>
      all.map((/** @type {any} */ { code, name }) => /** @type {const} */ ([code, name])),
    ),
  );
  stops.delete(desk.library);
  if (stops.size === 0) return make('p', { class: 'soft' }, '本馆不在物流线路上。');
  const label = /** @type {HTMLInputElement} */ (
    make('input', { placeholder: '扫箱号', 'aria-label': '箱号', required: '' })
  );
  const options = [...stops].map(([code, name]) => make('option', { value: code }, name));
  const to = /** @type {HTMLSelectElement} */ (make('select', { 'aria-label': '收件馆' }, ...options));
  const form = make('form', {}, label, '送', to, make('button', { type: 'submit' }, '开一只箱'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void desk.run(async () => {
      await act(desk, { action: 'OPEN', tote: label.value.trim(), to: to.value });
      await read();
    });
  });
  return form;
}

/**
 * @param {any} tote
 * @param {Desk} desk
 * @param {() => Promise<void>} read
 * @returns {HTMLElement}
 */
function toteView(tote, desk, read) {
  const here = tote.place?.code === desk.library;
  const state = make('strong', tote.state === 'MISSING' ? { class: 'bad' } : {}, STATES[tote.state] ?? tote.state);
  const copies = tote.copies.map((/** @type {any} */ copy) =>
    make('li', {}, `${copy.barcode}　${copy.loan?.title ?? ''}　${copy.homeward ? '归还' : '借出'}`),
  );
  const line = make('div', { class: 'line' });
  /** @param {string} words @param {string} action */
  const step = (words, action) =>
    button(words, () =>
      desk.run(async () => {
        await act(desk, { action, tote: tote.id });
        await read();
        desk.say(`${tote.label}：${words}。`, 'good');
      }),
    );
  if (tote.state === 'OPEN' && here) line.append(fillForm(tote, desk, read), step('封箱', 'CLOSE'));
  if (tote.state === 'CLOSED' && here) line.append(step('交车', 'SCAN_OUT'));
  if (tote.state !== 'OPEN' && (tote.to.code === desk.library || !here)) line.append(step('签收', 'SCAN_IN'));
  line.append(printButton('打印箱单', `tote/${tote.id}`));
  line.append(printButton('打印交接单', `manifest/${encodeURIComponent(tote.route)}/${tote.day}`));
  return make(
    'li',
    { class: 'card' },
    make('h2', {}, `${tote.label}　${tote.copies.length} 册`),
    make('div', { class: 'line' }, state, `${tote.from.name} → ${tote.to.name}`, `${tote.route} ${tote.day}`),
    make('ol', { class: 'soft' }, ...copies),
    line,
  );
}

/**
 * @param {any} tote
 * @param {Desk} desk
 * @param {() => Promise<void>} read
 */
function fillForm(tote, desk, read) {
  const input = /** @type {HTMLInputElement} */ (
    make('input', { placeholder: '扫图书条码装箱', 'aria-label': `装入 ${tote.label}`, autocomplete: 'off' })
  );
  const form = make('form', {}, input, make('button', { type: 'submit' }, '装入'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const barcodes = input.value
      .trim()
      .split(/[\s,，、;；]+/)
      .filter(Boolean);
    if (barcodes.length === 0) return;
    void desk.run(async () => {
      await act(desk, { action: 'FILL', tote: tote.id, barcodes });
      await read();
      const again = document.querySelector(`[aria-label="装入 ${tote.label}"]`);
      if (again instanceof HTMLElement) again.focus();
    });
  });
  return form;
}

/**
 * Opens what is to be printed in a tab of its own, which has the key of this one.
 * @param {string} words
 * @param {string} path
 */
export function printButton(words, path) {
  return button(words, () => {
    window.open(`print.html#${path}`);
  });
}
