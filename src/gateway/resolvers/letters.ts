import { problem } from '../../base/problem.ts';
import type { DeadLetter, DeadLetterChoice } from '../../loan/exchange.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { LetterChoice, Resolvers } from '../generated/graphql.ts';
import { actorOf } from '../viewer.ts';

/** As many as a person reads at a sitting; the rest follows as these are decided. */
const MOST_LETTERS = 100;

const CHOICES = {
  SEND_AGAIN: 'send again',
  SETTLED: 'settled by phone',
  NEXT_SUPPLIER: 'next supplier',
} as const satisfies Record<LetterChoice, DeadLetterChoice>;

export const letterResolvers = {
  Query: {
    undeliveredLetters: (_, _args, context) => left(context),
  },
  Mutation: {
    resolveLetter: async (_, { id, choice }, context) => {
      const { needs, viewer, load } = context;
      const command = { do: 'resolveLoanMessage', id: numberOf(id), choice: CHOICES[choice] } as const;
      const { resolved } = await needs.commands.run(command, actorOf(viewer));
      load.forget();
      return { left: left(context), problems: resolved ? [] : [problem('LETTER_NOT_RESOLVED', { id, choice })] };
    },
  },
  UndeliveredLetter: {
    id: ({ id }) => String(id),
    to: ({ peer, peerName }) => ({ kind: 'outside', symbol: peer, name: peerName }),
    says: ({ talk }) => talk,
    loan: ({ loan }, _, { load }) => (loan === null ? null : load.loan.load(loan)),
  },
} as const satisfies Resolvers;

function left({ needs }: GraphContext): readonly DeadLetter[] {
  return needs.letters.dead().slice(0, MOST_LETTERS);
}

function numberOf(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw refuse('BAD_USER_INPUT', { detail: 'id is no number of a message' });
  return Number(id);
}
