/**
 * What a GraphQL document may look like before it is run, over HTTP and WebSocket alike. Each limit closes a default
 * that was measured open on this stack: aliases, directives, operations and tokens without bound, and queries sent as
 * a JSON syntax tree, which mercurius would take past the token limit.
 */
import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { costOf, MAX_COST } from './cost.ts';
import { refuse } from './errors.ts';

export const MAX_TOKENS = 1_000;
/** The standard introspection query is 15 deep; what is wide or long is for the cost to refuse. */
export const MAX_DEPTH = 16;
/** Room for a thousand barcodes of `reportAvailability`. */
export const MAX_BODY_BYTES = 192 * 1024;
/** The query text alone, which is kept in a cache with its syntax tree. */
export const MAX_QUERY_CHARACTERS = 16_384;
const MAX_ALIASES = 15;
const MAX_DIRECTIVES = 5;
const MAX_OPERATIONS = 10;

/**
 * Refuses a query text before it is parsed. What starts like JSON would be run as a syntax tree without the token
 * limit; GraphQL itself starts with `{` and a name, a keyword, a comment or a description.
 */
export function requireQueryText(source: string): void {
  if (source.length > MAX_QUERY_CHARACTERS) {
    throw refuse('BODY_TOO_LARGE', { limit: MAX_QUERY_CHARACTERS });
  }
  if (/^[\s\uFEFF]*(?:\{\s*["}]|["[\d-]|null\b|true\b|false\b)/.test(source)) {
    throw refuse('QUERY_REFUSED', { detail: 'not a GraphQL document' });
  }
}

/** Refuses a valid document that could touch too much. */
export function requireCheap(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const cost = costOf(schema, document, variables);
  if (cost > MAX_COST) throw refuse('QUERY_TOO_COSTLY', { cost, limit: MAX_COST });
}

/** Counts in one walk what may not be repeated without end. The limits do not depend on who asks, so they may be cached. */
const countRule: ValidationRule = (context: ValidationContext): ASTVisitor => {
  let aliases = 0;
  let directives = 0;
  let operations = 0;
  const limit = (count: number, most: number, what: string) => {
    // Told once: the next one over the limit adds nothing.
    if (count === most + 1) context.reportError(new GraphQLError(`more than ${most} ${what}`));
  };
  return {
    Field(node) {
      if (node.alias) limit(++aliases, MAX_ALIASES, 'aliases');
    },
    Directive() {
      limit(++directives, MAX_DIRECTIVES, 'directives');
    },
    OperationDefinition() {
      limit(++operations, MAX_OPERATIONS, 'operations');
    },
  };
};

/** A subscription is run by graphql-js with exactly one root field; nothing else may stand beside it. */
export function isSubscription(document: DocumentNode): boolean {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return operations.length === 1 && operations[0]?.operation === 'subscription';
}

export const LIMIT_RULES: readonly ValidationRule[] = [countRule];
