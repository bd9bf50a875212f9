import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAliases } from '../../src/search/alias-file.ts';
import { titleKey } from '../../src/search/analyse.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-aliases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (content: string | Uint8Array): string => {
  const file = join(folder, 'search-aliases.json');
  writeFileSync(file, content);
  return file;
};

describe("a librarian's list of other names", () => {
  it('adds to ours and replaces nothing', () => {
    const { titles, names } = readAliases(
      written('{"titles": [["红楼梦", "情僧录"], ["草房子", "油麻地", ""]], "names": [["迅哥儿", "鲁迅"]]}'),
    );
    expect(titles('情僧录')).toEqual(expect.arrayContaining(['红楼梦', '石头记']));
    expect(titles('红楼梦')).toEqual(expect.arrayContaining(['情僧录', '石头记', '金玉缘']));
    expect(titles('石头记')).toContain('情僧录');
    expect(titles('草房子')).toEqual(['油麻地']);
    expect(titles(titleKey(''))).toEqual([]);
    expect(names('周树人')).toEqual(expect.arrayContaining(['鲁迅', '迅哥儿']));
  });

  it('may begin with the mark that Windows writes, and hold one list only', () => {
    expect(readAliases(written('\ufeff{"titles": [["草房子", "油麻地"]]}')).titles('油麻地')).toEqual(['草房子']);
  });

  it.each([
    ['no JSON', '{"titles": [["红楼梦" "情僧录"]]}'],
    ['a list of another name', '{"titels": [["红楼梦", "情僧录"]]}'],
    ['names that are no list', '{"titles": ["红楼梦", "情僧录"]}'],
    ['another charset', Uint8Array.from([0x7b, 0x22, 0xba, 0xec, 0xc2, 0xa5, 0x22, 0x7d])],
  ])('is refused with its name: %s', (_what, content) => {
    expect(() => readAliases(written(content))).toThrow(/search-aliases\.json cannot be read: ./);
  });

  it('is not needed', () => {
    expect(readAliases(join(folder, 'none.json')).titles('石头记')).toContain('红楼梦');
  });
});
