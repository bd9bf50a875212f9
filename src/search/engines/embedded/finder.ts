import type { Statement } from 'better-sqlite3';
import type { AliasTable } from '../../alias-table.ts';
import { expressionOf, type Run } from '../../analyse.ts';
import type { MatchStage, SearchField } from '../../engine.ts';
import { syllablePairs } from '../../entry.ts';
import { KEY } from '../../keys.ts';
import { readingsOf, southern } from '../../pinyin.ts';
import type { Query } from '../../query.ts';
import { editsOf, oneEditFrom } from '../../spelling.ts';
import { KeptMatches } from './kept-matches.ts';
import { MatchSet } from './match-set.ts';
import type { Index } from './tables.ts';

/** Everything that matches a query, best stages first. */
export interface Found {
  readonly matches: MatchSet;
  readonly exact: boolean;
}

/** Places of documents. */
type Places = readonly number[] | Uint32Array;

/** A later stage is asked only while the earlier ones found fewer than these (notes/search §2.4). */
const FEW_FOR_WORDS = 5;
const FEW_FOR_SOUNDS = 3;

/** Words of a query that are looked at for a wrong letter, and the shortest of them. */
const MOST_MISSPELT = 2;
const LEAST_MISSPELT = 5;

/** Finds documents by the staged plan: identifiers, exact titles, phrases, words, sounds, spelling. */
export class Finder {
  readonly #byKey: Statement<[number, string], number>;
  readonly #byTitle: Statement<[string], number>;
  readonly #keyRange: Statement<[number, string, string, number], number>;
  readonly #byCall: Statement<[string, string, number], number>;
  readonly #texts: KeptMatches;
  readonly #rarity: Statement<[string], { doc: number }>;
  readonly #words: (text: string) => readonly string[];
  readonly #aliases: AliasTable;
  readonly #titleOf: Statement<[number], string>;
  readonly #matches = new MatchSet();
  #most = 0;

  constructor(db: Index, words: (text: string) => readonly string[], aliases: AliasTable) {
    this.#byKey = db
      .prepare<[number, string], number>('SELECT ord FROM skey WHERE kind = ? AND k = ? ORDER BY ord')
      .pluck();
    this.#byTitle = db.prepare<[string], number>('SELECT ord FROM sdoc WHERE tk = ? ORDER BY ord').pluck();
    this.#keyRange = db
      .prepare<[number, string, string, number], number>(
        'SELECT ord FROM skey WHERE kind = ? AND k >= ? AND k < ? LIMIT ?',
      )
      .pluck();
    this.#byCall = db
      .prepare<[string, string, number], number>(
        'SELECT DISTINCT ord FROM scall WHERE sort >= ? AND sort < ? ORDER BY sort, ord LIMIT ?',
      )
      .pluck();
    this.#texts = new KeptMatches(db);
    this.#rarity = db.prepare('SELECT doc FROM ftsv WHERE term = ?');
    this.#titleOf = db.prepare<[number], string>('SELECT tk FROM sdoc WHERE ord = ?').pluck();
    this.#words = words;
    this.#aliases = aliases;
  }

  /** Tells of documents that were written since the last search. */
  written(ords: readonly number[]): void {
    this.#texts.written(ords);
  }

  /**
   * What is found is good until the next call: there is one set for all of them.
   *
   * @param places one more than the highest place
   * @param most no more are looked for; the total is then a lower bound
   */
  find(query: Query, places: number, most: number): Found {
    this.#most = Math.min(most, places);
    const found = this.#matches;
    found.begin(places);
    const add = (stage: MatchStage, ords: ArrayLike<number>): void => found.add(stage, ords);
    if (query.isbn !== null) {
      if (query.isbn !== 'invalid') add('IDENTIFIER', this.#key(KEY.identifier, query.isbn));
      return { matches: found, exact: true };
    }
    if (query.field === 'ISBN') add('IDENTIFIER', this.#key(KEY.identifier, query.key));
    if (query.field === 'CALL_NUMBER' || query.callNumber !== null) {
      if (query.callNumber !== null && query.callNumber !== '') add('IDENTIFIER', this.#calls(query.callNumber));
      if (query.field === 'CALL_NUMBER' || found.size > 0) return { matches: found, exact: found.size < most };
    }
    if (query.field === 'ISBN' || query.key === '') return { matches: found, exact: true };
    this.#text(query, add, found);
    return { matches: found, exact: found.size < most };
  }

  #text(query: Query, add: (stage: MatchStage, ords: ArrayLike<number>) => void, found: MatchSet): void {
    const { field, key, runs } = query;
    if (field === 'ANY') add('IDENTIFIER', [...this.#key(KEY.identifier, key), ...this.#key(KEY.barcode, key)]);
    const titles = field === 'ANY' || field === 'TITLE';
    const names = field === 'ANY' || field === 'CONTRIBUTOR';
    if (titles) {
      add('EXACT', this.#title(key));
      add('EXACT', this.#key(KEY.numeral, query.numeral));
      for (const alias of this.#aliases.titles(key)) add('EXACT', this.#title(alias));
      if (/\d/.test(query.numeral) && query.numeral !== key) add('PHRASE', this.#range(KEY.numeral, query.numeral));
    }
    if (names) for (const name of [key, ...this.#aliases.names(key)]) add('EXACT', this.#key(KEY.author, name));
    if (query.latin !== null) this.#typed(query.latin, { titles, names }, add);
    add('PHRASE', this.#match(runs, field));
    if (found.size < FEW_FOR_WORDS && query.apart.length > runs.length) add('PHRASE', this.#match(query.apart, field));
    if (titles && names && query.han && found.size < FEW_FOR_WORDS) add('WORDS', this.#authorAndTitle(runs));
    if (query.han && found.size < FEW_FOR_WORDS) add('WORDS', this.#byWords(key, field));
    if (titles && query.han && found.size < FEW_FOR_SOUNDS) add('HOMOPHONE', this.#bySound(key));
    if (titles && query.han && !found.holdsAny('EXACT') && found.size < FEW_FOR_SOUNDS) {
      add('FUZZY', this.#bySpelling(key));
    }
    if (titles && query.latin !== null && found.size === 0) add('FUZZY', this.#mistyped(query.latin));
    if (titles && !query.han && found.size === 0) add('FUZZY', this.#begun(query));
    if (titles && !query.han && found.size === 0) add('FUZZY', this.#misspelt(query));
    if (titles && found.size === 0) add('WORDS', this.#titleAmong(query));
  }

  #typed(
    latin: string,
    { titles, names }: { readonly titles: boolean; readonly names: boolean },
    add: (stage: MatchStage, ords: ArrayLike<number>) => void,
  ): void {
    if (titles) {
      add('EXACT', this.#key(KEY.joined, latin));
      add('EXACT', this.#key(KEY.initials, latin));
    }
    if (names) {
      add('EXACT', this.#key(KEY.authorJoined, latin));
      add('PHRASE', this.#key(KEY.authorInitials, latin));
    }
    if (titles) {
      add('PHRASE', this.#range(KEY.joined, latin));
      add('PHRASE', this.#range(KEY.initials, latin));
      add('HOMOPHONE', this.#key(KEY.southern, southern(latin)));
    }
  }

  /** An author's name at the beginning or the end, the title beside it, with nothing between: `曹文轩草房子`. */
  #authorAndTitle(runs: readonly Run[]): Places {
    const [run] = runs;
    if (run === undefined || runs.length > 1 || run.text.length < 3) return [];
    for (let at = 2; at < run.text.length; at++) {
      const [head, tail] = [run.text.slice(0, at), run.text.slice(at)];
      for (const [name, title] of [
        [head, tail],
        [tail, head],
      ] as const) {
        if (name.length < 2 || name.length > 12) continue;
        const names = [name, ...this.#aliases.names(name)].filter((one) => this.#key(KEY.author, one).length > 0);
        if (names.length === 0) continue;
        const either = names.map((one) => `{a} : ${expressionOf({ han: true, text: one })}`).join(' OR ');
        const ords = this.#search(`(${either}) AND {t} : ${expressionOf({ han: true, text: title })}`);
        if (ords.length > 0) return ords;
      }
    }
    return [];
  }

  /** Words of which the last is one letter so far: `preliminary report o`. */
  #begun({ apart: runs, key, field }: Query): Places {
    if (runs.length < 2 || runs.at(-1)?.text.length !== 1 || key.length < LEAST_MISSPELT) return [];
    const words = runs.map((run, at) => expressionOf(run, at === runs.length - 1));
    return this.#search(`${writtenIn(field)}(${words.join(' AND ')})`);
  }

  /** Words of which some stand nowhere: for each of these, the words that are one letter away. */
  #misspelt({ apart: runs, field }: Query): Places {
    const unknown = runs.filter(({ text }) => !this.#isKnown(text));
    if (unknown.length === 0 || unknown.length > MOST_MISSPELT) return [];
    const meant = runs.map(({ text }) => {
      if (this.#isKnown(text)) return [text];
      return text.length < LEAST_MISSPELT ? [] : oneEditFrom(text).filter((word) => this.#isKnown(word));
    });
    if (meant.some(({ length }) => length === 0)) return [];
    const either = meant.map((words) => `(${words.map((word) => `"${word}"`).join(' OR ')})`);
    return this.#search(`${writtenIn(field)}(${either.join(' AND ')})`);
  }

  #isKnown(word: string): boolean {
    return this.#rarity.get(word) !== undefined;
  }

  /** A whole title beside words that stand nowhere: a name misspelt, or written in another script. */
  #titleAmong({ runs, apart }: Query): readonly number[] {
    const words = new Set([...runs, ...apart].map(({ text }) => text).filter((text) => text.length > 1));
    return words.size < 2 ? [] : [...words].flatMap((word) => this.#title(word));
  }

  #byWords(key: string, field: SearchField): Places {
    const words = this.#words(key).filter((word) => word.length > 1 || !/\p{Script=Han}/u.test(word));
    if (words.length < 2) return [];
    return this.#match(
      words.map((word) => ({ han: /\p{Script=Han}/u.test(word), text: word })),
      field,
    );
  }

  #bySound(key: string): readonly number[] {
    // A Ⅱ is silent, so that 三体Ⅱ would sound like any 三体; its letters are not.
    const { joined, syllables } = readingsOf(key.normalize('NFKC'));
    const same = joined.flatMap((reading) => this.#key(KEY.joined, reading));
    const soft = joined[0] === undefined ? [] : this.#key(KEY.southern, southern(joined[0]));
    if (syllables.length < 3) return [...same, ...soft];
    const pairs = syllablePairs(syllables).split(' ').slice(0, -1).join(' ');
    return [...same, ...soft, ...this.#search(`{py} : "${pairs}"`)];
  }

  /** Titles one or two characters away: among those that share the rarest pairs of the query. */
  #bySpelling(key: string): readonly number[] {
    const chars = [...key];
    if (chars.length < 3 || chars.length > 30) return [];
    const pairs = chars.slice(0, -1).map((char, at) => char + (chars[at + 1] ?? ''));
    const rarest = pairs
      .map((pair) => ({ pair, count: this.#rarity.get(pair)?.doc ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count)
      .slice(0, 4);
    if (rarest.length === 0) return [];
    const near = this.#search(`{t} : (${rarest.map(({ pair }) => `"${pair}"`).join(' OR ')})`, 3000);
    const most = chars.length < 6 ? 1 : 2;
    return [...near]
      .map((ord) => ({ ord, edits: editsOf(key, this.#titleOf.get(ord) ?? '', most) }))
      .filter(({ edits }) => edits <= most)
      .sort((a, b) => a.edits - b.edits || a.ord - b.ord)
      .map(({ ord }) => ord);
  }

  /** One letter too many, too few, wrong or swapped in typed pinyin: every such word is looked up. */
  #mistyped(latin: string): readonly number[] {
    if (latin.length < 5 || latin.length > 40) return [];
    const found = new Set<number>();
    for (const word of oneEditFrom(latin)) for (const ord of this.#key(KEY.joined, word)) found.add(ord);
    return [...found];
  }

  #match(runs: readonly Run[], field: SearchField): Places {
    if (runs.length === 0) return [];
    const columns = COLUMNS[field];
    const phrases = runs.map((run, at) => expressionOf(run, at === runs.length - 1 && run.text.length > 1));
    return this.#search(phrases.map((phrase) => `${columns}${phrase}`).join(' AND '));
  }

  #search(expression: string, limit = this.#most): Places {
    return this.#texts.of(expression, limit);
  }

  #title(key: string): readonly number[] {
    return [...this.#byTitle.all(key), ...this.#key(KEY.title, key)];
  }

  #key(kind: number, key: string): readonly number[] {
    return this.#byKey.all(kind, key);
  }

  /** All of them, the most held first: of some, the total would be none. */
  #range(kind: number, prefix: string): Uint32Array {
    return Uint32Array.from(this.#keyRange.all(kind, prefix, `${prefix}\uffff`, this.#most)).sort();
  }

  #calls(sort: string): readonly number[] {
    return this.#byCall.all(sort, `${sort}\uffff`, this.#most);
  }
}

/** Columns in which words may be misspelt: titles and, where anything is asked, names. */
const writtenIn = (field: SearchField): string => (field === 'ANY' ? '{t a} : ' : '{t} : ');

/** Columns of the text index that a field asks; all of them but the sounds where it asks for anything. */
const COLUMNS: Readonly<Record<SearchField, string>> = {
  ANY: '{t a ser subj pub} : ',
  TITLE: '{t} : ',
  CONTRIBUTOR: '{a} : ',
  SUBJECT: '{subj} : ',
  PUBLISHER: '{pub} : ',
  SERIES: '{ser} : ',
  ISBN: '{t} : ',
  CALL_NUMBER: '{t} : ',
};
