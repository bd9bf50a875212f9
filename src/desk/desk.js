/** The desk of a librarian: a key, then finding and lending. It speaks GraphQL only. */
import { ask, key, Refused } from './api.js';
import { lettersPage } from './letters.js';
import { loansPage } from './loans.js';
import { scanPage } from './scan.js';
import { searchPage } from './search.js';
import { totesPage } from './totes.js';
import { ROLES } from './words.js';

/** @param {string} id */
function part(id) {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

const enter = part('enter');
const tabs = part('tabs');
const page = part('page');
const status = part('status');
const leave = part('leave');
const typed = /** @type {HTMLInputElement} */ (part('key'));

/** @type {import('./search.js').Desk} */
const desk = {
  library: null,
  role: null,
  say(words, kind) {
    status.textContent = words;
    status.className = kind ?? '';
  },
  async run(work) {
    desk.say('…');
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused && error.code === 'UNAUTHENTICATED') forget();
      desk.say(error instanceof Refused ? error.message : '连接不上服务器，请稍后再试。', 'bad');
    }
  },
};

/** @type {Readonly<Record<string, () => void>>} */
const PAGES = {
  search: () => searchPage(page, desk),
  borrowing: () => loansPage(page, desk, 'REQUESTER'),
  lending: () => loansPage(page, desk, 'SUPPLIER'),
  scan: () => scanPage(page, desk),
  totes: () => totesPage(page, desk),
  letters: () => lettersPage(page, desk),
};

/** Shows who the key is and opens the first page. */
async function begin() {
  const { viewer } = await ask('{ viewer { keyName roles library { code name } } }');
  const roles = viewer.roles.map((/** @type {string} */ role) => ROLES[role] ?? role).join('、');
  part('viewer').textContent = `${viewer.library?.name ?? '全联盟'} · ${roles}`;
  desk.library = viewer.library?.code ?? null;
  desk.role = viewer.roles[0] ?? null;
  enter.hidden = true;
  tabs.hidden = false;
  leave.hidden = false;
  desk.say('');
  for (const tab of tabs.querySelectorAll('button')) tab.hidden = !isOpen(tab.dataset.tab ?? '');
  open('search');
}

/**
 * Without a library of its own a key has no loans to list, and letters to outside agencies are the alliance's; a teacher
 * follows what was asked for, and leaves sending and taking in to the librarian.
 * @param {string} tab
 */
function isOpen(tab) {
  if (tab === 'search') return true;
  if (tab === 'letters') return desk.role === 'OPERATOR' || desk.role === 'COORDINATOR';
  if (desk.library === null) return false;
  return desk.role === 'LIBRARIAN' || (desk.role === 'TEACHER' && tab === 'borrowing');
}

/** @param {string} name */
function open(name) {
  for (const tab of tabs.querySelectorAll('button')) tab.setAttribute('aria-pressed', String(tab.dataset.tab === name));
  desk.say('');
  PAGES[name]?.();
}

function forget() {
  key.forget();
  desk.library = null;
  desk.role = null;
  page.replaceChildren();
  part('viewer').textContent = '';
  enter.hidden = false;
  tabs.hidden = true;
  leave.hidden = true;
}

enter.addEventListener('submit', (event) => {
  event.preventDefault();
  key.keep(typed.value.trim());
  typed.value = '';
  void desk.run(begin);
});
leave.addEventListener('click', () => {
  forget();
  desk.say('已退出。');
});
tabs.addEventListener('click', (event) => {
  const name = event.target instanceof HTMLElement ? event.target.dataset.tab : undefined;
  if (name !== undefined) open(name);
});
if (key.get() !== null) void desk.run(begin);
