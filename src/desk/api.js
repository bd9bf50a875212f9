/** The desk's way to the gateway: GraphQL with the key that was typed in, kept for this tab only. */

const KEPT = 'liantu-key';

export const key = {
  get: () => sessionStorage.getItem(KEPT),
  /** @param {string} text */
  keep: (text) => sessionStorage.setItem(KEPT, text),
  forget: () => sessionStorage.removeItem(KEPT),
};

/** A refusal in words for a person, with the code for the page. */
export class Refused extends Error {
  /**
   * @param {string} code
   * @param {string} words
   */
  constructor(code, words) {
    super(words);
    this.code = code;
  }
}

/**
 * Runs an operation; throws {@link Refused} for the first error.
 * @param {string} query
 * @param {object} [variables]
 * @returns {Promise<any>} the data of the answer, whose shape is that of the query
 */
export async function ask(query, variables = {}) {
  const answer = await fetch('../graphql', {
    method: 'POST',
    credentials: 'omit',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key.get() ?? ''}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  const [error] = errors ?? [];
  if (error !== undefined)
    throw new Refused(error.extensions?.code ?? '', error.extensions?.messageZh ?? error.message);
  return data;
}

/**
 * The part of a mutation's payload that is asked for; throws {@link Refused} for its first problem.
 * @template T
 * @param {T & { problems: readonly { code: string, messageZh: string }[] }} payload
 * @returns {T}
 */
export function unproblematic(payload) {
  const [problem] = payload.problems;
  if (problem !== undefined) throw new Refused(problem.code, problem.messageZh);
  return payload;
}

/** A new idempotency key. `crypto.randomUUID` is missing on plain-HTTP pages, which school networks have. */
export function newIdempotencyKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
