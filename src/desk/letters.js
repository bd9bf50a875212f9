/** What did not reach agencies outside the alliance, for those who run it: send again, settle, or ask elsewhere. */
import { button, make } from '../widget/ui/dom.js';
import { ask, unproblematic } from './api.js';
import { LETTER_CHOICES, SAYINGS, STATES } from './words.js';

/** @typedef {import('./search.js').Desk} Desk */

const LETTER = 'id to { name symbol } says attempts error createdAt loan { title state requester { name } }';
const LETTERS = `{ undeliveredLetters { ${LETTER} } }`;
const RESOLVE = `mutation ($id: ID!, $choice: LetterChoice!) {
  resolveLetter(id: $id, choice: $choice) { left { ${LETTER} } problems { code messageZh } }
}`;

/**
 * @param {HTMLElement} page
 * @param {Desk} desk
 */
export function lettersPage(page, desk) {
  const list = make('ol');
  page.replaceChildren(list);
  /** @param {readonly any[]} letters */
  const show = (letters) => list.replaceChildren(...letters.map((letter) => letterView(letter, desk, show)));
  void desk.run(async () => {
    const { undeliveredLetters } = await ask(LETTERS);
    show(undeliveredLetters);
    desk.say(undeliveredLetters.length === 0 ? '消息都已送达。' : `${undeliveredLetters.length} 条消息没有送达。`);
  });
}

/**
 * @param {any} letter
 * @param {Desk} desk
 * @param {(left: readonly any[]) => void} show
 */
function letterView(letter, desk, show) {
  const { id, to, says, attempts, error, createdAt, loan } = letter;
  const about = loan === null ? '' : `《${loan.title}》　${loan.requester.name}　${STATES[loan.state] ?? loan.state}`;
  const written = `${new Date(createdAt).toLocaleString('zh-CN')} 写成，已发 ${attempts} 次`;
  const choices = Object.entries(LETTER_CHOICES).map(([choice, words]) =>
    button(words, () =>
      desk.run(async () => {
        const { left } = unproblematic((await ask(RESOLVE, { id, choice })).resolveLetter);
        show(left);
        desk.say(`${to.name}：${words}。还有 ${left.length} 条没有送达。`, 'good');
      }),
    ),
  );
  return make(
    'li',
    { class: 'card' },
    make('h2', {}, `${to.name}：${SAYINGS[says] ?? says}`),
    make('div', {}, about),
    make('div', { class: 'soft' }, `${written}　${to.symbol}`),
    make('div', { class: 'bad' }, error ?? ''),
    make('div', { class: 'line' }, ...choices),
  );
}
