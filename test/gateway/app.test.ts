import { expect, it } from 'vitest';
import { addKey, makeWorld, needsOf, OWN_SCHOOL } from '../support/fakes.ts';
import { testGateway } from '../support/gateway.ts';

it('tells a title, who holds it, and whether it is in', async () => {
  const world = makeWorld();
  const { text: key } = addKey(world, 'LIBRARIAN', OWN_SCHOOL);
  await using gateway = await testGateway(needsOf(world));
  const answer = await gateway.ask(
    key,
    `{ viewer { roles library { name } } search(query: "西游记") { totalCount nodes { id title work { title } holdings { totalCount nodes { library { name } statusKnown asOf items { nodes { barcode availability dueDate } } } } } } }`,
  );
  expect(answer.errors).toEqual([]);
});
