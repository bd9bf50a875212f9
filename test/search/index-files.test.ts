import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';

it('removes older generations by number, not by spelling', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-index-files-'));
  const files = indexFiles(folder);
  for (const generation of [9, 10]) writeFileSync(join(folder, `index-${generation}.db`), '');
  files.swap(join(folder, 'index-10.db'));
  expect(readdirSync(folder).sort()).toEqual(['current', 'index-10.db']);
  expect(files.next()).toBe(join(folder, 'index-11.db'));
  rmSync(folder, { recursive: true, force: true });
});
