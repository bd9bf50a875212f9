import { describe, expect, it } from 'vitest';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type { Library } from '../../src/catalogue/library.ts';
import { newKeyText } from '../../src/command/key-text.ts';
import { keyReader, keyWriter } from '../../src/store/sqlite/keys.ts';
import { libraryReader, libraryWriter } from '../../src/store/sqlite/libraries.ts';
import { testStore } from '../support/store.ts';

const library = (code: string, more: Partial<Library> = {}): Library => ({
  code: storedLibraryCode(code),
  kind: 'SCHOOL',
  name: `library ${code}`,
  nameEn: null,
  area: '320508',
  stages: ['JUNIOR'],
  pupils: 900,
  parent: null,
  ...more,
});

describe('keys', () => {
  it('are kept without their secret and revoked at once', async () => {
    using at = testStore();
    const { id, text, digest } = newKeyText('OPERATOR');
    const [writer, reader] = [keyWriter(at.store), keyReader(at.reading)];
    const now = new Date('2026-09-01T00:00:00Z');
    await writer.put({ id, name: 'me', role: 'OPERATOR', library: null, digest, createdAt: now, expiresAt: null });
    expect(await reader.byId(id)).toMatchObject({ id, name: 'me', revoked: false, createdAt: now, expiresAt: null });
    expect(Buffer.from((await reader.byId(id))?.digest ?? []).equals(digest)).toBe(true);
    const secret = text.split('_')[3] ?? '';
    expect(JSON.stringify(at.reading.prepare('SELECT * FROM keys').all())).not.toContain(secret);
    expect(await writer.revoke(id, now)).toBe(true);
    expect((await reader.byId(id))?.revoked).toBe(true);
    expect(await writer.revoke(id, now)).toBe(false);
    expect(await reader.byId('nobody')).toBeNull();
  });

  it('keep the latest day on which they were used', async () => {
    using at = testStore();
    const [writer, reader] = [keyWriter(at.store), keyReader(at.reading)];
    const { id, digest } = newKeyText('OPERATOR');
    await writer.put({
      id,
      name: 'me',
      role: 'OPERATOR',
      library: null,
      digest,
      createdAt: new Date(0),
      expiresAt: null,
    });
    expect((await reader.byId(id))?.lastUsedDay).toBeNull();
    await writer.used([id, 'nobody'], '2026-11-23');
    await writer.used([id], '2026-11-22');
    expect((await reader.list()).map(({ lastUsedDay }) => lastUsedDay)).toEqual(['2026-11-23']);
  });

  it('belong to libraries that there are', async () => {
    using at = testStore();
    const key = {
      id: 'x',
      name: 'x',
      role: 'MEMBER_PUSH',
      digest: new Uint8Array(32),
      createdAt: new Date(0),
      expiresAt: null,
    } as const;
    const put = keyWriter(at.store).put({ ...key, library: storedLibraryCode('CN-NONE') });
    await expect(put).rejects.toThrow(/FOREIGN KEY/);
  });
});

describe('libraries', () => {
  it('are put together with their institutions in any order, and replaced by code', async () => {
    using at = testStore();
    const [writer, reader] = [libraryWriter(at.store), libraryReader(at.reading)];
    const branch = library('CN-2', { parent: storedLibraryCode('CN-1') });
    await writer.put([branch, library('CN-1', { kind: 'PUBLIC', stages: [], area: null })]);
    expect(await reader.all()).toEqual([library('CN-1', { kind: 'PUBLIC', stages: [], area: null }), branch]);
    await writer.put([{ ...branch, name: 'renamed' }]);
    expect((await reader.libraries([branch.code])).get(branch.code)?.name).toBe('renamed');
    await expect(writer.put([library('CN-3', { parent: storedLibraryCode('CN-NONE') })])).rejects.toThrow(
      /FOREIGN KEY/,
    );
  });

  it('are listed page by page, each once', async () => {
    using at = testStore();
    const all = Array.from({ length: 25 }, (_, index) =>
      library(`CN-${String(index).padStart(2, '0')}`, { kind: index % 5 === 0 ? 'PUBLIC' : 'SCHOOL' }),
    );
    await libraryWriter(at.store).put(all);
    const reader = libraryReader(at.reading);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await reader.list({ kind: 'SCHOOL', area: '320508' }, 7, after);
      expect(page.total).toBe(20);
      seen.push(...page.rows.map(({ code }) => code));
      after = page.hasNext ? page.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(all.filter(({ kind }) => kind === 'SCHOOL').map(({ code }) => code));
    expect((await reader.list({ kind: null, area: '999999' }, 7, null)).rows).toEqual([]);
  });
});
