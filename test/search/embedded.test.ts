import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { searchEngineSuite } from '../contract/search-engine.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'liantu-index-'));
  folders.push(made);
  return made;
};
// Hooks run last to first: the suite has closed its engine by then.
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

searchEngineSuite('embedded', () => openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 }));

it('removes older generations by number, not by spelling', () => {
  const at = folder();
  const files = indexFiles(at);
  for (const generation of [9, 10]) writeFileSync(join(at, `index-${generation}.db`), '');
  files.swap(join(at, 'index-10.db'));
  expect(readdirSync(at).sort()).toEqual(['current', 'index-10.db']);
  expect(files.next()).toBe(join(at, 'index-11.db'));
});

it('gives a name to one builder only, and lets an older build not replace a newer', () => {
  const at = folder();
  const files = indexFiles(at);
  const [older, newer] = [files.next(), indexFiles(at).next()];
  expect(newer).not.toBe(older);
  files.swap(newer);
  files.swap(older);
  expect(files.current()).toBe(newer);
});

it('opens what is current after a swap between looking and opening', () => {
  const files = indexFiles(folder());
  const [old, fresh] = [files.next(), files.next()];
  files.swap(old);
  const opened = files.openCurrent((file) => {
    if (file !== old) return file;
    files.swap(fresh);
    throw new Error('gone');
  });
  expect(opened).toBe(fresh);
});
