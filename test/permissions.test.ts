/**
 * The matrix of who sees what, made from the schema itself: every field of Query, Mutation and Subscription, and every
 * field that may be refused, asked by each kind of key. A field that is added without a thought about its tenants fails
 * here.
 */
import {
  buildSchema,
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isCompositeType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../src/command/keys.ts';
import { globalId, sourceRecordId } from '../src/gateway/ids.ts';
import { PERMISSIONS } from '../src/gateway/permissions.ts';
import { schemaText } from '../src/gateway/schema.ts';
import {
  addKey,
  makeWorld,
  needsOf,
  OTHER_SCHOOL,
  OWN_SCHOOL,
  PUBLIC_LIBRARY,
  replaceKey,
  type World,
} from './support/fakes.ts';
import { codes, type GraphqlAnswer, type TestGateway, testGateway } from './support/gateway.ts';

const schema = buildSchema(schemaText());

/** Arguments with which each field names something that belongs to OWN_SCHOOL. */
const OWN: Readonly<Record<string, string>> = {
  'Query.node': `id: "${globalId('Push', `push-${OWN_SCHOOL}`)}"`,
  'Query.edition': `id: "${globalId('Edition', 'e1')}"`,
  'Query.work': `id: "${globalId('Work', 'w1')}"`,
  'Query.editionsByIsbn': 'isbn: "9787020008735"',
  'Query.sourceRecord': `library: "${OWN_SCHOOL}", localId: "r1"`,
  'Query.library': `code: "${OWN_SCHOOL}"`,
  'Query.suggest': 'prefix: "西"',
  'Query.push': `id: "${globalId('Push', `push-${OWN_SCHOOL}`)}"`,
  'Query.pushes': `library: "${OWN_SCHOOL}"`,
  'Query.reviewQueue': `library: "${OWN_SCHOOL}"`,
  'Query.loan': `id: "${globalId('Loan', 'loan-own')}"`,
  'Query.loans': `library: "${OWN_SCHOOL}"`,
  'Query.settlement': `month: "2026-11", library: "${OWN_SCHOOL}"`,
  'Query.tote': `id: "${globalId('Tote', 'tote-own')}"`,
  'Query.totes': `library: "${OWN_SCHOOL}"`,
  'Query.scanned': `library: "${OWN_SCHOOL}", code: "B11"`,
  'Mutation.startRotation': `input: { owner: "${OWN_SCHOOL}", name: "漂流箱", barcodes: ["B11"], stops: [], idempotencyKey: "k" }`,
  'Mutation.passRotation': `input: { loanId: "${globalId('Loan', 'loan-own')}", at: "${OWN_SCHOOL}", idempotencyKey: "k" }`,
  'Mutation.resolveLetter': 'id: "17", choice: SEND_AGAIN',
  'Mutation.actOnTote': `input: { action: SCAN_IN, at: "${OWN_SCHOOL}", tote: "Z-001", idempotencyKey: "k" }`,
  'Mutation.beginPush': `input: { library: "${OWN_SCHOOL}", mode: DELTA, idempotencyKey: "k" }`,
  'Mutation.commitPush': `id: "${globalId('Push', `push-${OWN_SCHOOL}`)}"`,
  'Mutation.abandonPush': `id: "${globalId('Push', `push-${OWN_SCHOOL}`)}"`,
  'Mutation.reportAvailability': `input: { library: "${OWN_SCHOOL}", idempotencyKey: "k", items: [] }`,
  'Mutation.decideReview': `a: "${sourceRecordId({ library: OWN_SCHOOL, localId: 'r1' })}", b: "${sourceRecordId({ library: PUBLIC_LIBRARY, localId: 'r1' })}", verdict: SAME`,
  'Mutation.requestLoan': `input: { requester: "${OWN_SCHOOL}", editionId: "${globalId('Edition', 'e1')}", draft: true, idempotencyKey: "k" }`,
  'Mutation.actOnLoan': `input: { loanId: "${globalId('Loan', 'loan-own')}", action: CANCEL, as: REQUESTER, idempotencyKey: "k" }`,
};

/** Fields whose answer belongs to one library, and is missing to every other. */
const TENANT_FIELDS = [
  'Query.node',
  'Query.push',
  'Query.pushes',
  'Query.reviewQueue',
  'Query.loan',
  'Query.loans',
  'Query.settlement',
  'Query.tote',
  'Query.totes',
  'Query.scanned',
  'Mutation.actOnTote',
  'Mutation.startRotation',
  'Mutation.passRotation',
  'Mutation.beginPush',
  'Mutation.commitPush',
  'Mutation.abandonPush',
  'Mutation.reportAvailability',
  'Mutation.decideReview',
  'Mutation.requestLoan',
  'Mutation.actOnLoan',
];

interface Root {
  readonly name: string;
  readonly query: string;
}

const roots: readonly Root[] = ['Query', 'Mutation'].flatMap((typeName) => {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).map((field) => {
    const name = `${typeName}.${field.name}`;
    return { name, query: `${typeName.toLowerCase()} { ${callOf(name, field)} }` };
  });
});

function callOf(name: string, field: GraphQLField<unknown, unknown>): string {
  const given = OWN[name];
  const needed = field.args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);
  if (given === undefined && needed.length > 0) throw new Error(`say in OWN what ${name} is asked with`);
  return `${field.name}${given === undefined ? '' : `(${given})`} ${selection(field.type)}`;
}

/** Nothing but what tells whether there was an answer. */
function selection(type: GraphQLOutputType): string {
  return isCompositeType(getNamedType(type)) ? '{ __typename }' : '';
}

/** A loan between OWN_SCHOOL and a library that is neither of those whose keys ask. */
function world(): World {
  const made = makeWorld();
  const [loan] = made.loans;
  if (loan === undefined) throw new Error('no loan');
  made.loans.length = 0;
  made.loans.push({
    ...loan,
    id: 'loan-own' as typeof loan.id,
    supplier: { kind: 'member', library: PUBLIC_LIBRARY },
    items: [],
  });
  return made;
}

const answeredWell = (answer: GraphqlAnswer) => answer.errors.length === 0;

async function withKey<T>(
  role: Role,
  library: typeof OWN_SCHOOL | null,
  use: (gateway: TestGateway, key: string, made: World) => Promise<T>,
): Promise<T> {
  const made = world();
  const { text } = addKey(made, role, library);
  await using gateway = await testGateway(needsOf(made));
  return await use(gateway, text, made);
}

const KEYED = ROLES.filter((role) => role !== 'WIDGET' && role !== 'ANONYMOUS');
const rolesOf = (name: string): readonly Role[] =>
  Object.entries(PERMISSIONS).find(([field]) => field === name)?.[1] ?? [];

describe.each(KEYED)('a key of role %s', (role) => {
  const library = role === 'OPERATOR' || role === 'COORDINATOR' ? null : OWN_SCHOOL;

  it('gets exactly the fields of its rows, of its own library', async () => {
    await withKey(role, library, async (gateway, key) => {
      for (const { name, query } of roots) {
        const answer = await gateway.ask(key, query);
        const nodeOfPush = name === 'Query.node' && !rolesOf('Query.push').includes(role);
        // A coordinator looks after the alliance but pushes for nobody; both are in the table.
        const may = rolesOf(name).includes(role) && !nodeOfPush;
        expect([name, answeredWell(answer), ...codes(answer)]).toEqual([name, may, ...(may ? [] : ['FORBIDDEN'])]);
      }
    });
  });

  it('changes nothing by a refused mutation', async () => {
    await withKey(role, library, async (gateway, key, made) => {
      for (const { name, query } of roots) {
        if (name.startsWith('Mutation.') && !rolesOf(name).includes(role)) await gateway.ask(key, query);
      }
      expect(made.ran).toEqual([]);
    });
  });
});

describe('a key of another library', () => {
  it.each(['LIBRARIAN', 'MEMBER_PUSH', 'TEACHER'] as const)(
    '%s: finds nothing of ours and changes nothing',
    async (role) => {
      await withKey(role, OTHER_SCHOOL, async (gateway, key, made) => {
        for (const { name, query } of roots.filter((root) => TENANT_FIELDS.includes(root.name))) {
          const answer = await gateway.ask(key, query);
          expect([name, ...codes(answer)]).toEqual([name, expect.stringMatching(/^(NOT_FOUND|FORBIDDEN)$/)]);
        }
        expect(made.ran).toEqual([]);
      });
    },
  );

  it('is told the same of what is another’s and of what never was', async () => {
    await withKey('LIBRARIAN', OTHER_SCHOOL, async (gateway, key) => {
      const pairs = [
        ['push', globalId('Push', `push-${OWN_SCHOOL}`), globalId('Push', 'push-never')],
        ['loan', globalId('Loan', 'loan-own'), globalId('Loan', 'loan-never')],
        ['tote', globalId('Tote', 'tote-own'), globalId('Tote', 'tote-never')],
        ['node', globalId('Loan', 'loan-own'), globalId('Loan', 'loan-never')],
        ['node', globalId('Push', `push-${OWN_SCHOOL}`), globalId('Push', 'push-never')],
      ] as const;
      for (const [field, foreign, missing] of pairs) {
        const ask = (id: string) => gateway.ask(key, `{ ${field}(id: "${id}") { __typename } }`);
        expect((await ask(foreign)).text).toBe((await ask(missing)).text);
      }
    });
  });

  it('sees no push of ours by way of a list of libraries', async () => {
    await withKey('LIBRARIAN', OTHER_SCHOOL, async (gateway, key) => {
      const { data } = await gateway.ask(key, '{ libraries { nodes { code lastPush { id } } } }');
      const told = data.libraries.nodes.filter((node: { lastPush: unknown }) => node.lastPush !== null);
      expect(told.map(({ code }: { code: string }) => code)).toEqual([OTHER_SCHOOL]);
    });
  });

  it('reads source records of ours as a librarian, not as a pushing program', async () => {
    const query = `{ sourceRecord(library: "${OWN_SCHOOL}", localId: "r1") { raw } edition(id: "${globalId('Edition', 'e1')}") { sourceRecords { nodes { library { code } } } } }`;
    const librarian = await withKey('LIBRARIAN', OTHER_SCHOOL, (gateway, key) => gateway.ask(key, query));
    expect(librarian.data.sourceRecord.raw).toContain('西游记');
    expect(librarian.data.edition.sourceRecords.nodes).toHaveLength(4);
    const program = await withKey('MEMBER_PUSH', OTHER_SCHOOL, (gateway, key) => gateway.ask(key, query));
    expect(codes(program)).toEqual(['NOT_FOUND']);
    expect(program.data.edition.sourceRecords.nodes).toEqual([{ library: { code: OTHER_SCHOOL } }]);
  });
});

describe('without a valid key', () => {
  it('nothing of /graphql answers: no key, a revoked one, an expired one, a wrong secret, a widget’s', async () => {
    const made = world();
    const revoked = addKey(made, 'OPERATOR', null);
    replaceKey(made, revoked.record, { revoked: true });
    const expired = addKey(made, 'OPERATOR', null);
    replaceKey(made, expired.record, { expiresAt: new Date('2026-11-22T00:00:00Z') });
    const wrong = addKey(made, 'OPERATOR', null);
    replaceKey(made, wrong.record, { digest: expired.record.digest });
    await using gateway = await testGateway(needsOf(made));
    for (const key of [null, revoked.text, expired.text, wrong.text, 'ltu_op_x_y_z', 'nonsense']) {
      for (const { name, query } of roots) {
        const answer = await gateway.ask(key, query);
        expect([key, name, answer.status, answer.data, ...codes(answer)]).toEqual([
          key,
          name,
          401,
          null,
          'UNAUTHENTICATED',
        ]);
      }
    }
    const widget = addKey(made, 'WIDGET', OWN_SCHOOL);
    expect(codes(await gateway.ask(widget.text, '{ viewer { roles } }'))).toEqual(['FORBIDDEN']);
    expect(made.ran).toEqual([]);
  });

  it('a key that is revoked between two requests is refused at the second', async () => {
    const made = world();
    const { text, record } = addKey(made, 'OPERATOR', null);
    await using gateway = await testGateway(needsOf(made));
    expect((await gateway.ask(text, '{ viewer { keyName } }')).data).toEqual({ viewer: { keyName: 'OPERATOR' } });
    replaceKey(made, record, { revoked: true });
    expect((await gateway.ask(text, '{ viewer { keyName } }')).status).toBe(401);
  });
});

describe('fields that may be refused', () => {
  it('are nullable, all of them, so that one refusal never empties an answer', () => {
    for (const name of Object.keys(PERMISSIONS)) {
      const [typeName = '', fieldName = ''] = name.split('.');
      if (typeName === 'Mutation' || typeName === 'Subscription' || name === 'Query.viewer') continue;
      const type = schema.getType(typeName);
      const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
      expect([name, isNonNullType(field?.type)]).toEqual([name, false]);
    }
  });

  it('leave the rest standing', async () => {
    const query = `{ edition(id: "${globalId('Edition', 'e1')}") { title provenance { value } holdings { totalCount } } }`;
    const answer = await withKey('TEACHER', OWN_SCHOOL, (gateway, key) => gateway.ask(key, query));
    expect(codes(answer)).toEqual(['FORBIDDEN']);
    expect(answer.data.edition).toEqual({ title: '西游记 1', provenance: null, holdings: { totalCount: 4 } });
  });
});
