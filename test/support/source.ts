import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { projectRoot } from './data.ts';

/** Paths of all files below a folder of the project, relative to its root, `/` on every system, sorted. */
export function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(projectRoot + folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(projectRoot.length))
    .filter((path) => !path.includes('/generated/') && !path.includes('/node_modules/'))
    .sort();
}

/** Everything we wrote in TypeScript that is shipped: src, connectors, scripts; without generated code. */
export const shippedSources: readonly string[] = ['src', 'connectors', 'scripts'].flatMap((folder) =>
  filesBelow(folder, '.ts'),
);

export function textOf(path: string): string {
  return readFileSync(projectRoot + path, 'utf8');
}

export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2023, true);
}

export interface ImportLine {
  readonly from: string;
  /** Project path for a relative import, the package name otherwise. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every import and re-export of a file, `import('…')` included. */
export function importsOf(path: string): readonly ImportLine[] {
  const found: ImportLine[] = [];
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean) => {
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      found.push({ from: path, to: resolve(path, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(parse(path));
  return found;
}

function isTypeImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const names = clause.namedBindings;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every((element) => element.isTypeOnly)
  );
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}
