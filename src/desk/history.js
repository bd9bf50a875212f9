/** What happened to a loan, told in words: who did it, and which library is meant where a code was written down. */
import { make } from '../widget/ui/dom.js';
import { ACTIONS, FINDS, SAYINGS } from './words.js';

/** @typedef {{ readonly name: string, readonly symbol: string }} Party */
/** @typedef {{ readonly at: string, readonly action: string, readonly by: string, readonly note: string | null }} LoanEvent */

/**
 * @param {readonly LoanEvent[]} events
 * @param {readonly (Party | null)[]} parties those whose codes may stand in it
 */
export function historyView(events, parties) {
  const names = namesOf(parties);
  /** @param {string} text */
  const named = (text) => names.get(text) ?? text;
  const rows = events.map(({ at, action, by, note }) => {
    const words = ACTIONS[action] ?? FINDS[action] ?? SAYINGS[action] ?? action;
    return make('li', {}, [day(at), named(by), words, named(note ?? '')].filter(Boolean).join(' '));
  });
  return make('details', {}, make('summary', { class: 'soft' }, `经过（${rows.length}）`), make('ol', {}, ...rows));
}

/** @param {string} at */
const day = (at) => at.slice(0, 16).replace('T', ' ');

/**
 * A member stands in a history by its code or by its symbol, `ISIL:` and the code.
 * @param {readonly (Party | null)[]} parties
 */
function namesOf(parties) {
  const names = new Map([
    ['system', '系统'],
    ['operator', '系统管理员'],
  ]);
  for (const party of parties) {
    if (party === null) continue;
    names.set(party.symbol, party.name).set(party.symbol.replace(/^ISIL:/, ''), party.name);
  }
  return names;
}
