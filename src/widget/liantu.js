/**
 * <liantu-search near="CN-320508-C-…" lang="zh">: the union catalogue on a school's own page. No foreign
 * host, no cookie and no storage; every text from the catalogue is set as text, never as HTML.
 *
 * Attributes: `near` or `school` (code of one's own library, shown first), `lang` (zh or en; else the page's), `server` (address of
 * the gateway; else where this script came from). Looks: the --liantu-* properties below, and ::part().
 */
import { allHoldings, found, suggestions } from './catalogue.js';
import { STYLE } from './style.js';
import { button, make } from './ui/dom.js';
import { hitView } from './view.js';
import { WORDS } from './words.js';

/** @typedef {import('./catalogue.js').Found} Found */

/** @param {{ stage: string }} hit */
const isClose = ({ stage }) => stage === 'FUZZY' || stage === 'HOMOPHONE';

/** Long enough for a fast typist's next letter, short enough not to be noticed. */
const SUGGEST_AFTER_MS = 120;

class LiantuSearch extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #built = false;
  #composing = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #pending = { suggest: new AbortController(), search: new AbortController() };
  /** @type {readonly { text: string }[]} */
  #suggested = [];
  #chosen = -1;
  #asked = { query: '', availableOnly: false };
  /** Whether the first page held nothing but what comes close: a later page cannot tell, what is closest is above it. */
  #onlyClose = false;
  /** @type {HTMLInputElement} */ #input = document.createElement('input');
  /** @type {HTMLInputElement} */ #only = document.createElement('input');
  #list = make('ul', { role: 'listbox', id: 'list', part: 'suggestions', hidden: '' });
  #status = make('p', { class: 'status', role: 'status', 'aria-live': 'polite', part: 'status' });
  #hits = make('ol', { part: 'results' });
  #after = make('div');

  get #words() {
    const lang = this.getAttribute('lang') ?? this.closest('[lang]')?.getAttribute('lang') ?? 'zh';
    return lang.toLowerCase().startsWith('en') ? WORDS.en : WORDS.zh;
  }

  get #server() {
    return this.getAttribute('server');
  }

  get #school() {
    return this.getAttribute('near') ?? this.getAttribute('school');
  }

  connectedCallback() {
    // A page may move the element; it is built once.
    if (this.#built) return;
    this.#built = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#root.adoptedStyleSheets = [sheet];
    this.#build();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#pending.suggest.abort();
  }

  #build() {
    const words = this.#words;
    const attributes = {
      type: 'text',
      part: 'input',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      maxlength: '200',
      enterkeyhint: 'search',
      'aria-label': words.label,
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': 'list',
      placeholder: words.placeholder,
    };
    for (const [name, value] of Object.entries(attributes)) this.#input.setAttribute(name, value);
    this.#only.type = 'checkbox';
    this.#list.setAttribute('aria-label', words.suggestions);
    const form = make(
      'form',
      { role: 'search', part: 'form' },
      make('div', { class: 'box' }, this.#input, this.#list),
      make('button', { type: 'submit', part: 'button' }, words.search),
      make('label', { class: 'only' }, this.#only, words.available),
    );
    // An inner element, because a page's own rules beat those of :host.
    this.#root.append(make('div', { class: 'all', part: 'all' }, form, this.#status, this.#hits, this.#after));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.#composing) this.#start(this.#input.value);
    });
    this.#only.addEventListener('change', () => this.#asked.query !== '' && this.#start(this.#asked.query));
    this.#input.addEventListener('compositionstart', () => {
      this.#composing = true;
    });
    this.#input.addEventListener('compositionend', () => {
      this.#composing = false;
      this.#typed();
    });
    this.#input.addEventListener('input', () => this.#typed());
    this.#input.addEventListener('keydown', (event) => this.#pressed(event));
    this.#input.addEventListener('blur', () => this.#close());
  }

  /** While an input method composes, the box holds letters that nobody meant. */
  #typed() {
    clearTimeout(this.#timer);
    if (this.#composing) return;
    const prefix = this.#input.value.trim();
    if (prefix === '') this.#close();
    else this.#timer = setTimeout(() => this.#suggest(prefix), SUGGEST_AFTER_MS);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // Enter and arrows belong to the input method as long as it composes (keyCode 229 in older browsers).
    if (event.isComposing || this.#composing || event.keyCode === 229) {
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && this.#suggested.length > 0) {
      event.preventDefault();
      const places = this.#suggested.length + 1;
      this.#choose(((this.#chosen + 1 + step + places) % places) - 1);
    } else if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && this.#chosen >= 0) {
      event.preventDefault();
      this.#take(this.#chosen);
    }
  }

  /** @param {string} prefix */
  async #suggest(prefix) {
    this.#pending.suggest.abort();
    const pending = new AbortController();
    this.#pending.suggest = pending;
    try {
      const suggested = await suggestions(this.#server, prefix, pending.signal);
      if (!pending.signal.aborted && this.#root.activeElement === this.#input) this.#show(suggested);
    } catch {
      // Suggestions are a help; without them one types on. What a later letter called off must not call off that one's.
      if (!pending.signal.aborted) this.#close();
    }
  }

  /** @param {readonly { text: string }[]} suggested */
  #show(suggested) {
    this.#suggested = suggested;
    this.#list.replaceChildren(
      ...suggested.map(({ text }, index) => {
        const option = make('li', { role: 'option', id: `option-${index}`, 'aria-selected': 'false' }, text);
        // Before blur, which would close the list under the finger.
        option.addEventListener('pointerdown', (event) => {
          event.preventDefault();
          this.#take(index);
        });
        return option;
      }),
    );
    this.#list.hidden = suggested.length === 0;
    this.#input.setAttribute('aria-expanded', String(suggested.length > 0));
    this.#choose(-1);
  }

  /** @param {number} index */
  #choose(index) {
    this.#chosen = index;
    [...this.#list.children].forEach((option, each) => {
      option.setAttribute('aria-selected', String(each === index));
    });
    if (index < 0) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `option-${index}`);
  }

  #close() {
    clearTimeout(this.#timer);
    this.#pending.suggest.abort();
    this.#show([]);
  }

  /** @param {number} index */
  #take(index) {
    this.#input.value = this.#suggested[index]?.text ?? this.#input.value;
    this.#start(this.#input.value);
  }

  /** @param {string} text */
  #start(text) {
    const query = text.trim();
    this.#close();
    if (query === '') return;
    this.#asked = { query, availableOnly: this.#only.checked };
    this.#hits.replaceChildren();
    void this.#search(null);
  }

  /** One page of results, set below those that are there. @param {string | null} after */
  async #search(after) {
    const words = this.#words;
    this.#pending.search.abort();
    const pending = new AbortController();
    this.#pending.search = pending;
    this.#after.replaceChildren();
    this.#status.textContent = words.waiting;
    const { query, availableOnly } = this.#asked;
    try {
      const asked = { query, filter: { availableOnly }, near: this.#school, after };
      const search = await found(this.#server, asked, pending.signal);
      if (pending.signal.aborted) return;
      if (after === null) this.#onlyClose = search.edges.length > 0 && search.edges.every(isClose);
      this.#present(search, query);
    } catch {
      if (pending.signal.aborted) return;
      this.#status.textContent = words.failed;
      this.#after.replaceChildren(button(words.again, () => this.#search(after)));
    }
  }

  /**
   * @param {Found} search
   * @param {string} query
   */
  #present(search, query) {
    const words = this.#words;
    const told = search.totalCount === 0 ? words.nothing : words.found(search.totalCount, search.totalIsExact);
    const lines = [this.#onlyClose ? words.instead(query) : '', told, search.degraded ? words.degraded : ''];
    this.#status.textContent = lines.filter(Boolean).join(' ');
    const views = search.edges.map((hit) =>
      hitView(hit, words, () => allHoldings(this.#server, { id: hit.node.id, near: this.#school })),
    );
    this.#hits.append(...views);
    const { didYouMean, pageInfo } = search;
    this.#after.replaceChildren();
    if (didYouMean !== null) {
      const take = () => {
        this.#input.value = didYouMean;
        this.#start(didYouMean);
      };
      this.#after.append(button(words.mean(didYouMean), take));
    }
    this.#after.append(...search.rescues.map((way) => this.#wayOut(way, query)));
    if (pageInfo.hasNextPage) this.#after.append(button(words.more, () => this.#search(pageInfo.endCursor)));
  }

  /**
   * What would help where nothing was found: a button where this page can do it, else words.
   * @param {{ kind: string, without: readonly string[], label: string }} way
   * @param {string} query
   */
  #wayOut({ kind, without, label }, query) {
    if (kind !== 'WITHOUT_FILTER' || !without.includes('availableOnly')) {
      return make('p', { class: 'soft', part: 'rescue', lang: 'zh' }, label);
    }
    return button(label, () => {
      this.#only.checked = false;
      this.#start(query);
    });
  }
}

if (!customElements.get('liantu-search')) customElements.define('liantu-search', LiantuSearch);
