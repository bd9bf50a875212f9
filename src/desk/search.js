/** Finding a title and seeing who holds it; what is found can be asked for. */
import { button, make, marked } from '../widget/ui/dom.js';
import { ask, newIdempotencyKey } from './api.js';
import { classSetForm } from './class-set.js';
import { FACETS, narrowing } from './narrow.js';
import { mayRequest, requested, requestForm, sayRequested } from './request.js';

/**
 * What every page of the desk is given: who is there, a line to speak in, and a way to run what may fail.
 * @typedef {{
 *   say: (words: string, kind?: 'good' | 'bad') => void,
 *   run: (work: () => Promise<void>) => Promise<void>,
 *   library: string | null,
 *   role: string | null,
 * }} Desk
 */

const SEARCH = `query ($query: String!, $after: String, $near: String, $filter: SearchFilter, $sort: SearchSort!, $facets: [FacetField!]) {
  search(query: $query, first: 10, after: $after, near: $near, filter: $filter, sort: $sort, facets: $facets) {
    totalCount totalIsExact didYouMean degraded facets { field values { value label count } } rescues { kind label } pageInfo { hasNextPage endCursor }
    edges { stage highlight node {
      id title partNumber partTitle responsibility publisher year isbns classNumber libraryCount itemCount availableCount
      holdings(first: 20, near: $near) { totalCount nodes { library { name areaName } location callNumber itemCount availableCount statusKnown } }
    } }
  }
}`;

const WHAT_TO_TYPE = '书名、作者、ISBN、拼音或首字母';

/**
 * @param {HTMLElement} page
 * @param {Desk} desk
 */
export function searchPage(page, desk) {
  const input = /** @type {HTMLInputElement} */ (
    make('input', { class: 'wide', 'aria-label': WHAT_TO_TYPE, placeholder: WHAT_TO_TYPE, maxlength: '200' })
  );
  const form = make('form', { role: 'search' }, input, make('button', { type: 'submit' }, '查找'));
  const hits = make('ol');
  const more = make('div');
  const ways = make('ul');
  let latest = 0;
  /** @type {string | null} */
  let shown = null;
  const narrow = narrowing(() => {
    const query = shown;
    if (query !== null) void desk.run(() => search(query, null));
  });
  page.replaceChildren(form, narrow.view, hits, ways, more);
  let onlyClose = false;
  /**
   * @param {string} query as it was when asked: the box may hold other words by the time of the next page
   * @param {string | null} after
   */
  const search = async (query, after) => {
    latest += 1;
    const asked = latest;
    const facets = after === null ? FACETS : [];
    const found = (await ask(SEARCH, { query, after, near: desk.library, facets, ...narrow.chosen() })).search;
    // A later question is under way, and its answer is the one to be shown.
    if (asked !== latest) return;
    if (after === null) {
      hits.replaceChildren();
      shown = query;
      narrow.show(found.facets);
      onlyClose = found.edges.length > 0 && found.edges.every(isClose);
    }
    hits.append(...found.edges.map((/** @type {any} */ edge) => hitView(edge, desk)));
    const { hasNextPage, endCursor } = found.pageInfo;
    more.replaceChildren(...(hasNextPage ? [button('更多结果', () => desk.run(() => search(query, endCursor)))] : []));
    ways.replaceChildren(...found.rescues.map((/** @type {any} */ way) => wayOut(way, query, desk)));
    const mean = found.didYouMean === null ? '' : `您是不是要找：${found.didYouMean}`;
    const instead = onlyClose ? `没有“${query}”，为您显示相近的结果。` : '';
    desk.say(
      `${instead}找到 ${found.totalIsExact ? '' : '约 '}${found.totalCount} 种。${mean}${found.degraded ? '（索引维护中，可能不全）' : ''}`,
    );
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const query = input.value.trim();
    if (query !== shown) narrow.reset();
    void desk.run(() => search(query, null));
  });
  input.focus();
}

/** @param {{ stage: string }} hit */
const isClose = ({ stage }) => stage === 'FUZZY' || stage === 'HOMOPHONE';

/**
 * What would help where nothing was found.
 * @param {{ kind: string, label: string }} way
 * @param {string} title what was typed
 * @param {Desk} desk
 */
function wayOut({ kind, label }, title, desk) {
  if (kind !== 'ASK_OUTSIDE' || !mayRequest(desk)) return make('li', {}, label);
  const idempotencyKey = newIdempotencyKey();
  const ask = button(`按题名《${title}》向联盟外求借`, () =>
    desk.run(async () => {
      const { loan } = await requested(desk, { title, idempotencyKey });
      sayRequested(desk, loan);
    }),
  );
  return make('li', {}, ask);
}

/**
 * @param {any} edge
 * @param {Desk} desk
 */
function hitView({ node, highlight }, desk) {
  const part = [node.partNumber, node.partTitle].filter(Boolean).join(' ');
  const made = [node.responsibility, node.publisher, node.year, node.classNumber, ...node.isbns];
  const view = make(
    'li',
    { class: 'card' },
    make('h2', {}, ...marked(highlight ?? node.title), part === '' ? '' : ` · ${part}`),
    make('div', { class: 'soft' }, made.filter(Boolean).join(' · ')),
    holdingsTable(node.holdings.nodes),
  );
  if (mayRequest(desk)) view.append(requestForm(node, desk), classSetForm(node, desk));
  return view;
}

/** @param {readonly any[]} holdings */
function holdingsTable(holdings) {
  const head = make(
    'tr',
    {},
    ...['馆', '区', '地点', '索书号', '状态'].map((text) => make('th', { scope: 'col' }, text)),
  );
  const rows = holdings.map((holding) => {
    const isIn = holding.statusKnown && holding.availableCount > 0;
    const state = holding.statusKnown
      ? `在馆 ${holding.availableCount} / ${holding.itemCount}`
      : `${holding.itemCount} 册，未报状态`;
    const cells = [holding.library.name, holding.library.areaName, holding.location, holding.callNumber];
    return make(
      'tr',
      {},
      ...cells.map((text) => make('td', {}, text ?? '')),
      make('td', { class: isIn ? 'good' : 'soft' }, state),
    );
  });
  return make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows));
}
