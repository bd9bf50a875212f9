import type { LibraryCode, PushId } from '../../base/brand.ts';
import { type Problem, problem } from '../../base/problem.ts';
import type { BeginPush, Push } from '../../push/store.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { ColumnMeaningInput, Resolvers } from '../generated/graphql.ts';
import { globalId, pushOf } from '../ids.ts';
import { codeOf } from '../inputs.ts';
import { pageSize, storePage } from '../paging.ts';
import { actorOf, belongs, type Viewer } from '../viewer.ts';
import { libraryOf } from './holdings.ts';
import { shownQuality } from './quality.ts';

const MOST_ITEMS = 1_000;
const MOST_KEY_LENGTH = 200;

export const contributingResolvers = {
  Query: {
    push: (_, { id }, context) => ownPush(pushOf(id), context),
    pushes: (_, { library, first, after }, { needs, viewer }) => {
      const code = codeOf(library, 'library');
      if (!belongs(viewer, code)) throw refuse('NOT_FOUND', { what: library });
      return storePage((rows, from) => needs.pushes.pushes(code, rows, from), pageSize(first, 20), after);
    },
  },
  Mutation: {
    beginPush: async (_, { input }, { needs, viewer }) => {
      const library = ownLibrary(input.library, viewer);
      const refused = idempotencyProblem(input.idempotencyKey);
      if (refused !== null) return { push: null, problems: [refused] };
      return needs.commands.run(
        {
          do: 'beginPush',
          input: {
            library,
            profile: input.profile ?? 'auto',
            charset: input.charset ?? null,
            mode: input.mode,
            dryRun: input.dryRun ?? false,
            expectedCount: input.expectedCount ?? null,
            ...toldOf(input.columns ?? []),
          },
          idempotencyKey: input.idempotencyKey,
        },
        actorOf(viewer),
      );
    },
    commitPush: async (_, { id, confirmShrink }, context) => {
      const { id: push } = await ownPush(pushOf(id), context);
      const command = { do: 'commitPush', push, confirmShrink: confirmShrink ?? false } as const;
      return context.needs.commands.run(command, actorOf(context.viewer));
    },
    abandonPush: async (_, { id }, context) => {
      const { id: push } = await ownPush(pushOf(id), context);
      return context.needs.commands.run({ do: 'abandonPush', push }, actorOf(context.viewer));
    },
    reportAvailability: async (_, { input }, { needs, viewer }) => {
      const library = ownLibrary(input.library, viewer);
      const refused = idempotencyProblem(input.idempotencyKey) ?? itemsProblem(input.items.length);
      if (refused !== null) return { changed: 0, unknownBarcodes: [], problems: [refused] };
      const items = input.items.map(({ barcode, availability, dueDate }) => ({
        barcode: barcode.trim(),
        availability,
        dueDate: dueDate ?? null,
      }));
      return needs.commands.run(
        { do: 'reportAvailability', library, items, idempotencyKey: input.idempotencyKey },
        actorOf(viewer),
      );
    },
  },
  Push: {
    id: ({ id }) => globalId('Push', id),
    library: ({ library }, _, { load }) => libraryOf(library, load),
    quality: async ({ id }, _, { load }) => shownQuality(await load.quality.load(id)),
    quarantine: ({ id }, { first, after }, { needs }) =>
      storePage((rows, from) => needs.pushes.quarantine(id, rows, from), pageSize(first, 20), after),
  },
} as const satisfies Resolvers;

/** What was told of columns, by name; nothing where nothing was told, so that such a push is as it always was. */
function toldOf(columns: readonly ColumnMeaningInput[]): Pick<BeginPush, 'columns'> {
  if (columns.length === 0) return {};
  return { columns: Object.fromEntries(columns.map(({ column, field }) => [column.trim(), field])) };
}

/** A push that the viewer may see; another library's is as missing as one that never was. */
export async function ownPush(id: PushId, { needs, viewer }: Pick<GraphContext, 'needs' | 'viewer'>): Promise<Push> {
  const push = await needs.pushes.push(id);
  if (push === null || !belongs(viewer, push.library)) throw refuse('NOT_FOUND', { what: 'push' });
  return push;
}

/** The library that is to be written: the key's own, or for an OPERATOR any. */
export function ownLibrary(text: string, viewer: Viewer, field = 'library'): LibraryCode {
  const code = codeOf(text, field);
  if (!belongs(viewer, code)) throw refuse('FORBIDDEN');
  return code;
}

export function idempotencyProblem(key: string): Problem | null {
  if (key.trim() !== '' && key.length <= MOST_KEY_LENGTH) return null;
  return problem('BAD_USER_INPUT', { detail: `idempotencyKey: 1–${MOST_KEY_LENGTH}` }, 'idempotencyKey');
}

function itemsProblem(count: number): Problem | null {
  return count <= MOST_ITEMS ? null : problem('BAD_USER_INPUT', { detail: `items: 0–${MOST_ITEMS}` }, 'items');
}
