import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './support/data.ts';
import { filesBelow, textOf } from './support/source.ts';

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const matches = (text: string, pattern: RegExp) => sorted([...text.matchAll(pattern)].map((match) => match[1] ?? ''));

/** First cells of the table rows under a heading of a document, without backticks. */
function docsRows(path: string, heading: string): readonly string[] {
  const section = textOf(path)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`));
  return matches(section ?? '', /^\| `([\w-]+)/gm);
}

const modules = (folder: string) =>
  filesBelow(folder, '.ts')
    .map((path) => path.slice(folder.length + 1))
    .filter((name) => !name.includes('/'))
    .map((name) => name.replace(/\.ts$/, ''));

describe('registries: a thing is a file, a line and a row of the docs, or it is not there', () => {
  it('commands', () => {
    const lines = matches(textOf('scripts/liantu.ts'), /import\('\.\/commands\/([\w-]+)\.ts'\)/g);
    expect(lines).toEqual(sorted(modules('scripts/commands')));
    expect(docsRows('docs/for-operators.md', 'Commands')).toEqual(lines);
  });

  it.each(modules('scripts/commands'))('command %s tells its own name and both languages', async (name) => {
    const { command } = await import(`../scripts/commands/${name}.ts`);
    expect(command.name).toBe(name);
    expect(command.summary.zh).toMatch(/\p{Script=Han}/u);
    expect(command.summary.en).not.toBe('');
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { line } of command.examples) expect(line).toContain(`liantu ${name}`);
    for (const option of Object.values<{ words: { zh: string; en: string } }>(command.options)) {
      expect(option.words.zh).toMatch(/\p{Script=Han}/u);
      expect(option.words.en).not.toBe('');
    }
  });

  it('connectors', () => {
    const folders = readdirSync(`${projectRoot}connectors`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'lib')
      .map((entry) => entry.name);
    const lines = matches(textOf('connectors/index.ts'), /from '\.\/([\w-]+)\/index\.ts'/g);
    expect(lines).toEqual(sorted(folders));
    expect(docsRows('docs/for-operators.md', 'Sources')).toEqual(lines);
    for (const folder of folders) {
      expect(existsSync(`${projectRoot}connectors/${folder}/README.md`), `${folder}/README.md`).toBe(true);
      expect(existsSync(`${projectRoot}test/connectors/${folder}.test.ts`), `test of ${folder}`).toBe(true);
    }
  });

  it('formats', async () => {
    const { FORMATS } = await import('../src/record/formats/index.ts');
    const names = sorted(Object.keys(FORMATS));
    expect(docsRows('docs/for-script-authors.md', 'Formats')).toEqual(names);
    expect(docsRows('docs/for-script-authors.zh-CN.md', '格式')).toEqual(names);
  });

  it('profiles', async () => {
    const { PROFILES } = await import('../src/record/profiles/index.ts');
    const names = sorted(Object.keys(PROFILES));
    expect(docsRows('docs/for-script-authors.md', 'Profiles')).toEqual(names);
    expect(docsRows('docs/for-script-authors.zh-CN.md', '方案')).toEqual(names);
  });
});
