import { type Problem, problem } from './problem.ts';

/**
 * Contextual Query Language (OASIS searchRetrieve part 5, CQL 2.0; CQL 1.1 and 1.2 are subsets): text to tree and back.
 * What an index or a relation means to a source is the source's business.
 */
export interface CqlQuery {
  readonly root: CqlNode;
  readonly sortBy: readonly { readonly index: string; readonly modifiers: readonly CqlModifier[] }[];
}

export type CqlNode = CqlClause | CqlBoolean;

export interface CqlClause {
  readonly kind: 'clause';
  /** Null where only a term was given: the server chooses. */
  readonly index: string | null;
  /** Lower case: `=`, `==`, `<>`, `<`, `<=`, `>`, `>=`, `all`, `any`, `exact`, `adj`, `within`, … */
  readonly relation: string;
  readonly modifiers: readonly CqlModifier[];
  /** As between the quotes: `*`, `?` and `^` are masks unless a backslash stands before them. */
  readonly term: string;
}

export interface CqlBoolean {
  readonly kind: 'boolean';
  readonly operator: 'and' | 'or' | 'not' | 'prox';
  readonly modifiers: readonly CqlModifier[];
  readonly left: CqlNode;
  readonly right: CqlNode;
}

export interface CqlModifier {
  readonly name: string;
  readonly comparison?: { readonly symbol: string; readonly value: string };
}

export type ParsedCql =
  | { readonly ok: true; readonly query: CqlQuery }
  | { readonly ok: false; readonly problem: Problem };

const MAX_CHARACTERS = 8192;
const MAX_DEPTH = 64;
const OPERATORS = ['and', 'or', 'not', 'prox'] as const;

/** Parses CQL; a fault names the character (from 1) where it was met. */
export function parseCql(text: string): ParsedCql {
  try {
    if (text.length > MAX_CHARACTERS) throw new SyntaxFault(MAX_CHARACTERS, `longer than ${MAX_CHARACTERS} characters`);
    return { ok: true, query: new Parser(tokens(text), text.length).query() };
  } catch (cause) {
    if (!(cause instanceof SyntaxFault)) throw cause;
    return { ok: false, problem: problem('CQL_SYNTAX', { at: cause.at + 1, detail: cause.message }, 'query') };
  }
}

class SyntaxFault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

interface Token {
  readonly kind: 'word' | 'quoted' | 'symbol';
  readonly text: string;
  readonly at: number;
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\[\s\S])*")|(<=|>=|<>|==|[=<>()/])|((?:[^\s()=<>"/\\]|\\[\s\S])+))/uy;

function tokens(text: string): readonly Token[] {
  const out: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null)
      throw new SyntaxFault(from, text.includes('"', from) ? 'the quote is not closed' : 'unexpected');
    const [whole, quoted, symbol, word] = match;
    const at = from + whole.length - whole.trimStart().length;
    if (quoted !== undefined) out.push({ kind: 'quoted', text: quoted.slice(1, -1).replace(/\\"/g, '"'), at });
    else if (symbol !== undefined) out.push({ kind: 'symbol', text: symbol, at });
    else if (word !== undefined) out.push({ kind: 'word', text: word, at });
  }
  return out;
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: number;
  #next = 0;

  constructor(list: readonly Token[], end: number) {
    this.#tokens = list;
    this.#end = end;
  }

  query(): CqlQuery {
    const root = this.#scoped(0);
    const sortBy: CqlQuery['sortBy'][number][] = [];
    if (this.#takeWord('sortby')) {
      do sortBy.push({ index: this.#name('an index to sort by'), modifiers: this.#modifiers() });
      while (this.#peek() !== undefined);
    }
    const rest = this.#peek();
    if (rest !== undefined) throw new SyntaxFault(rest.at, `“${rest.text}” is not expected here`);
    return { root, sortBy };
  }

  /** Booleans have one precedence and bind to the left. */
  #scoped(depth: number): CqlNode {
    if (depth > MAX_DEPTH) throw this.#fault('nested too deeply');
    this.#prefixAssignments();
    let left = this.#clause(depth);
    for (;;) {
      const operator = OPERATORS.find((word) => this.#takeWord(word));
      if (operator === undefined) return left;
      const modifiers = this.#modifiers();
      left = { kind: 'boolean', operator, modifiers, left, right: this.#clause(depth) };
    }
  }

  /** `>dc="info:…"`: the sources we know take the usual prefixes, so the binding is checked and dropped. */
  #prefixAssignments(): void {
    while (this.#takeSymbol('>')) {
      this.#term();
      if (this.#takeSymbol('=')) this.#term();
    }
  }

  #clause(depth: number): CqlNode {
    if (this.#takeSymbol('(')) {
      const inner = this.#scoped(depth + 1);
      if (!this.#takeSymbol(')')) throw this.#fault('a closing bracket is missing');
      return inner;
    }
    const first = this.#peek();
    const term = this.#term();
    const relation = this.#relation();
    if (relation === null) return { kind: 'clause', index: null, relation: '=', modifiers: [], term };
    if (first?.kind === 'quoted') throw new SyntaxFault(first.at, 'an index stands without quotes');
    const modifiers = this.#modifiers();
    return { kind: 'clause', index: term, relation, modifiers, term: this.#term() };
  }

  /** A symbol, or a word that is followed by a term and is no operator: `dc.title all "a b"`. */
  #relation(): string | null {
    const token = this.#peek();
    if (token?.kind === 'symbol' && /^[=<>]+$/.test(token.text)) {
      this.#next += 1;
      return token.text;
    }
    if (token?.kind !== 'word' || isKeyword(token.text)) return null;
    this.#next += 1;
    return token.text.toLowerCase();
  }

  #modifiers(): readonly CqlModifier[] {
    const list: CqlModifier[] = [];
    while (this.#takeSymbol('/')) {
      const name = this.#name('a modifier').toLowerCase();
      const token = this.#peek();
      if (token?.kind === 'symbol' && /^[=<>]+$/.test(token.text)) {
        this.#next += 1;
        list.push({ name, comparison: { symbol: token.text, value: this.#term() } });
      } else list.push({ name });
    }
    return list;
  }

  #name(what: string): string {
    const token = this.#peek();
    if (token?.kind !== 'word') throw this.#fault(`${what} is missing`);
    this.#next += 1;
    return token.text;
  }

  #term(): string {
    const token = this.#peek();
    if (token === undefined || token.kind === 'symbol') throw this.#fault('a search term is missing');
    this.#next += 1;
    return token.text;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #takeSymbol(text: string): boolean {
    const token = this.#peek();
    const found = token?.kind === 'symbol' && token.text === text;
    if (found) this.#next += 1;
    return found;
  }

  #takeWord(text: string): boolean {
    const token = this.#peek();
    const found = token?.kind === 'word' && token.text.toLowerCase() === text;
    if (found) this.#next += 1;
    return found;
  }

  #fault(message: string): SyntaxFault {
    return new SyntaxFault(this.#peek()?.at ?? this.#end, message);
  }
}

function isKeyword(text: string): boolean {
  const word = text.toLowerCase();
  return word === 'sortby' || OPERATORS.some((operator) => operator === word);
}

/** The query as text: fully bracketed, terms quoted where they need it. `parseCql` reads it back to the same tree. */
export function printCql(query: CqlQuery): string {
  const keys = query.sortBy.map((key) => ` ${key.index}${printModifiers(key.modifiers)}`);
  return printNode(query.root) + (keys.length === 0 ? '' : ` sortby${keys.join('')}`);
}

function printNode(node: CqlNode): string {
  if (node.kind === 'boolean') {
    const side = (part: CqlNode): string => (part.kind === 'boolean' ? `(${printNode(part)})` : printNode(part));
    return `${side(node.left)} ${node.operator}${printModifiers(node.modifiers)} ${side(node.right)}`;
  }
  const term = quoteTerm(node.term);
  return node.index === null ? term : `${node.index} ${node.relation}${printModifiers(node.modifiers)} ${term}`;
}

function printModifiers(list: readonly CqlModifier[]): string {
  return list
    .map(({ name, comparison }) =>
      comparison === undefined ? `/${name}` : `/${name}${comparison.symbol}${quoteTerm(comparison.value)}`,
    )
    .join('');
}

function quoteTerm(term: string): string {
  const bare = term !== '' && /^[^\s()=<>"/]+$/u.test(term) && !isKeyword(term);
  return bare ? term : `"${term.replace(/"/g, '\\"')}"`;
}

/** All of these must be met: index and literal term, at least one pair. Null where there is none. */
export function allOf(pairs: readonly (readonly [index: string | null, literal: string])[]): CqlQuery | null {
  const roots: readonly CqlNode[] = pairs.map(([index, literal]) => clauseFor(index, literal).root);
  const [first, ...rest] = roots;
  if (first === undefined) return null;
  const root = rest.reduce((left, right) => ({ kind: 'boolean', operator: 'and', modifiers: [], left, right }), first);
  return { root, sortBy: [] };
}

/** The clause that finds one term in one index, with the term's masks and quotes made literal. */
export function clauseFor(index: string | null, literal: string): CqlQuery {
  const term = literal.replace(/[\\*?^]/g, (char) => `\\${char}`);
  return { root: { kind: 'clause', index, relation: '=', modifiers: [], term }, sortBy: [] };
}
