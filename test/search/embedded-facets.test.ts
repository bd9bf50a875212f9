import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { facetChoices } from '../contract/facet-choices.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-facets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

facetChoices('embedded', () => openEmbeddedEngine({ folder, aliasFile: null, readers: 1 }));
