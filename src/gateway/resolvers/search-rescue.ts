import type { LiveQuery } from '../../push/connector.ts';
import type { LiveStanding } from '../../push/live.ts';
import type { SearchField, SearchRequest } from '../../search/engine.ts';
import { CONDITIONS, type Condition, type Rescue, rescuesOf } from '../../search/rescue.ts';
import type { GraphContext } from '../context.ts';
import type { SearchConnectionModel } from '../models.ts';
import { PERMISSIONS } from '../permissions.ts';

/** Ways out of a search without hits, in the words of a page; none where the first page has hits. */
export async function rescues({ request, page }: SearchConnectionModel, context: GraphContext) {
  if (page.total > 0 || request.after !== null) return [];
  const { needs, signal } = context;
  const [found, live] = await Promise.all([rescuesOf(needs.search, request, signal), liveStandings(request, context)]);
  const told = found.map((rescue) => ({ ...rescue, ...shown(rescue) }));
  if (live.length === 0) return told;
  const label = `实时查询 ${live.length} 个未并入目录的来源`;
  const ask = { kind: 'LIVE_TARGETS', without: [], hits: null, label } as const;
  // Asking members is nearer than asking outside.
  return [
    ...told.filter(({ kind }) => kind !== 'ASK_OUTSIDE'),
    ask,
    ...told.filter(({ kind }) => kind === 'ASK_OUTSIDE'),
  ];
}

/** What is known of the live sources' answers, for those who may ask them. */
export async function liveStandings(
  request: SearchRequest,
  { needs, viewer }: Pick<GraphContext, 'needs' | 'viewer'>,
): Promise<readonly LiveStanding[]> {
  const mayAsk: readonly string[] = PERMISSIONS['Subscription.liveResults'];
  const query = liveQueryFor(request);
  return query === null || !mayAsk.includes(viewer.role) ? [] : needs.live.standing(query);
}

const LIVE_FIELD: Partial<Record<SearchField, keyof LiveQuery>> = {
  ANY: 'any',
  TITLE: 'title',
  CONTRIBUTOR: 'author',
  ISBN: 'isbn',
};

/** The question as a live source understands it; null for what it cannot be asked. */
function liveQueryFor({ text, field }: SearchRequest): LiveQuery | null {
  const name = LIVE_FIELD[field];
  return name === undefined || text === '' ? null : { [name]: text };
}

const CONDITION_WORDS: Readonly<Record<Condition, string>> = {
  LIBRARIES: '馆',
  AVAILABLE_ONLY: '可借',
  STAGES: '学段',
  CLASSES: '分类',
  LANGUAGES: '语种',
  CARRIERS: '载体',
  READING_LISTS: '书目',
  YEARS: '出版年',
};

function shown(rescue: Rescue): {
  readonly without: readonly string[];
  readonly hits: number | null;
  readonly label: string;
} {
  switch (rescue.kind) {
    case 'WITHOUT_FILTER': {
      const words = rescue.conditions.map((condition) => CONDITION_WORDS[condition]).join('、');
      return { ...taken(rescue), label: `不限${words}，有 ${rescue.hits} 种` };
    }
    case 'OTHER_LIBRARIES':
      return { ...taken(rescue), label: `其他馆有 ${rescue.hits} 种` };
    case 'ANY_FIELD':
      return { without: [], hits: rescue.hits, label: `在任意字段中查找，有 ${rescue.hits} 种` };
    case 'CHECK_ISBN':
      return { without: [], hits: null, label: '这个 ISBN 的校验位不对，请核对' };
    case 'ASK_OUTSIDE':
      return { without: [], hits: null, label: '请馆员向联盟外的图书馆求借' };
  }
}

const taken = ({ conditions, hits }: { readonly conditions: readonly Condition[]; readonly hits: number }) => ({
  without: conditions.flatMap((condition) => CONDITIONS[condition]),
  hits,
});
