import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { knownItemSuite } from './known-item-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-known-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

knownItemSuite('embedded', () => openEmbeddedEngine({ folder, aliasFile: null, readers: 1 }));
