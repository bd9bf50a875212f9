import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesBelow, parse, shippedSources } from './support/source.ts';

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;

/** Lines of a file outside its tables: a top-level constant that is pure data may be as long as the data is. */
function codeLines(path: string): number {
  const file = parse(path);
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  let lines = lineAt(file.end);
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { initializer } of statement.declarationList.declarations)
      if (initializer !== undefined && isData(initializer))
        lines -= lineAt(initializer.end) - lineAt(initializer.getStart());
  }
  return lines;
}

/** Literals all the way down: nothing in it is computed. */
function isData(node: ts.Expression): boolean {
  const bare = unwrap(node);
  let pure =
    ts.isObjectLiteralExpression(bare) ||
    ts.isArrayLiteralExpression(bare) ||
    ts.isTemplateLiteral(bare) ||
    isText(bare);
  const visit = (child: ts.Node): void => {
    if (ts.isArrowFunction(child) || ts.isFunctionExpression(child) || ts.isMethodDeclaration(child)) pure = false;
    ts.forEachChild(child, visit);
  };
  visit(bare);
  return pure;
}

/** One long text, also where it is written as a sum of lines. */
function isText(node: ts.Expression): boolean {
  if (ts.isBinaryExpression(node)) return isText(node.left) && isText(node.right);
  return ts.isStringLiteralLike(node);
}

function unwrap(node: ts.Expression): ts.Expression {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node))
    return unwrap(node.expression);
  if (ts.isNewExpression(node) && node.arguments?.length === 1 && node.arguments[0] !== undefined)
    return unwrap(node.arguments[0]);
  return node;
}

/** `name (lines)` of each function longer than allowed, blank lines not counted. */
function longFunctions(path: string): readonly string[] {
  const file = parse(path);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      // The body alone, without its braces, as the linter counts.
      const body = node.body.getText().split('\n').slice(1, -1);
      const lines = body.filter((text) => text.trim() !== '').length;
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      if (lines > MAX_FUNCTION_LINES) found.push(`${path}:${line + 1} (${lines})`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

describe('size', () => {
  it('keeps every file readable from top to bottom', () => {
    const tests = filesBelow('test', '.ts');
    const long = [...shippedSources, ...tests].map((path) => `${path} (${codeLines(path)})`);
    expect(long.filter((text) => Number(text.match(/\((\d+)\)$/)?.[1]) > MAX_FILE_LINES)).toEqual([]);
  });

  it('keeps every function on one screen', () => {
    expect(shippedSources.flatMap(longFunctions)).toEqual([]);
  });
});
