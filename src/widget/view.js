/** How a hit and its holdings look. */
import { button, make, marked } from './ui/dom.js';

/** @typedef {import('./catalogue.js').Hit} Hit */
/** @typedef {import('./catalogue.js').Holding} Holding */
/** @typedef {import('./words.js').Words} Words */

/**
 * @param {Hit} hit
 * @param {Words} words
 * @param {() => Promise<readonly Holding[]>} readAll brings all holdings where the hit shows only the nearest
 */
export function hitView({ node, highlight }, words, readAll) {
  const part = [node.partNumber, node.partTitle].filter(Boolean).join(' ');
  const title = marked(highlight ?? node.title);
  const made = [node.responsibility, node.publisher, node.year, node.classNumber].filter(Boolean).join(' · ');
  const held = make('div', {}, ...holdingsView(node.holdings.nodes, words));
  const view = make(
    'li',
    { class: 'hit', part: 'hit' },
    make('h3', { part: 'title', lang: 'zh' }, ...title, part === '' ? '' : ` · ${part}`),
    make('div', { class: 'soft', lang: 'zh' }, made),
    held,
  );
  if (node.holdings.totalCount > node.holdings.nodes.length) {
    const all = button(words.libraries(node.holdings.totalCount), async () => {
      all.toggleAttribute('disabled', true);
      try {
        held.replaceChildren(...holdingsView(await readAll(), words));
        all.remove();
      } catch {
        // The nearest ones stay; the button is there to try again.
        all.toggleAttribute('disabled', false);
        all.textContent = words.again;
      }
    });
    view.append(all);
  }
  return view;
}

/**
 * Who holds it, nearest first, and when they last said so.
 * @param {readonly Holding[]} holdings
 * @param {Words} words
 */
function holdingsView(holdings, words) {
  const rows = holdings.map((holding) => {
    const isIn = holding.statusKnown && holding.availableCount > 0;
    return make(
      'div',
      { class: 'held', part: 'holding' },
      make('b', { lang: 'zh' }, holding.library.name),
      make('span', { class: isIn ? 'in' : 'soft' }, state(holding, words)),
      make('span', { class: 'soft', lang: 'zh' }, [holding.location, holding.callNumber].filter(Boolean).join(' ')),
    );
  });
  const oldest = holdings.map(({ asOf }) => asOf).sort()[0];
  if (oldest === undefined) return rows;
  return [...rows, make('div', { class: 'soft asof' }, words.asOf(oldest.slice(0, 16).replace('T', ' ')))];
}

/**
 * @param {Holding} holding
 * @param {Words} words
 */
function state({ statusKnown, availableCount, itemCount }, words) {
  if (!statusKnown) return words.unknown(itemCount);
  return availableCount > 0 ? words.copies(availableCount, itemCount) : words.none(itemCount);
}
