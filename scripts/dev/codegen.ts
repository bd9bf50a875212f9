/**
 * Writes src/gateway/generated/graphql.ts from schema/*.graphql: the types of every argument, and for every field what
 * its resolver is given and must return. The output is checked in, so that a build never needs the generator;
 * test/schema.test.ts fails where the two differ.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';

const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);
const OUTPUT = new URL('../../src/gateway/generated/graphql.ts', import.meta.url);

/** What stands behind a GraphQL type inside the program: the rows of the ports, not copies of them. */
const BEHIND = [
  'Contributor',
  'CourierRoute',
  'Edition',
  'EmptySearchReport',
  'FieldProvenance',
  'Finding',
  'Holding',
  'Item',
  'LenderFigures',
  'LendingFigures',
  'Library',
  'LiveAnswer',
  'LiveHolding',
  'LiveRecord',
  'Loan',
  'LoanDocument',
  'LoanEvent',
  'LoanItem',
  'Match',
  'Party',
  'Push',
  'QuarantinedRecord',
  'ReviewPair',
  'RotaEntry',
  'RouteFigures',
  'SearchConnection',
  'Settlement',
  'SourceRecord',
  'SourceStatus',
  'Suggestion',
  'Tote',
  'ToteCopy',
  'UndeliveredLetter',
  'Viewer',
  'Work',
] as const;

const CONFIG = {
  enumsAsTypes: true,
  immutableTypes: true,
  strictScalars: true,
  useTypeImports: true,
  scalars: { DateTime: 'Date', Date: 'string' },
  contextType: '../context.ts#GraphContext',
  mappers: Object.fromEntries(BEHIND.map((name) => [name, `../models.ts#${name}Model`])),
};

/** The text of the generated file. */
export async function generate(): Promise<string> {
  const files = readdirSync(SCHEMA_FOLDER).filter((name) => name.endsWith('.graphql'));
  const text = files.sort().map((name) => readFileSync(new URL(name, SCHEMA_FOLDER), 'utf8'));
  const output = await codegen({
    filename: fileURLToPath(OUTPUT),
    schema: parse(text.join('\n')),
    documents: [],
    config: CONFIG,
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
  });
  return `// Written by scripts/dev/codegen.ts from schema/*.graphql. Do not edit: run \`npm run codegen\`.\n${output}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(OUTPUT, await generate());
