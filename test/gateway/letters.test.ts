import { describe, expect, it } from 'vitest';
import { loanId } from '../../src/base/brand.ts';
import type { DeadLetter } from '../../src/loan/exchange.ts';
import { NOW } from '../support/fake-rows.ts';
import { addKey, makeWorld, needsOf } from '../support/fakes.ts';
import { testGateway } from '../support/gateway.ts';

const LETTER: DeadLetter = {
  id: 17,
  peer: 'ISIL:CN-100081-1-NLC',
  peerName: '国家图书馆',
  loan: loanId('loan-1'),
  talk: 'ASKED',
  attempts: 9,
  error: 'HTTP 500',
  createdAt: NOW,
};

const ALL = '{ undeliveredLetters { id to { symbol name library { code } } says loan { title } attempts error } }';

describe('messages that did not reach an agency outside', () => {
  it('are listed with their loan, the oldest hundred', async () => {
    const world = makeWorld();
    const { text: key } = addKey(world, 'COORDINATOR', null);
    world.letters.push(...Array.from({ length: 101 }, (_, at) => ({ ...LETTER, id: 17 + at })));
    await using gateway = await testGateway(needsOf(world));
    const { data } = await gateway.ask(key, ALL);
    expect(data.undeliveredLetters).toHaveLength(100);
    expect(data.undeliveredLetters[0]).toEqual({
      id: '17',
      to: { symbol: 'ISIL:CN-100081-1-NLC', name: '国家图书馆', library: null },
      says: 'ASKED',
      loan: { title: world.loans[0]?.title },
      attempts: 9,
      error: 'HTTP 500',
    });
  });

  it('go on as a coordinator decides, and one that is decided already says so', async () => {
    const world = makeWorld();
    const { text: key } = addKey(world, 'COORDINATOR', null);
    world.letters.push(LETTER, { ...LETTER, id: 18 });
    await using gateway = await testGateway(needsOf(world));
    const decide = (choice: string) =>
      gateway.ask(key, `mutation { resolveLetter(id: "17", choice: ${choice}) { left { id } problems { code } } }`);
    expect((await decide('NEXT_SUPPLIER')).data.resolveLetter).toEqual({ left: [{ id: '18' }], problems: [] });
    expect((await decide('SEND_AGAIN')).data.resolveLetter.problems).toEqual([{ code: 'LETTER_NOT_RESOLVED' }]);
    expect(world.ran).toEqual([
      { do: 'resolveLoanMessage', id: 17, choice: 'next supplier' },
      { do: 'resolveLoanMessage', id: 17, choice: 'send again' },
    ]);
  });

  it('are known by number, and nothing else is taken for one', async () => {
    const world = makeWorld();
    const { text: key } = addKey(world, 'OPERATOR', null);
    await using gateway = await testGateway(needsOf(world));
    const { errors } = await gateway.ask(
      key,
      'mutation { resolveLetter(id: "1e3", choice: SETTLED) { problems { code } } }',
    );
    expect(errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(world.ran).toEqual([]);
  });
});
