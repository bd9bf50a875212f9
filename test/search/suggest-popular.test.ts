import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { meiliPresent, startMeilisearch } from '../support/meilisearch.ts';
import { doc, fromList, holding } from './documents.ts';

const everywhere = Array.from({ length: 9 }, (_, at) => holding({ library: `CN-${at}` }));
/** More with the same letters than either engine looks at one by one, all of which stand before it in any order of letters. */
const rare = ['下课以后', '西游故事'].flatMap((title) =>
  Array.from({ length: 1_200 }, (_, at) => doc(`${title}${at}`)),
);

async function expectMostHeld(engine: SearchEngine): Promise<void> {
  await engine.rebuild(fromList([doc('西游记', '吴承恩', { holdings: everywhere }), ...rare]), 1);
  for (const prefix of ['x', 'xi', 'xy', '西', '西游', 'xiyou']) {
    const [first] = await engine.suggest(prefix, 5, new AbortController().signal);
    expect(first?.text, prefix).toBe('西游记');
  }
}

describe('the most held of many titles with these letters, not the first in the alphabet, is suggested', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-suggest-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('by the built-in index', async () => {
    const engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
    await expectMostHeld(engine);
    await engine.close();
  });

  it.skipIf(!meiliPresent)('by Meilisearch', async () => {
    await using server = await startMeilisearch();
    const index = `test_${randomUUID()}`;
    const engine = openMeilisearchEngine({ url: server.url, key: server.key, index, aliasFile: null });
    await expectMostHeld(engine);
    await engine.close();
  });
});
