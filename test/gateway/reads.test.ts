import { describe, expect, it } from 'vitest';
import { globalId } from '../../src/gateway/ids.ts';
import { addKey, makeWorld, needsOf, OWN_SCHOOL, type World } from '../support/fakes.ts';
import { testGateway } from '../support/gateway.ts';

/** Reader calls that a query costs in an alliance of that many titles. */
async function readsOf(titles: number, query: string): Promise<Readonly<Record<string, number>>> {
  const world: World = makeWorld(titles);
  const { text: key } = addKey(world, 'OPERATOR', null);
  for (const record of world.records) {
    const name = `${record.key.library} ${record.key.localId}`;
    const other = world.records.find(({ edition, key: each }) => edition === record.edition && each !== record.key);
    if (other) world.matches.set(name, [{ other: other.key, score: 1, evidence: ['isbn='], decidedBy: 'auto' }]);
  }
  const [loan] = world.loans;
  if (loan === undefined) throw new Error('no loan');
  world.loans.length = 0;
  for (let number = 1; number <= titles; number++) {
    world.loans.push({
      ...loan,
      id: `loan-${number}` as typeof loan.id,
      items: [{ barcode: `B${number}1`, library: OWN_SCHOOL, state: 'SHIPPED', dueDate: null }],
    });
  }
  await using gateway = await testGateway(needsOf(world));
  const answer = await gateway.ask(key, query);
  expect(answer.errors).toEqual([]);
  return Object.fromEntries(world.calls);
}

const QUERIES = {
  'every field of a search with all copies': `{ search(first: 40, facets: [LIBRARY]) {
    facets { values { label } }
    nodes { id title work { id title editions { nodes { id } } } partOf { id } volumes { nodes { id } } provenance { library { name } }
      holdings(first: 10) { nodes { library { name parent { name } lastPush { id } editionCount itemCount } items(first: 5) { nodes { barcode library { name } } } } }
      sourceRecords { nodes { raw library { name } edition { id } matches { other { raw findings { code } library { name } } } } } } } }`,
  'libraries with their counts and pushes':
    '{ libraries { nodes { name editionCount itemCount parent { name } lastPush { state library { name } } } } }',
  'loans with parties, copies and editions': `{ loans(library: "${OWN_SCHOOL}", first: 100) { nodes {
    title edition { title work { title } } requester { name library { name } } supplier { name } parts { id } parent { id }
    items { item { callNumber library { name } } } rota { party { name } } events { action } } } }`,
  'a work with its editions': `{ work(id: "${globalId('Work', 'w1')}") { editions { nodes { title holdings { nodes { library { name } } } } } } }`,
} as const;

describe('a list costs one read a field, not one a row', () => {
  it.each(Object.entries(QUERIES))('%s', async (_name, query) => {
    const few = await readsOf(2, query);
    const many = await readsOf(40, query);
    expect(many).toEqual(few);
    // Nor is one field read twice over: each reader method is called once or, where a list stands within a list, twice.
    for (const [method, count] of Object.entries(many))
      expect([method, count]).toEqual([method, expect.toSatisfy((n) => n <= 2)]);
  });
});
