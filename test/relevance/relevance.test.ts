import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { relevanceSuite } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-relevance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

relevanceSuite('embedded', () => openEmbeddedEngine({ folder, aliasFile: null, readers: 1 }));
