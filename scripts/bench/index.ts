import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pinyin } from 'pinyin-pro';
import type { SearchDoc } from '../../src/search/document.ts';
import { FACET_FIELDS, NO_FILTER, type SearchEngine, type SearchRequest } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { entryOf } from '../../src/search/entry.ts';
import { type BenchRun, type BenchSetting, bench, percentile, timed } from './bench-run.ts';
import { indexDocuments } from './index-docs.ts';
import { benchServer } from './meilisearch.ts';

const PER_CLASS = 200;
const CHUNK = 2_000;

/**
 * The index over `size` editions of eight holdings each: building beside plain FTS5 inserts of the same text, disk and
 * memory, and each class of question asked of the engine itself, facets included. The embedded engine, and Meilisearch
 * where there is one (see {@link benchServer}), in an index of its own.
 */
export async function benchIndex(setting: BenchSetting): Promise<readonly BenchRun[]> {
  setting.note('index: plain FTS5 inserts');
  const { seconds } = await timed(() => plainInserts(join(setting.folder, 'plain-fts.db'), setting.size));
  const plain = { name: 'plain FTS5 inserts', value: setting.size / seconds };
  const folder = join(setting.folder, 'index');
  const before = process.memoryUsage().rss;
  const embedded = await openEmbeddedEngine({ folder, aliasFile: null, readers: 2 });
  const runs = [...(await benchEngine(embedded, plain, setting))];
  const memory = (process.memoryUsage().rss - before) / 2 ** 20;
  const { size } = setting;
  runs.push(
    bench('embedded disk', { size, value: (await bytesIn(folder)) / size, unit: 'bytes/edition' }),
    bench('embedded memory', { size, value: memory, unit: 'MB' }),
  );
  return [...runs, ...(await benchMeilisearch(plain, setting))];
}

async function benchMeilisearch(plain: Peer, setting: BenchSetting): Promise<readonly BenchRun[]> {
  const server = await benchServer(join(setting.folder, 'meilisearch'), setting.signal);
  if (server === null) return [];
  const { size } = setting;
  try {
    const runs = await benchEngine(openMeilisearchEngine({ ...server, aliasFile: null }), plain, setting);
    const disk = ((await server.disk()) * 2 ** 20) / size;
    return [...runs, bench('meilisearch disk', { size, value: disk, unit: 'bytes/edition' })];
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

type Peer = { readonly name: string; readonly value: number };

async function benchEngine(
  engine: SearchEngine,
  plain: Peer,
  { size, signal, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  try {
    note(`index: building, ${engine.name}`);
    const { seconds } = await timed(() => engine.rebuild(documents(size, signal), 0));
    const built = bench(`${engine.name} build`, { size, value: size / seconds, unit: 'editions/s' }, plain);
    return [built, ...(await askAll(engine, size, { signal, note }))];
  } finally {
    await engine.close();
  }
}

async function* documents(size: number, signal: AbortSignal): AsyncGenerator<SearchDoc> {
  for (const doc of indexDocuments(size)) {
    signal.throwIfAborted();
    yield doc;
  }
}

/** The least that a full-text index of these words can cost: one table, the same tokens, one transaction a chunk. */
function plainInserts(path: string, size: number): void {
  const db = new Database(path);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = OFF');
    db.exec("CREATE VIRTUAL TABLE plain USING fts5(t, a, ser, subj, pub, py, content='', tokenize='unicode61')");
    const add = db.prepare('INSERT INTO plain(rowid, t, a, ser, subj, pub, py) VALUES(?, ?, ?, ?, ?, ?, ?)');
    let row = 0;
    db.exec('BEGIN');
    for (const doc of indexDocuments(size)) {
      const { t, a, ser, subj, pub, py } = entryOf(doc).fts;
      row += 1;
      add.run(row, t, a, ser, subj, pub, py);
      if (row % CHUNK === 0) db.exec('COMMIT; BEGIN');
    }
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(folder)) bytes += (await stat(join(folder, name))).size;
  return bytes;
}

const REQUEST: SearchRequest = {
  text: '',
  field: 'ANY',
  filter: NO_FILTER,
  sort: 'RELEVANCE',
  groupByWork: false,
  near: null,
  facets: FACET_FIELDS.filter((field) => field !== 'LIBRARY' && field !== 'READING_LIST'),
  first: 20,
  after: null,
};

async function askAll(
  engine: SearchEngine,
  size: number,
  { signal, note }: Pick<BenchSetting, 'signal' | 'note'>,
): Promise<readonly BenchRun[]> {
  const runs: BenchRun[] = [];
  const nothing = await latencies(200, () => engine.search({ ...REQUEST, text: '9787999999999' }, signal));
  for (const [name, ask] of Object.entries(questions(engine, sampleOf(size), signal))) {
    note(`index: ${name}`);
    await latencies(20, ask);
    const samples = await latencies(PER_CLASS, ask);
    for (const share of [0.5, 0.95, 0.99] as const)
      runs.push(
        bench(
          `${engine.name} ${name} p${share * 100}`,
          { size, value: percentile(samples, share), unit: 'ms' },
          { name: 'an ISBN nobody has', value: percentile(nothing, share) },
        ),
      );
  }
  return runs;
}

async function latencies(count: number, ask: (at: number) => Promise<unknown>): Promise<readonly number[]> {
  const samples: number[] = [];
  for (let at = 0; at < count; at++) samples.push((await timed(() => ask(at))).seconds * 1000);
  return samples;
}

/** Documents from all over the index, popular and forgotten. */
function sampleOf(size: number): readonly SearchDoc[] {
  const step = Math.max(1, Math.floor(size / PER_CLASS));
  const sample: SearchDoc[] = [];
  for (const doc of indexDocuments(size)) if (Number.parseInt(doc.id.slice(1), 16) % step === 0) sample.push(doc);
  return sample;
}

function questions(engine: SearchEngine, sample: readonly SearchDoc[], signal: AbortSignal) {
  const doc = (at: number): SearchDoc => sample[at % sample.length] ?? (sample[0] as SearchDoc);
  const search = (of: (one: SearchDoc) => Partial<SearchRequest>) => (at: number) =>
    engine.search({ ...REQUEST, ...of(doc(at)) }, signal);
  const sounds = (title: string): readonly string[] =>
    pinyin(title, { toneType: 'none', type: 'array', nonZh: 'removed' });
  const holder = (one: SearchDoc): readonly string[] => one.holdings.slice(0, 1).map(({ library }) => library);
  return {
    title: search(({ title }) => ({ text: title })),
    substring: search(({ title }) => ({ text: title.slice(1, 4) })),
    author: search(({ contributors }) => ({ text: contributors[0] ?? '', field: 'CONTRIBUTOR' })),
    isbn: search(({ isbns }) => ({ text: isbns[0] ?? '' })),
    pinyin: search(({ title }) => ({ text: sounds(title).join('') })),
    initials: search(({ title }) => ({
      text: sounds(title)
        .map((sound) => sound.charAt(0))
        .join(''),
    })),
    'wrong character': search(({ title }) => ({ text: `${title.slice(0, 2)}鑫${title.slice(3)}` })),
    'two characters': search(({ title }) => ({ text: title.slice(0, 2) })),
    'one character': search(({ title }) => ({ text: title.slice(0, 1) })),
    'one library': search((one) => ({
      text: one.title.slice(0, 2),
      filter: { ...REQUEST.filter, libraries: holder(one), availableOnly: true },
    })),
    'sorted by title': search(({ title }) => ({ text: title.slice(0, 2), sort: 'TITLE_PINYIN' })),
    'nothing typed': search(() => ({ text: '' })),
    suggest: (at: number) => engine.suggest(doc(at).title.slice(0, 1 + (at % 3)), 10, signal),
  };
}
