import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../scripts/cli/main.ts';
import { command } from '../../scripts/commands/library.ts';

const TEXT = '[{"code":"CN-320508-C-SL01","kind":"SCHOOL","name":"我的学校"}]\r\n';
/** 我的学校 in GBK; the rest is ASCII. */
const GBK = Buffer.concat(
  TEXT.split('我的学校').flatMap((part, at) => [
    ...(at === 0 ? [] : [Buffer.from('ced2b5c4d1a7d0a3', 'hex')]),
    Buffer.from(part, 'latin1'),
  ]),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liantu-text-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]): Promise<string> {
  let stdout = '';
  let stderr = '';
  await runProgram(
    { name: 'liantu', version: '9', about: { zh: '联图', en: 'Liantu' }, commands: { library: async () => command } },
    {
      argv: [...argv],
      env: { LIANTU_DATA: join(folder, 'data'), LANG: 'C' },
      stdin: (async function* () {})(),
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      signal: new AbortController().signal,
    },
  );
  expect(stderr).not.toMatch(/FILE_UNREADABLE/);
  return stdout;
}

describe('a list of libraries as a person saved it', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark, as Notepad saves it', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16, as echo … > FILE of Windows PowerShell writes it', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['GBK, as cmd writes it', GBK],
  ])('%s is read', async (_, bytes) => {
    const file = join(folder, 'libraries.json');
    writeFileSync(file, bytes);
    await run('library', 'add', 'CN-320508-C-SL01', 'before', '--kind', 'SCHOOL');
    await run('library', 'import', file);
    expect(await run('library', 'list')).toContain('  我的学校\n');
  });
});
