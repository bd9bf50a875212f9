import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import type { GraphContext } from './context.ts';
import { guarded, PERMISSIONS } from './permissions.ts';
import { RESOLVERS } from './resolvers/index.ts';
import { DateTime, Day } from './scalars.ts';

type Field = GraphQLFieldResolver<unknown, GraphContext>;

/** The text of schema/*.graphql, found by walking up from this file, so that source and dist both see it. */
export function schemaText(): string {
  const folder = projectFolder('schema');
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return files
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

/** A folder that stands beside package.json. */
export function projectFolder(name: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, name);
    if (existsSync(candidate) && existsSync(join(folder, 'package.json'))) return candidate;
  }
  throw new Error(`no folder ${name} above ${import.meta.url}`);
}

/**
 * The schema with every resolver in place, each behind its row of the permission table. Mercurius changes the schema
 * that it is given, so each endpoint has one of its own.
 */
export function executableSchema(): GraphQLSchema {
  const schema = buildSchema(schemaText());
  Object.assign(schema.getType('DateTime') ?? {}, pick(DateTime));
  Object.assign(schema.getType('Date') ?? {}, pick(Day));
  for (const resolvers of RESOLVERS)
    for (const [name, fields] of Object.entries(resolvers)) place(schema, name, fields);
  for (const name of Object.keys(PERMISSIONS)) guard(schema, name);
  return schema;
}

const pick = ({ serialize, parseValue, parseLiteral }: typeof DateTime | typeof Day) => ({
  serialize,
  parseValue,
  parseLiteral,
});

function place(schema: GraphQLSchema, typeName: string, resolvers: object): void {
  for (const [name, resolver] of Object.entries(resolvers)) {
    const field = fieldOf(schema, typeName, name);
    if (typeof resolver === 'function') field.resolve = resolver;
    else Object.assign(field, resolver);
  }
}

/** A subscription checks its row itself, before the first event; here only fields that are resolved are wrapped. */
function guard(schema: GraphQLSchema, name: string): void {
  const [typeName = '', fieldName = ''] = name.split('.');
  if (typeName === 'Subscription') return;
  const field = fieldOf(schema, typeName, fieldName);
  const resolve: Field = field.resolve ?? defaultFieldResolver;
  field.resolve = guarded(name, resolve);
}

function fieldOf(schema: GraphQLSchema, typeName: string, name: string) {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (field === undefined) throw new Error(`the schema has no field ${typeName}.${name}`);
  return field;
}
