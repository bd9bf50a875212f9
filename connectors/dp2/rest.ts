import { z } from 'zod';
import { ask } from '../../src/base/http.ts';
import { Fault } from '../../src/base/problem.ts';
import type { ConnectorIo } from '../../src/push/connector.ts';
import type { Dp2Settings } from './settings.ts';

/** The four calls of dp2library's REST service that this connector makes. None of them touches reader records. */
export interface Dp2 {
  /** Hits; the result set stays with the session. */
  search(input: { readonly words: string; readonly from: string; readonly match: 'left' | 'exact' }): Promise<number>;
  /** Titles from position `start` (0 = first). */
  titles(start: number, count: number): Promise<readonly Title[]>;
  /** Item records (册记录) of one title, as dp2's own XML. */
  items(path: string): Promise<readonly string[]>;
}

export interface Title {
  readonly path: string;
  readonly xml: string;
}

const result = z.object({ Value: z.number(), ErrorInfo: z.string().nullish(), ErrorCode: z.number().nullish() });
const record = z.object({ Path: z.string(), RecordBody: z.object({ Xml: z.string().nullish() }).nullish() });
const LoginAnswer = z.object({ LoginResult: result });
const SearchAnswer = z.object({ SearchBiblioResult: result });
const TitlesAnswer = z.object({ GetSearchResultResult: result, searchresults: z.array(record).nullish() });
const ItemsAnswer = z.object({
  GetEntitiesResult: result,
  entityinfos: z.array(z.object({ OldRecord: z.string().nullish() })).nullish(),
});

const RESULT_SET = 'liantu';
const ITEMS_A_CALL = 100;
/** No title has more copies; a server that says so is wrong. */
const MOST_ITEMS = 10_000;

/** Logs in and hands back the calls of that session. Throws Fault SOURCE_LOGIN_REFUSED, SOURCE_DIAGNOSTIC. */
export async function openDp2(own: Dp2Settings, io: ConnectorIo): Promise<Dp2> {
  let cookie = '';
  const call = async <T>(name: string, input: object, shape: z.ZodType<T>): Promise<T> => {
    const url = new URL(`${own.url.replace(/\/+$/, '')}/rest/${name}`);
    const headers = { 'content-type': 'application/json; charset=utf-8', ...(cookie === '' ? {} : { cookie }) };
    const { timeoutSeconds, attempts, maxAnswerBytes: maxBytes } = own;
    const body = JSON.stringify(input);
    const answer = await ask(io, { url, method: 'POST', headers, body, timeoutSeconds, attempts, maxBytes });
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    if (set.length > 0) cookie = set.join('; ');
    return understood(answer.bytes, shape);
  };
  const { user, password } = own.login;
  const strParameters = 'type=worker,client=liantu|0.1';
  const login = await call('Login', { strUserName: user, strPassword: password, strParameters }, LoginAnswer);
  if (login.LoginResult.Value !== 1) throw new Fault('SOURCE_LOGIN_REFUSED');
  return {
    search: async ({ words, from, match }) => {
      const input = {
        ...{ strBiblioDbNames: own.databases, strQueryWord: words, nPerMax: -1, strFromStyle: from },
        ...{ strMatchStyle: match, strLang: 'zh', strResultSetName: RESULT_SET, strSearchStyle: '' },
        ...{ strOutputStyle: '', strLocationFilter: '' },
      };
      return checked((await call('SearchBiblio', input, SearchAnswer)).SearchBiblioResult);
    },
    titles: async (start, count) => {
      const input = {
        ...{ strResultSetName: RESULT_SET, lStart: start, lCount: count },
        ...{ strBrowseInfoStyle: 'id,xml', strLang: 'zh' },
      };
      const answer = await call('GetSearchResult', input, TitlesAnswer);
      checked(answer.GetSearchResultResult);
      return (answer.searchresults ?? []).map(({ Path, RecordBody }) => ({ path: Path, xml: RecordBody?.Xml ?? '' }));
    },
    items: async (path) => {
      const found: string[] = [];
      for (let total = 1; found.length < Math.min(total, MOST_ITEMS); ) {
        const window = { lStart: found.length, lCount: ITEMS_A_CALL };
        const input = { strBiblioRecPath: path, ...window, strStyle: '', strLang: 'zh' };
        const answer = await call('GetEntities', input, ItemsAnswer);
        total = checked(answer.GetEntitiesResult);
        const part = answer.entityinfos ?? [];
        if (part.length === 0) break;
        found.push(...part.map(({ OldRecord }) => OldRecord ?? ''));
      }
      return found;
    },
  };
}

function understood<T>(bytes: Uint8Array, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: 'dp2 REST', detail: 'unexpected answer' }, { cause });
  }
}

/** Value is a count, or -1 with the reason in ErrorInfo. */
function checked({ Value, ErrorInfo, ErrorCode }: z.infer<typeof result>): number {
  if (Value >= 0) return Value;
  throw new Fault('SOURCE_DIAGNOSTIC', { code: ErrorCode ?? -1, detail: ErrorInfo ?? '' });
}
