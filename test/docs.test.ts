import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './support/data.ts';
import { filesBelow, textOf } from './support/source.ts';

const documents = [
  ...readdirSync(projectRoot).filter((name) => name.endsWith('.md')),
  ...filesBelow('docs', '.md'),
  ...filesBelow('connectors', '.md'),
];
const scripts = (JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> }).scripts;
const registered = new Set(
  [...textOf('scripts/liantu.ts').matchAll(/commands\/([\w-]+)\.ts/g)].map((match) => match[1]),
);
const schema = buildSchema(filesBelow('schema', '.graphql').map(textOf).join('\n'));

/** Fenced blocks of a document with their language. */
function blocks(text: string): readonly { readonly language: string; readonly body: string }[] {
  return [...text.matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```/gm)].map(([, language = '', body = '']) => ({
    language,
    body,
  }));
}

/** Calls of `liantu` in blocks and in inline code: its arguments, comments cut off. */
function calls(text: string): readonly (readonly string[])[] {
  const inline = [...text.matchAll(/`(liantu [^`]+)`/g)].map((match) => match[1] ?? '');
  const lines = [...blocks(text).flatMap(({ body }) => body.split('\n')), ...inline];
  return lines.flatMap((line) => {
    const found = line.match(
      /(?:^|&& |= |LIANTU_\w+=\S+ )\s*(?:npm run liantu --|npx liantu|liantu|node \S*liantu(?:-push)?\.m?js) (.+)$/,
    );
    return found?.[1] === undefined ? [] : [found[1].replace(/ {2,}[#（].*$/, '').split(' ')];
  });
}

describe('documents', () => {
  it.each(documents)('%s links to files that are there', (path) => {
    const links = [...textOf(path).matchAll(/\]\(([^)#\s]+)\)/g)].map((match) => match[1] ?? '');
    const broken = links.filter(
      (link) => !/^https?:/.test(link) && !existsSync(projectRoot + normalize(join(dirname(path), link))),
    );
    expect(broken).toEqual([]);
  });

  it.each(documents)('%s names only npm scripts that are there', (path) => {
    const named = [...textOf(path).matchAll(/npm run ([\w-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(documents)('%s calls commands that are there, with options they take', async (path) => {
    const wrong: string[] = [];
    for (const args of calls(textOf(path))) {
      const [name = ''] = args;
      if (/^[A-Z…命]/.test(name) || name.startsWith('-')) continue;
      if (!registered.has(name)) {
        wrong.push(`liantu ${args.join(' ')}: no such command`);
        continue;
      }
      const { command } = await import(`../scripts/commands/${name}.ts`);
      const known = [...Object.keys(command.options), 'json', 'quiet', 'no-color', 'help'];
      const options = args.filter((arg) => arg.startsWith('--')).map((arg) => arg.slice(2));
      wrong.push(
        ...options
          .filter((option) => !known.includes(option))
          .map((option) => `liantu ${name} --${option}: no such option`),
      );
    }
    expect(wrong).toEqual([]);
  });

  it.each(documents)('%s asks GraphQL that the schema answers', (path) => {
    const asked = blocks(textOf(path)).filter(({ language }) => language === 'graphql');
    for (const { body } of asked)
      for (const query of body.split(/\n\s*\n/)) expect(validate(schema, parse(query))).toEqual([]);
  });

  it('speak no language by halves: both READMEs show the same commands and queries', () => {
    const shown = (path: string) =>
      blocks(textOf(path)).map(({ body }) => body.split('\n').filter((line) => !line.startsWith('#')));
    expect(shown('README.zh-CN.md').length).toBe(shown('README.md').length);
    expect(shown('README.zh-CN.md')).toEqual(shown('README.md'));
  });

  it('list every setting, and no other', () => {
    const read = [...textOf('src/app/settings.ts').matchAll(/^ {4}([A-Z0-9_]+): optional/gm)].map(
      (match) => match[1] ?? '',
    );
    const section = textOf('docs/for-operators.md').split('## Settings')[1]?.split('\n## ')[0] ?? '';
    const told = [...section.matchAll(/^\| (.*?) \|/gm)].flatMap((row) =>
      [...(row[1] ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map((m) => m[1] ?? ''),
    );
    expect(told.sort()).toEqual([...read].sort());
  });
});

describe('examples', () => {
  it('are there', () => {
    expect(readdirSync(`${projectRoot}docs/examples`).sort()).toEqual([
      'push.mjs',
      'push.ps1',
      'push.py',
      'query.graphql',
      'widget.html',
    ]);
  });

  it('query.graphql holds five questions that the schema answers', () => {
    const document = parse(textOf('docs/examples/query.graphql'));
    expect(validate(schema, document)).toEqual([]);
    expect(document.definitions.length).toBe(5);
  });
});

describe('the page for script authors', () => {
  /** Names that no translation changes: inline code and keys of JSON, without what stands for the reader's own key. */
  const names = (path: string) => {
    const text = textOf(path).replaceAll('Bearer KEY', 'Bearer');
    const inline = [...text.replace(/^ *```[\s\S]*?^ *```/gm, '').matchAll(/`([^`]+)`/g)].map(
      (match) => match[1] ?? '',
    );
    const keys = [...text.matchAll(/"(\w+)"/g)].map((match) => match[1] ?? '');
    return [...inline.flatMap((code) => code.match(/[\w./-]{2,}/g) ?? []), ...keys];
  };

  it('names the same fields, answers and operations in both languages', () => {
    const english = new Set(names('docs/for-script-authors.md'));
    const chinese = new Set(names('docs/for-script-authors.zh-CN.md'));
    expect(english.size).toBeGreaterThan(50);
    expect([...english].filter((name) => !chinese.has(name))).toEqual([]);
  });

  it('gives commands for PowerShell first, and curl as Windows has it', () => {
    const shown = blocks(textOf('docs/for-script-authors.zh-CN.md'));
    expect(shown.findIndex(({ language }) => language === 'powershell')).toBe(0);
    for (const { body } of shown.filter(({ language }) => language === 'powershell'))
      expect(body).not.toMatch(/^(curl|export|LIANTU_\w+=) /m);
  });
});

describe('the page for embedders', () => {
  const looks = textOf('src/widget/style.js');
  const widget = ['liantu.js', 'view.js', 'ui/dom.js'].map((name) => textOf(`src/widget/${name}`)).join('\n');

  it.each(['docs/for-embedders.md', 'docs/for-embedders.zh-CN.md'])(
    '%s names every property, part and attribute',
    (path) => {
      const text = textOf(path);
      const properties = [...looks.matchAll(/var\((--liantu-[\w-]+)/g)].map(([, name]) => name ?? '');
      const parts = [...widget.matchAll(/part: '([\w-]+)'/g)].map(([, name]) => name ?? '');
      const attributes = [...widget.matchAll(/this\.getAttribute\('(\w+)'\)/g)].map(([, name]) => name ?? '');
      expect(properties.length * parts.length * attributes.length).toBeGreaterThan(0);
      expect([...properties, ...parts, ...attributes].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
    },
  );
});
