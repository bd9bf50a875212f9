import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { doc, fromList, holding } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-suggest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('suggests the most held of many titles with these letters, not the first in the alphabet', async () => {
  const engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
  const everywhere = Array.from({ length: 9 }, (_, at) => holding({ library: `CN-${at}` }));
  const rare = Array.from({ length: 300 }, (_, at) => doc(`下课以后${at}`));
  await engine.rebuild(fromList([doc('西游记', '吴承恩', { holdings: everywhere }), ...rare]), 1);
  for (const prefix of ['x', 'xi', '西']) {
    const [first] = await engine.suggest(prefix, 5, new AbortController().signal);
    expect(first?.text).toBe('西游记');
  }
  await engine.close();
});
