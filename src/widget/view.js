/** How a hit and its holdings look. Every text of the catalogue is set as text, never as HTML. */

/** @typedef {import('./catalogue.js').Hit} Hit */
/** @typedef {import('./catalogue.js').Holding} Holding */
/** @typedef {import('./words.js').Words} Words */

/**
 * @param {string} tag
 * @param {Readonly<Record<string, string>>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {() => unknown} act
 */
export function button(text, act) {
  const made = make('button', { type: 'button', part: 'button' }, text);
  made.addEventListener('click', act);
  return made;
}

/**
 * Text with its matches (between U+E000 and U+E001) marked.
 * @param {string} text
 */
function marked(text) {
  const parts = text.split(/(\uE000[^\uE001]*\uE001)/);
  return parts.map((part) => (part.startsWith('\uE000') ? make('mark', {}, part.slice(1, -1)) : part));
}

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
