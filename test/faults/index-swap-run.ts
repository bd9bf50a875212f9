import { editionId } from '../../src/base/brand.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { aDoc } from '../contract/search-engine.ts';

/** What the store holds after `seq` changes: each change gives the next of thirty books a newer version, or takes it away. */
export const BOOKS = 30;

export function storeAt(seq: number): ReadonlyMap<string, SearchDoc> {
  const books = new Map<string, SearchDoc>();
  for (let at = 1; at <= seq; at++) {
    const id = `E${at % BOOKS}`;
    if (at % 7 === 0) books.delete(id);
    else books.set(id, aDoc(id, `共有之书第${at}版`, { version: at }));
  }
  return books;
}

/** Writes change after change and builds anew again and again, as a server and `liantu reindex` do side by side. */
async function writeAndRebuild(folder: string, told: (seq: number) => void): Promise<void> {
  const engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 0 });
  const rebuilder = await openEmbeddedEngine({ folder, aliasFile: null, readers: 0 });
  let written = (await engine.health()).seq;
  const rebuilding = (async () => {
    for (;;) {
      const from = written;
      await rebuilder.rebuild(all(from), from);
      process.stdout.write(`built ${from}\n`);
    }
  })();
  rebuilding.catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(3);
  });
  for (;;) {
    // The engine's own place decides: a new index may stand further back.
    const { seq } = await engine.health();
    const id = editionId(`E${(seq + 1) % BOOKS}`);
    const doc = storeAt(seq + 1).get(id);
    await engine.put(doc === undefined ? [] : [doc], doc === undefined ? [id] : [], seq + 1, seq);
    written = Math.max(written, (await engine.health()).seq);
    told(written);
  }
}

async function* all(seq: number): AsyncIterable<SearchDoc> {
  for (const book of storeAt(seq).values()) {
    // Slowly, so that much is written beside it.
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield book;
  }
}

// Started as a program by index-swap.test.ts, which kills it.
if (process.argv[2] === 'swap' && process.argv[3] !== undefined) {
  await writeAndRebuild(process.argv[3], (seq) => process.stdout.write(`${seq}\n`));
}
