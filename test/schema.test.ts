import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  printSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { generate } from '../scripts/dev/codegen.ts';
import { PERMISSIONS } from '../src/gateway/permissions.ts';
import { executableSchema, schemaText } from '../src/gateway/schema.ts';
import { projectRoot } from './support/data.ts';

const SNAPSHOT = `${projectRoot}test/gateway/published-schema.txt`;
const DESIGNED = `${projectRoot}../shared/contract.graphql`;
const schema = buildSchema(schemaText());

/** Every described thing of a schema, by name. */
function described(of: GraphQLSchema): readonly (readonly [name: string, text: string])[] {
  const found: [string, string][] = [];
  const note = (name: string, text: string | null | undefined) => found.push([name, text ?? '']);
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
    note(type.name, type.description);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field.description);
        for (const each of field.args) note(`${type.name}.${field.name}(${each.name})`, each.description);
      }
    }
    if (isInputObjectType(type))
      for (const f of Object.values(type.getFields())) note(`${type.name}.${f.name}`, f.description);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value.description);
  }
  return found;
}

describe('the schema', () => {
  it('keeps every name, argument and enum value that was published', () => {
    if (process.env.UPDATE === '1') writeFileSync(SNAPSHOT, `${printSchema(schema)}\n`);
    const published = buildSchema(readFileSync(SNAPSHOT, 'utf8'));
    expect(findBreakingChanges(published, schema).map(({ description }) => description)).toEqual([]);
    // New names are published with the change that adds them, so that the next change cannot lose them.
    expect(`${printSchema(schema)}\n`).toBe(readFileSync(SNAPSHOT, 'utf8'));
  });

  it.skipIf(!existsSync(DESIGNED))('carries the designed contract whole', () => {
    const designed = buildSchema(readFileSync(DESIGNED, 'utf8'));
    expect(findBreakingChanges(designed, schema).map(({ description }) => description)).toEqual([]);
  });

  it('speaks Chinese and English everywhere', () => {
    const wanting = described(schema).filter(([, text]) => !/\p{Script=Han}/u.test(text) || !/[A-Za-z]{2}/.test(text));
    // ISBN and ISSN are words of both languages.
    expect(wanting.map(([name]) => name).filter((name) => !/isbn|issn/i.test(name))).toEqual([]);
    expect(described(schema).length).toBeGreaterThan(400);
  });

  it('would notice a lost field', () => {
    const shorter = buildSchema(schemaText().replace(/"副题名。Subtitle."\s+subtitle: String/, ''));
    expect(findBreakingChanges(schema, shorter).map(({ description }) => description)).toEqual([
      'Edition.subtitle was removed.',
    ]);
  });

  it('has the generated types that belong to it', async () => {
    const written = readFileSync(`${projectRoot}src/gateway/generated/graphql.ts`, 'utf8');
    expect(await generate()).toBe(written);
    expect(written).not.toMatch(/\benum\b \w+ \{/);
  });

  it('gives every connection rows, pages and a total', () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!type.name.endsWith('Connection') || !isObjectType(type)) continue;
      expect(Object.keys(type.getFields())).toEqual(
        expect.arrayContaining(['edges', 'nodes', 'pageInfo', 'totalCount']),
      );
    }
  });
});

describe('the permission table', () => {
  const roots = ['Query', 'Mutation', 'Subscription'].flatMap((name) => {
    const type = schema.getType(name);
    return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${name}.${field}`) : [];
  });

  it('has a row for every field of Query, Mutation and Subscription', () => {
    expect(roots.filter((name) => !(name in PERMISSIONS))).toEqual([]);
  });

  it('names only fields that exist', () => {
    expect(() => executableSchema()).not.toThrow();
    const fields = described(schema).map(([name]) => name);
    expect(Object.keys(PERMISSIONS).filter((name) => !fields.includes(name))).toEqual([]);
  });
});
