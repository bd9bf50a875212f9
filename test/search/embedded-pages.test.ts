import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { longResults } from './long-results.ts';

describe('long results of the embedded engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-pages-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  longResults(() => openEmbeddedEngine({ folder, aliasFile: null, readers: 1 }));
});
