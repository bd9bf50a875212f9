import { say } from '../../base/messages.ts';
import type { SourceRecordView } from '../../catalogue/store.ts';
import type { GraphContext } from '../context.ts';
import { refuse } from '../errors.ts';
import type { RawForm, Resolvers } from '../generated/graphql.ts';
import { sourceRecordId } from '../ids.ts';
import type { SourceRecordModel } from '../models.ts';
import { belongs, seesAll } from '../viewer.ts';
import { libraryOf } from './holdings.ts';

const SEVERITY = { info: 'INFO', warning: 'WARNING', error: 'ERROR' } as const;

export const sourceRecordResolvers = {
  SourceRecord: {
    id: ({ key }) => sourceRecordId(key),
    library: ({ key }, _, { load }) => libraryOf(key.library, load),
    localId: ({ key }) => key.localId,
    edition: async (record, _, { load }) => load.edition.load((await viewOf(record, load)).edition),
    raw: async (record, { as }, { load }) => shownRaw((await viewOf(record, load)).raw.bytes, as),
    findings: async (record, _, { load }) => (await viewOf(record, load)).findings,
    matches: async ({ key }, _, { load, viewer }) => {
      const matches = await load.matches.load(key);
      // A pushing program may read its own library's records only, also by way of what they matched.
      return viewer.role === 'MEMBER_PUSH' ? matches.filter(({ other }) => belongs(viewer, other.library)) : matches;
    },
  },
  Match: { other: ({ other }) => ({ key: other, view: null }) },
  Finding: {
    severity: ({ severity }) => SEVERITY[severity],
    message: (finding) => say(finding.code, 'en', { place: finding.place, got: finding.got ?? '' }),
    messageZh: (finding) => say(finding.code, 'zh', { place: finding.place, got: finding.got ?? '' }),
  },
  QuarantinedRecord: { raw: ({ raw }, { as }) => shownRaw(raw.bytes, as) },
} as const satisfies Resolvers;

async function viewOf({ key, view }: SourceRecordModel, load: GraphContext['load']): Promise<SourceRecordView> {
  const found = view ?? (await load.sourceRecord.load(key));
  if (found === null) throw refuse('NOT_FOUND', { what: `${key.library} ${key.localId}` });
  return found;
}

/** UTF-8 where the bytes are, else GB18030, in which any bytes have some text; for the exact bytes there is BASE64. */
function shownRaw(bytes: Uint8Array, as: RawForm): string {
  if (as === 'BASE64') return Buffer.from(bytes).toString('base64');
  return decoded(bytes).replaceAll('\u001e', '\n').replaceAll('\u001f', '$').replaceAll('\u001d', '');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: most of what schools send else is GB18030.
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Librarians read each other's records, as cooperative cataloguing needs; a pushing program reads its own. */
export function mayReadRecord(viewer: GraphContext['viewer'], library: Parameters<typeof belongs>[1]): boolean {
  return seesAll(viewer) || viewer.role === 'LIBRARIAN' || belongs(viewer, library);
}
