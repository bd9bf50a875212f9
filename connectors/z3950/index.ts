import { z } from 'zod';
import { allOf, type CqlNode, clauseFor, parseCql } from '../../src/base/cql.ts';
import { Fault } from '../../src/base/problem.ts';
import { xmlText } from '../../src/base/xml.ts';
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
import { canEncode, QUERY_CHARSETS } from './charset.ts';
import { XML } from './oids.ts';
import { withCopies } from './opac.ts';
import { connect, type Page, ResultReader } from './result.ts';
import type { Rpn } from './rpn.ts';
import { settings, type Z3950Settings } from './settings.ts';
import { toRpn } from './translate.ts';

/** Asks the server while somebody waits. */
export const z3950Live: LiveSearch<Z3950Settings> = {
  async search(own, query, limit, io) {
    const cql = allOf(livePairs(query));
    if (cql === null) return { total: 0, records: [] };
    await using reader = new ResultReader({ ...own, batch: Math.max(1, limit) }, rpnOf(cql.root, own), io);
    await reader.open();
    const page = reader.count === 0 || limit < 1 ? null : await reader.page(1);
    return {
      total: reader.count,
      records: (page?.records ?? []).map(({ position, record }) => rawOf(position, record)),
    };
  },
};

/** Z39.50 (ISO 23950) over plain TCP: harvest by query, live search, copies where the server speaks OPAC syntax. */
export const z3950: Connector<Z3950Settings> = {
  kind: 'z3950',
  settings,
  abilities: { harvest: true, search: true, availability: true },
  probe,
  records,
};

const cursorShape = z.object({
  /** Day the finished run before this one began, `2026-11-23`; null for everything. */
  from: z.string().nullable(),
  /** Day this run began. */
  began: z.string(),
  /** Next position in the result; 1 where the run is over. */
  next: z.int().min(1),
});
const { checkpoint, readCursor } = cursorsOf(cursorShape);
type Position = z.infer<typeof cursorShape>;

async function* records(own: Z3950Settings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery> {
  if (own.harvest === null) throw new Fault('SOURCE_SETTINGS_INVALID', { detail: 'harvest' });
  const today = io.clock.today('Asia/Shanghai');
  const stored = since === null ? { from: null, began: today, next: 1 } : readCursor(since);
  const at: Position = stored.next === 1 ? { ...stored, began: today } : stored;
  await using reader = new ResultReader(own, rpnOf(harvestQuery(own.harvest, at.from), own), io);
  await reader.open();
  io.log('source.result', { hits: reader.count, from: at.next });
  let next = at.next;
  while (next <= reader.count) {
    const page = await reader.page(next);
    yield* deliveries(page);
    next = page.next;
    if (next <= reader.count) yield checkpoint({ ...at, next });
  }
  yield checkpoint({ from: own.harvest.changedIndex === null ? null : at.began, began: at.began, next: 1 });
}

function* deliveries(page: Page): Iterable<Delivery> {
  for (const { position, record } of page.records) yield { kind: 'record', raw: rawOf(position, record) };
}

function rawOf(position: number, record: Page['records'][number]['record']): RawRecord {
  if (record.syntax === XML) return rawFromXml(xmlText(record.bytes), position);
  const bytes = record.copies.length === 0 ? record.bytes : withCopies(record.bytes, record.copies);
  return { format: 'iso2709', bytes, place: { kind: 'row', at: position } };
}

function harvestQuery(harvest: NonNullable<Z3950Settings['harvest']>, from: string | null): CqlNode {
  const parsed = parseCql(harvest.query);
  if (!parsed.ok) throw new Fault('SOURCE_SETTINGS_INVALID', { detail: parsed.problem.message });
  if (harvest.changedIndex === null || from === null) return parsed.query.root;
  const day = new Date(Date.parse(from) - harvest.overlapDays * 86_400_000).toISOString().slice(0, 10);
  // Bib-1 dates are normally written without hyphens.
  const term = day.replaceAll('-', '');
  const changed: CqlNode = { kind: 'clause', index: harvest.changedIndex, relation: '>=', modifiers: [], term };
  return { kind: 'boolean', operator: 'and', modifiers: [], left: parsed.query.root, right: changed };
}

function rpnOf(query: CqlNode, own: Z3950Settings): Rpn {
  const translated = toRpn(query, own.indexes);
  if (!translated.ok) throw new Fault('SOURCE_SETTINGS_INVALID', { detail: translated.problem.message });
  return translated.rpn;
}

/**
 * Connects, then searches a title in Chinese: a wrong query charset gives zero hits and no error, so zero hits are
 * tried again in the other charsets and the one that finds something is named.
 */
async function probe(own: Z3950Settings, io: ConnectorIo): Promise<ProbeReport> {
  const steps: ProbeReport['steps'][number][] = [];
  try {
    const { session, server } = await connect(own, io);
    await session[Symbol.asyncDispose]();
    steps.push({ what: 'connect', ok: true, detail: server });
    const hits = await knownTitleHits(own, io);
    steps.push({ what: 'search', ok: hits > 0, detail: `${own.knownTitle}: ${hits}` });
    if (hits > 0) steps.push(await firstRecord(own, io));
    else steps.push(...(await otherCharsets(own, io)));
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    steps.push({ what: steps.length === 0 ? 'connect' : 'search', ok: false, detail: cause.message });
  }
  return { ok: steps.every((step) => step.ok), steps };
}

const knownTitle = (own: Z3950Settings): Rpn => rpnOf(clauseFor('title', own.knownTitle).root, own);

async function knownTitleHits(own: Z3950Settings, io: ConnectorIo): Promise<number> {
  await using reader = new ResultReader(own, knownTitle(own), io);
  await reader.open();
  return reader.count;
}

async function otherCharsets(own: Z3950Settings, io: ConnectorIo): Promise<ProbeReport['steps']> {
  for (const queryCharset of QUERY_CHARSETS) {
    if (queryCharset === own.queryCharset || !canEncode(own.knownTitle, queryCharset)) continue;
    const hits = await knownTitleHits({ ...own, queryCharset }, io);
    if (hits > 0) return [{ what: 'charset', ok: false, detail: `queryCharset=${queryCharset}: ${hits}` }];
  }
  return [];
}

async function firstRecord(own: Z3950Settings, io: ConnectorIo): Promise<ProbeReport['steps'][number]> {
  await using reader = new ResultReader({ ...own, batch: 1 }, knownTitle(own), io);
  await reader.open();
  const page = await reader.page(1);
  const [first] = page.records;
  const detail =
    first === undefined ? own.syntax : `${first.record.bytes.length} bytes, ${first.record.copies.length} copies`;
  return { what: 'record', ok: first !== undefined && first.record.bytes.length > 24, detail };
}
