/** A type-1 query: Bib-1 attributes on terms, joined by operators (Z39.50-1995 §3.7). */
export type Rpn =
  | { readonly kind: 'term'; readonly attributes: readonly Attribute[]; readonly term: string }
  | { readonly kind: 'and' | 'or' | 'andNot'; readonly left: Rpn; readonly right: Rpn };

/** Type and value, `[1, 4]` = use attribute Title. Text values are what Zebra calls string attributes. */
export type Attribute = readonly [type: number, value: number | string];

/** The query in Prefix Query Format, as YAZ and its friends print it. */
export function toPqf(query: Rpn): string {
  if (query.kind !== 'term') {
    const operator = query.kind === 'andNot' ? 'not' : query.kind;
    return `@${operator} ${toPqf(query.left)} ${toPqf(query.right)}`;
  }
  const attributes = query.attributes.map(([type, value]) => `@attr ${type}=${value} `).join('');
  return attributes + quotePqf(query.term);
}

function quotePqf(term: string): string {
  return /^[^\s"@\\][^\s"\\]*$/u.test(term) ? term : `"${term.replace(/[\\"]/g, (c) => `\\${c}`)}"`;
}
