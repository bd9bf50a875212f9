import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { MAX_PAGE } from './paging.ts';

/**
 * What a query may cost: the number of objects it could touch. Arguments count with the value they will have, be it
 * literal, from a variable, or the schema's default; a query that asks for the widest page the contract promises,
 * a hundred editions with their holdings, or twenty with every copy, stays well below.
 */
export const MAX_COST = 250_000;

/** What a list without pages is taken to hold. */
const PLAIN_LIST = 10;

/** Fields that are scalars and yet work: they build or decode a whole record. */
const WORKING_LEAVES: Readonly<Record<string, number>> = { marc: 5, citation: 2, raw: 2 };

type Variables = Readonly<Record<string, unknown>>;

/** The cost of the dearest operation in the document. Assumes that it is valid: names exist, fragments do not turn in circles. */
export function costOf(schema: GraphQLSchema, document: DocumentNode, variables: Variables): number {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return Math.max(0, ...operations.map((operation) => operationCost(schema, document, operation, variables)));
}

interface Counting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  /** A fragment costs the same wherever it stands, so fans of fragments are counted in linear time. */
  readonly counted: Map<string, number>;
}

function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): number {
  const root = schema.getRootType(operation.operation);
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const counting: Counting = {
    schema,
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    variables: { ...defaultsOf(operation), ...variables },
    counted: new Map(),
  };
  return root ? selectionCost(operation.selectionSet, root, counting, 1) : 0;
}

/** `page` is the number of rows of the connection whose `edges` or `nodes` are selected. */
function selectionCost(set: SelectionSetNode, type: GraphQLCompositeType, counting: Counting, page: number): number {
  let total = 0;
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) total += fieldCost(node, type, counting, page);
    else if (node.kind === Kind.INLINE_FRAGMENT) {
      const on = node.typeCondition ? counting.schema.getType(node.typeCondition.name.value) : type;
      if (isCompositeType(on)) total += selectionCost(node.selectionSet, on, counting, page);
    } else total += fragmentCost(node.name.value, counting, page);
  }
  return total;
}

function fragmentCost(name: string, counting: Counting, page: number): number {
  const key = `${name} ${page}`;
  const known = counting.counted.get(key);
  if (known !== undefined) return known;
  const fragment = counting.fragments.get(name);
  const on = fragment && counting.schema.getType(fragment.typeCondition.name.value);
  // A fragment within itself was refused by validation; counting it as nothing keeps this from turning in circles.
  counting.counted.set(key, 0);
  const cost = fragment && isCompositeType(on) ? selectionCost(fragment.selectionSet, on, counting, page) : 0;
  counting.counted.set(key, cost);
  return cost;
}

function fieldCost(node: FieldNode, parent: GraphQLCompositeType, counting: Counting, page: number): number {
  const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
  const type = field && getNamedType(field.type);
  if (!field || !node.selectionSet || !isCompositeType(type)) return WORKING_LEAVES[node.name.value] ?? 0;
  const isRows = node.name.value === 'edges' || node.name.value === 'nodes';
  const isConnection = type.name.endsWith('Connection');
  const times = isRows ? page : isListField(field) ? listSize(node, field, counting) : 1;
  const inner = selectionCost(
    node.selectionSet,
    type,
    counting,
    isConnection ? pageArgument(node, field, counting) : 1,
  );
  return times * (1 + inner);
}

function isListField(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
}

/** A plain list with a `first` (suggest) holds that many. */
function listSize(node: FieldNode, field: GraphQLField<unknown, unknown>, counting: Counting): number {
  const hasFirst = field.args.some(({ name }) => name === 'first');
  return hasFirst ? pageArgument(node, field, counting) : PLAIN_LIST;
}

/** The page size that will be in force; whatever is no number counts as the largest page. */
function pageArgument(node: FieldNode, field: GraphQLField<unknown, unknown>, { variables }: Counting): number {
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  const otherwise = field.args.find(({ name }) => name === 'first')?.defaultValue;
  const value =
    given === undefined
      ? otherwise
      : given.kind === Kind.VARIABLE
        ? (variables[given.name.value] ?? otherwise)
        : given.kind === Kind.INT
          ? Number(given.value)
          : otherwise;
  return typeof value === 'number' && value >= 0 ? Math.min(value, MAX_PAGE) : MAX_PAGE;
}

function defaultsOf(operation: OperationDefinitionNode): Variables {
  const numbers = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return Object.fromEntries(numbers);
}
