import { problem } from '../../base/problem.ts';
import type { Resolvers } from '../generated/graphql.ts';
import { loanOf } from '../ids.ts';
import { codeOf, texts } from '../inputs.ts';
import { actorOf } from '../viewer.ts';
import { idempotencyProblem, ownLibrary } from './contributing.ts';

const MOST_COPIES = 200;
const MOST_STOPS = 60;

export const rotationResolvers = {
  Mutation: {
    startRotation: async (_, { input }, { needs, viewer, load }) => {
      const owner = ownLibrary(input.owner, viewer, 'owner');
      const refused = idempotencyProblem(input.idempotencyKey);
      if (refused !== null) return { loans: [], problems: [refused] };
      if (input.barcodes.length > MOST_COPIES) return bad('barcodes', MOST_COPIES);
      if (input.stops.length > MOST_STOPS) return bad('stops', MOST_STOPS);
      const stops = input.stops.map(({ library, from, until }) => ({ library: codeOf(library, 'stops'), from, until }));
      const barcodes = trimmed(texts(input.barcodes, 'barcodes'));
      const [name = ''] = texts([input.name], 'name');
      const start = { owner, name, barcodes, stops, idempotencyKey: input.idempotencyKey };
      const answer = await needs.commands.run({ do: 'startRotation', input: start }, actorOf(viewer));
      load.forget();
      return answer;
    },
    passRotation: async (_, { input }, { needs, viewer, load }) => {
      const at = ownLibrary(input.at, viewer, 'at');
      const refused = idempotencyProblem(input.idempotencyKey);
      if (refused !== null) return { loans: [], problems: [refused] };
      const barcodes = trimmed(texts(input.barcodes, 'barcodes'));
      const pass = { loan: loanOf(input.loanId, 'loanId'), at, barcodes, idempotencyKey: input.idempotencyKey };
      const answer = await needs.commands.run({ do: 'passRotation', input: pass }, actorOf(viewer));
      load.forget();
      return answer;
    },
  },
  Loan: {
    follows: ({ follows }, _, { load }) => (follows === null ? null : load.loan.load(follows)),
  },
} as const satisfies Resolvers;

const trimmed = (barcodes: readonly string[]) => [
  ...new Set(barcodes.map((barcode) => barcode.trim()).filter(Boolean)),
];

const bad = (field: string, most: number) => ({
  loans: [],
  problems: [problem('BAD_USER_INPUT', { detail: `${field}: 0–${most}` }, field)],
});
