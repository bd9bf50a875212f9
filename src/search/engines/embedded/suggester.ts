import type { Statement } from 'better-sqlite3';
import { editionId } from '../../../base/brand.ts';
import type { Suggestion } from '../../engine.ts';
import { authorsIn } from '../../entry.ts';
import { KEY } from '../../keys.ts';
import { type Query, understand } from '../../query.ts';
import { type Authored, blended, MOST_NAMES, namesMeant, type SuggestedName } from '../../suggestions.ts';
import type { Index } from './tables.ts';

interface Row {
  readonly ord: number;
  readonly id: string;
  readonly title: string;
  readonly author: string;
}

/** Looked at before choosing the most held among them. */
const LOOKED_AT = 200;

/** Keys walked to find the most held: the first few in the alphabet would hide 西游记 behind 狭 and 下. */
const WALKED = 5_000;

/** Titles looked at for who of their authors sounds as was typed: initials are shared by many. */
const AUTHORED = 40;

/** What a person may mean by the first letters: titles and authors, most held first. */
export class Suggester {
  readonly #titles: Statement<[string, string, number], Row>;
  readonly #keys: Statement<[number, string, string, number], Row>;
  readonly #text: Statement<[string, number], Row>;
  readonly #names: Statement<[number, string, string, number], { k: string; n: number; ord: number }>;
  readonly #authored: Statement<[number, string, number], Row>;
  readonly #doc: Statement<[number], Row>;

  constructor(db: Index) {
    const columns = 'd.ord, d.id, d.title, d.author';
    // Places are chosen from the index over titles alone (`+ord`: not by walking all documents in order of place).
    this.#titles = db.prepare(
      `SELECT ${columns} FROM sdoc d WHERE d.ord IN (SELECT ord FROM sdoc WHERE tk >= ? AND tk < ? ORDER BY +ord LIMIT ?) ORDER BY d.ord`,
    );
    this.#keys = db.prepare(
      `SELECT ${columns} FROM sdoc d WHERE d.ord IN (
        SELECT ord FROM (SELECT ord FROM skey WHERE kind = ? AND k >= ? AND k < ? ORDER BY k, ord LIMIT ${WALKED})
        ORDER BY ord LIMIT ?) ORDER BY d.ord`,
    );
    this.#text = db.prepare(
      `SELECT ${columns} FROM fts f JOIN sdoc d ON d.ord = f.rowid WHERE fts MATCH ? ORDER BY f.rowid LIMIT ?`,
    );
    this.#names = db.prepare(
      'SELECT k, count(*) AS n, min(ord) AS ord FROM skey WHERE kind = ? AND k >= ? AND k < ? GROUP BY k ORDER BY n DESC LIMIT ?',
    );
    this.#authored = db.prepare(
      `SELECT ${columns} FROM sdoc d WHERE d.ord IN (SELECT ord FROM skey WHERE kind = ? AND k = ? ORDER BY ord LIMIT ?) ORDER BY d.ord`,
    );
    this.#doc = db.prepare(`SELECT ${columns} FROM sdoc d WHERE d.ord = ?`);
  }

  suggest(prefix: string, first: number): readonly Suggestion[] {
    const query = understand(prefix, 'ANY');
    if (query.key === '') return [];
    const rows = query.han ? this.#han(query) : this.#latin(query.latin, query.key);
    const names = this.#contributors(query.key, query.latin);
    return blended(rows, names, first);
  }

  #han({ key, numeral }: Query): readonly Row[] {
    const begin = this.#titles.all(key, `${key}\uffff`, LOOKED_AT);
    const chars = [...key];
    const pairs =
      chars.length === 1
        ? `"${key}" *`
        : `"${chars
            .slice(0, -1)
            .map((char, at) => char + (chars[at + 1] ?? ''))
            .join(' ')}"`;
    return byPopularity([
      begin,
      // 三体2 for 三体Ⅱ.
      /\d/.test(numeral) ? this.#keys.all(KEY.numeral, numeral, `${numeral}\uffff`, LOOKED_AT) : [],
      begin.length >= LOOKED_AT ? [] : this.#text.all(`{t} : ^ ${pairs}`, LOOKED_AT),
      begin.length >= 8 ? [] : this.#text.all(`{t} : ${pairs}`, 20),
    ]);
  }

  #latin(latin: string | null, key: string): readonly Row[] {
    const plain = this.#titles.all(key, `${key}\uffff`, LOOKED_AT);
    if (/^[a-z]$/.test(key)) return byPopularity([this.#text.all(`{py} : ^ "${key}" *`, LOOKED_AT), plain]);
    if (latin === null) return plain;
    const range = (kind: number): readonly Row[] => this.#keys.all(kind, latin, `${latin}\uffff`, LOOKED_AT);
    // Whole initials before a title that merely begins with them.
    const exact = this.#keys.all(KEY.initials, latin, `${latin}\u0000`, LOOKED_AT);
    return byPopularity([exact, plain, [...range(KEY.joined), ...range(KEY.initials)].sort((a, b) => a.ord - b.ord)]);
  }

  #contributors(key: string, latin: string | null): readonly SuggestedName[] {
    const found = this.#names
      .all(KEY.author, key, `${key}\uffff`, MOST_NAMES)
      .map(({ k, ord }) => ({ key: k, edition: editionId(this.#doc.get(ord)?.id ?? '') }));
    if (latin === null || found.length >= MOST_NAMES) return found;
    const written = new Set(found.map((name) => name.key));
    const sounding = namesMeant(this.#sounding(latin), { key, latin }).filter((name) => !written.has(name.key));
    return [...found, ...sounding].slice(0, MOST_NAMES);
  }

  /** The most held titles by authors that sound so: of those who are typed whole, and of the commonest that go on. */
  *#sounding(latin: string): Iterable<Authored> {
    for (const kind of [KEY.authorInitials, KEY.authorJoined]) {
      const common = this.#names.all(kind, latin, `${latin}\uffff`, MOST_NAMES).map(({ k }) => k);
      for (const sound of new Set([latin, ...common])) {
        for (const { id, author } of this.#authored.all(kind, sound, AUTHORED))
          yield { names: authorsIn(author), edition: editionId(id) };
      }
    }
  }
}

function byPopularity(groups: readonly (readonly Row[])[]): readonly Row[] {
  const seen = new Set<number>();
  return groups.flatMap((rows) => rows.filter(({ ord }) => (seen.has(ord) ? false : seen.add(ord))));
}
