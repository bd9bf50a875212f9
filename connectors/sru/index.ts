import { z } from 'zod';
import { allOf, type CqlNode, type CqlQuery, clauseFor, parseCql } from '../../src/base/cql.ts';
import { ask } from '../../src/base/http.ts';
import { Fault } from '../../src/base/problem.ts';
import {
  type Connector,
  type ConnectorIo,
  type Cursor,
  cursorsOf,
  type Delivery,
  type LiveSearch,
  livePairs,
  type ProbeReport,
} from '../../src/push/connector.ts';
import { rawFromXml } from '../../src/record/formats/metadata.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { readPage, type SruPage, type SruRecord } from './page.ts';
import { sruQuery } from './query.ts';
import { type SruSettings, settings } from './settings.ts';

/** Asks the server while somebody waits. */
export const sruLive: LiveSearch<SruSettings> = {
  async search(own, query, limit, io) {
    const cql = allOf(livePairs(query));
    if (cql === null) return { total: 0, records: [] };
    const page = await search({ ...own, attempts: 1 }, cql, { start: 1, count: limit }, io);
    return { total: page.count, records: page.records.flatMap((record, i) => rawOf(record, i + 1, io)) };
  },
};

/** SRU searchRetrieve 1.1, 1.2 and 2.0: harvest by query, live search. */
export const sru: Connector<SruSettings> = {
  kind: 'sru',
  settings,
  abilities: { harvest: true, search: true, availability: false },
  probe,
  records,
};

const cursorShape = z.object({
  /** Day the finished run before this one began; null for everything. */
  from: z.string().nullable(),
  /** Day this run began. */
  began: z.string(),
  /** Next position in the result; 1 where the run is over. */
  next: z.int().min(1),
});
const { checkpoint, readCursor } = cursorsOf(cursorShape);
type Position = z.infer<typeof cursorShape>;

async function* records(own: SruSettings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery> {
  if (own.harvest === null) throw new Fault('SOURCE_SETTINGS_INVALID', { detail: 'harvest' });
  const today = io.clock.today('Asia/Shanghai');
  const stored = since === null ? { from: null, began: today, next: 1 } : readCursor(since);
  const at: Position = stored.next === 1 ? { ...stored, began: today } : stored;
  const query = harvestQuery(own.harvest, at.from);
  for (let next: number | null = at.next; next !== null; ) {
    const page: SruPage = await search(own, query, { start: next, count: own.batch }, io);
    for (const [i, record] of page.records.entries()) {
      for (const raw of rawOf(record, next + i, io)) yield { kind: 'record', raw };
    }
    next = following(page, next);
    if (next !== null) yield checkpoint({ ...at, next });
  }
  yield checkpoint({ from: own.harvest.changedIndex === null ? null : at.began, began: at.began, next: 1 });
}

/** Where to go on. A server's own word counts only where it leads forward; beyond the count nothing stands. */
function following(page: SruPage, start: number): number | null {
  const told = page.nextPosition !== null && page.nextPosition > start ? page.nextPosition : null;
  const next = told ?? (page.records.length === 0 ? null : start + page.records.length);
  return next === null || next > page.count ? null : next;
}

/** None where a diagnostic stands in the place of the record. */
function rawOf(record: SruRecord, position: number, io: ConnectorIo): readonly RawRecord[] {
  if (record.diagnostic === null) {
    return [rawFromXml(record.data, position)];
  }
  io.log('source.record-refused', { position, uri: record.diagnostic.uri });
  return [];
}

function harvestQuery(harvest: NonNullable<SruSettings['harvest']>, from: string | null): CqlQuery {
  const parsed = parseCql(harvest.query);
  if (!parsed.ok) throw new Fault('SOURCE_SETTINGS_INVALID', { detail: parsed.problem.message });
  if (harvest.changedIndex === null || from === null) return parsed.query;
  const term = new Date(Date.parse(from) - harvest.overlapDays * 86_400_000).toISOString().slice(0, 10);
  const changed: CqlNode = { kind: 'clause', index: harvest.changedIndex, relation: '>=', modifiers: [], term };
  const root: CqlNode = { kind: 'boolean', operator: 'and', modifiers: [], left: parsed.query.root, right: changed };
  return { ...parsed.query, root };
}

/** Diagnostics that leave the answer whole (warnings of SRU 2.0) come with records; alone they are failures. */
async function search(
  own: SruSettings,
  query: CqlQuery,
  window: { readonly start: number; readonly count: number },
  io: ConnectorIo,
): Promise<SruPage> {
  const url = new URL(own.url);
  const set = (name: string, value: string): void => url.searchParams.set(name, value);
  // 2.0 tells the operation by its parameters and has no version parameter of its own any more, but takes it.
  if (own.version !== '2.0') set('operation', 'searchRetrieve');
  set('version', own.version);
  set('query', sruQuery(query, own.indexes, own.version));
  set('startRecord', String(window.start));
  set('maximumRecords', String(window.count));
  if (own.recordSchema !== null) set('recordSchema', own.recordSchema);
  set(own.version === '2.0' ? 'recordXMLEscaping' : 'recordPacking', own.recordPacking);
  const { login, maxPageBytes: maxBytes, timeoutSeconds, attempts } = own;
  const headers =
    login === null
      ? {}
      : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
  const answer = await ask(io, { url, headers, maxBytes, timeoutSeconds, attempts });
  const page = readPage(answer.bytes);
  const [wrong] = page.diagnostics;
  // "First record position out of range" is how some servers say that the list is over.
  const over = wrong?.uri.endsWith('/61') === true && window.start > 1;
  if (wrong !== undefined && page.records.length === 0 && !over) {
    throw new Fault('SOURCE_DIAGNOSTIC', { code: wrong.uri, detail: wrong.detail });
  }
  return page;
}

/** A Chinese known title: a server that cannot take UTF-8 queries finds nothing and raises no error. */
async function probe(own: SruSettings, io: ConnectorIo): Promise<ProbeReport> {
  const steps: ProbeReport['steps'][number][] = [];
  try {
    const page = await search(own, clauseFor('title', own.knownTitle), { start: 1, count: 1 }, io);
    steps.push({ what: 'connect', ok: true, detail: new URL(own.url).host });
    steps.push({ what: 'search', ok: page.count > 0, detail: `${own.knownTitle}: ${page.count}` });
    const [first] = page.records;
    if (first !== undefined) {
      const readable = /<(?:[\w.-]{1,100}:)?(?:leader|dc|mods)\b/.test(first.data);
      const ok = first.diagnostic === null && readable;
      steps.push({ what: 'record', ok, detail: first.diagnostic?.detail ?? `${first.data.length}` });
    }
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    steps.push({ what: 'connect', ok: false, detail: cause.message });
  }
  return { ok: steps.every((step) => step.ok), steps };
}
