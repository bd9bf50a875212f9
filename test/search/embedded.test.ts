import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { searchEngineSuite } from '../contract/search-engine.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'liantu-index-'));

searchEngineSuite('embedded', () => openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 }));

it('removes older generations by number, not by spelling', () => {
  const at = folder();
  const files = indexFiles(at);
  for (const generation of [9, 10]) writeFileSync(join(at, `index-${generation}.db`), '');
  files.swap(join(at, 'index-10.db'));
  expect(readdirSync(at).sort()).toEqual(['current', 'index-10.db']);
  expect(files.next()).toBe(join(at, 'index-11.db'));
});
