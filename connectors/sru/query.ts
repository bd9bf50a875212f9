import type { CqlNode, CqlQuery } from '../../src/base/cql.ts';
import { printCql } from '../../src/base/cql.ts';

/** The query in the words of one server: its index names, and `exact` where version 1.1 does not know `==`. */
export function sruQuery(query: CqlQuery, indexes: Readonly<Record<string, string>>, version: string): string {
  return printCql({ ...query, root: renamed(query.root, indexes, version) });
}

function renamed(node: CqlNode, indexes: Readonly<Record<string, string>>, version: string): CqlNode {
  if (node.kind === 'boolean') {
    return {
      ...node,
      left: renamed(node.left, indexes, version),
      right: renamed(node.right, indexes, version),
    };
  }
  const index = node.index === null ? null : (indexes[node.index] ?? node.index);
  const relation = node.relation === '==' && version === '1.1' ? 'exact' : node.relation;
  return { ...node, index, relation };
}
