import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Growth made visible: size of files and functions, share of comments, casts. Printed by every CI run. */
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Sizes {
  files: number[];
  functions: number[];
  lines: number;
  comments: number;
  anys: number;
  casts: number;
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(root + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('generated'))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

function measure(paths: readonly string[]): Sizes {
  const sizes: Sizes = { files: [], functions: [], lines: 0, comments: 0, anys: 0, casts: 0 };
  for (const path of paths) measureFile(path, sizes);
  return sizes;
}

function measureFile(path: string, sizes: Sizes): void {
  const text = readFileSync(path, 'utf8');
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  const lines = text.split('\n');
  sizes.files.push(lines.length);
  sizes.lines += lines.length;
  sizes.comments += lines.filter((line) => /^\s*(\/\/|\/\*|\*)/.test(line)).length;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const length = lineAt(node.end) - lineAt(node.getStart()) + 1;
      if (length > 1) sizes.functions.push(length);
    }
    if (node.kind === ts.SyntaxKind.AnyKeyword) sizes.anys += 1;
    if (ts.isAsExpression(node) && node.type.getText() !== 'const') sizes.casts += 1;
    ts.forEachChild(node, visit);
  };
  visit(file);
}

const at = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
const spread = (values: readonly number[]): string => `${at(values, 0.5)} / ${at(values, 0.95)} / ${at(values, 1)}`;

function row(name: string, paths: readonly string[]): string {
  const { files, functions, lines, comments, anys, casts } = measure(paths);
  const share = lines === 0 ? 0 : (100 * comments) / lines;
  const perThousand = (count: number) => (lines === 0 ? 0 : (1000 * count) / lines).toFixed(1);
  const cells = [name, `${files.length}`, `${lines}`, spread(files), spread(functions), `${share.toFixed(1)} %`];
  return `| ${[...cells, perThousand(anys), perThousand(casts)].join(' | ')} |`;
}

const rooms = readdirSync(`${root}src`).filter((name) => sourcesBelow(`src/${name}`).length > 0);
const table = [
  '| code | files | lines | file med/p95/max | function med/p95/max | comment lines | any/kLOC | as/kLOC |',
  '|---|---|---|---|---|---|---|---|',
  ...rooms.map((name) => row(`src/${name}`, sourcesBelow(`src/${name}`))),
  ...['connectors', 'scripts', 'test'].map((name) => row(name, sourcesBelow(name))),
  row('src, connectors, scripts', ['src', 'connectors', 'scripts'].flatMap(sourcesBelow)),
];
console.log(table.join('\n'));
