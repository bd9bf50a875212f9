/** What the widget asks of the gateway: registered queries, by name, as plain GETs without credentials. */

const GIVE_UP_MS = 8_000;
const HOME = new URL('../../', import.meta.url);

/**
 * @typedef {object} Holding
 * @property {{ code: string, name: string }} library
 * @property {string | null} callNumber
 * @property {string | null} location
 * @property {number} itemCount
 * @property {number} availableCount
 * @property {boolean} statusKnown
 * @property {string} asOf
 *
 * @typedef {object} Edition
 * @property {string} id
 * @property {string} title
 * @property {string | null} partNumber
 * @property {string | null} partTitle
 * @property {string | null} responsibility
 * @property {string | null} publisher
 * @property {number | null} year
 * @property {string | null} classNumber
 * @property {{ totalCount: number, nodes: readonly Holding[] }} holdings
 *
 * @typedef {{ stage: string, highlight: string | null, node: Edition }} Hit
 *
 * @typedef {object} Found
 * @property {number} totalCount
 * @property {boolean} totalIsExact
 * @property {string | null} didYouMean
 * @property {boolean} degraded
 * @property {readonly { kind: string, without: readonly string[], label: string }[]} rescues ways out where nothing was found
 * @property {{ hasNextPage: boolean, endCursor: string | null }} pageInfo
 * @property {readonly Hit[]} edges
 */

/**
 * @param {string | null} server address of the gateway; null: where this script came from
 * @param {string} name
 * @param {object} variables
 * @param {AbortSignal} signal
 */
async function ask(server, name, variables, signal) {
  const address = new URL('widget/graphql', server ?? HOME);
  address.search = new URLSearchParams({ query: name, variables: JSON.stringify(variables) }).toString();
  const given = new AbortController();
  const giveUp = () => given.abort();
  const timer = setTimeout(giveUp, GIVE_UP_MS);
  signal.addEventListener('abort', giveUp);
  try {
    const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', signal: given.signal });
    const { data, errors } = await answer.json();
    if (!answer.ok || errors !== undefined || data === null) throw new Error(`${name}: HTTP ${answer.status}`);
    return data;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/**
 * @param {string | null} server
 * @param {string} prefix
 * @param {AbortSignal} signal
 * @returns {Promise<readonly { text: string }[]>}
 */
export async function suggestions(server, prefix, signal) {
  const { suggest } = await ask(server, 'suggest.1', { prefix }, signal);
  return suggest ?? [];
}

/**
 * @param {string | null} server
 * @param {{ query: string, filter: { availableOnly: boolean }, near: string | null, after: string | null }} asked
 * @param {AbortSignal} signal
 * @returns {Promise<Found>}
 */
export async function found(server, asked, signal) {
  const { search } = await ask(server, 'search.2', asked, signal);
  if (search === null) throw new Error('search.2: no answer');
  return search;
}

/**
 * @param {string | null} server
 * @param {{ id: string, near: string | null }} asked
 * @returns {Promise<readonly Holding[]>}
 */
export async function allHoldings(server, asked) {
  const { edition } = await ask(server, 'holdings.1', { ...asked, after: null }, new AbortController().signal);
  return edition?.holdings.nodes ?? [];
}
