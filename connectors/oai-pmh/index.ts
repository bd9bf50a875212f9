import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ask } from '../../src/base/http.ts';
import { Fault } from '../../src/base/problem.ts';
import { descendants } from '../../src/base/xml.ts';
import {
  type Connector,
  type ConnectorIo,
  type Cursor,
  cursorsOf,
  type Delivery,
  type ProbeReport,
} from '../../src/push/connector.ts';
import { rawFromXml } from '../../src/record/formats/metadata.ts';
import { type OaiPage, type OaiRecord, readPage } from './page.ts';
import { type OaiSettings, settings } from './settings.ts';

/** OAI-PMH 2.0: harvest of what changed, with deletions. It cannot be searched. */
export const oaiPmh: Connector<OaiSettings> = {
  kind: 'oai-pmh',
  settings,
  abilities: { harvest: true, search: false, availability: false },
  probe,
  records,
};

const cursorShape = z.object({
  /** Lower bound of the window, a UTC datestamp; null for everything. */
  from: z.string().nullable(),
  /** When the server first answered in this run: the next window begins there. */
  began: z.string().nullable(),
  /** Where the list goes on; null at its start. */
  token: z.string().nullable(),
});
const { checkpoint, readCursor } = cursorsOf(cursorShape);
type Position = z.infer<typeof cursorShape>;

/** Pages in a row without a record; real servers send one or two after a deletion of many. */
const MOST_EMPTY_PAGES = 50;

async function* records(own: OaiSettings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery> {
  let at: Position = since === null ? { from: null, began: null, token: null } : readCursor(since);
  const identity = await identify(own, io);
  const seen = new LoopGuard();
  let restarts = 0;
  let position = 0;
  for (;;) {
    const page = await list(own, at, identity.granularity, io);
    const [error] = page.errors;
    if (error?.code === 'badResumptionToken' && at.token !== null && restarts === 0) {
      // Tokens live for minutes on some servers: the window is read again, and what is unchanged costs little.
      restarts += 1;
      io.log('source.token-expired', {});
      at = { ...at, token: null };
      continue;
    }
    if (error !== undefined && error.code !== 'noRecordsMatch') throw errorFault(error.code, error.detail, at);
    seen.check(page);
    for (const record of page.records) yield deliveryOf(record, ++position, own);
    const began = at.began ?? page.responseDate;
    if (page.resumptionToken === null) {
      yield checkpoint({ from: began === '' ? at.from : began, began: null, token: null });
      return;
    }
    at = { from: at.from, began, token: page.resumptionToken };
    yield checkpoint(at);
  }
}

/** A server that hands out the same pages again would be harvested for ever. */
class LoopGuard {
  readonly #pages = new Set<string>();
  #empty = 0;

  /** Tokens alone prove nothing: some servers use one token for a whole list. */
  check(page: OaiPage): void {
    this.#empty = page.records.length === 0 ? this.#empty + 1 : 0;
    if (page.resumptionToken === null) return;
    if (this.#empty > MOST_EMPTY_PAGES) throw new Fault('SOURCE_TOKEN_LOOPS');
    if (page.records.length === 0) return;
    const hash = createHash('sha256');
    for (const { identifier, kind } of page.records) hash.update(`${kind} ${identifier}\n`);
    const print = hash.digest('base64');
    if (this.#pages.has(print)) throw new Fault('SOURCE_TOKEN_LOOPS');
    this.#pages.add(print);
  }
}

function errorFault(code: string, detail: string, at: Position): Fault {
  if (code === 'badResumptionToken' && at.token !== null) return new Fault('SOURCE_TOKEN_EXPIRED');
  return new Fault('SOURCE_DIAGNOSTIC', { code, detail: detail === '' ? code : detail });
}

function deliveryOf(record: OaiRecord, position: number, own: OaiSettings): Delivery {
  const localId = own.localId === 'identifier' ? localPart(record.identifier) : '';
  if (record.kind === 'deleted') return { kind: 'deleted', localId: localPart(record.identifier) };
  const raw = rawFromXml(record.metadata, position);
  // The datestamp is no version: it would be compared with the 005 of records that came in files.
  return { kind: 'record', raw, ...(localId === '' ? {} : { localId }) };
}

/** `oai:lib.example.edu.cn:000123` → `000123`; deletions name nothing else, so records go by it too. */
function localPart(identifier: string): string {
  return /[^:/]*$/.exec(identifier)?.[0] || identifier;
}

type Granularity = 'day' | 'second';
interface Identity {
  readonly name: string;
  readonly granularity: Granularity;
  readonly deletions: string;
}

async function identify(own: OaiSettings, io: ConnectorIo): Promise<Identity> {
  const page = await call(own, { verb: 'Identify' }, io);
  const value = (name: string): string => descendants(page.frame, name)[0]?.text ?? '';
  return {
    name: value('repositoryName'),
    granularity: /T/.test(value('granularity')) ? 'second' : 'day',
    deletions: value('deletedRecord'),
  };
}

function list(own: OaiSettings, at: Position, granularity: Granularity, io: ConnectorIo): Promise<OaiPage> {
  if (at.token !== null) return call(own, { verb: 'ListRecords', resumptionToken: at.token }, io);
  const from = at.from === null ? {} : { from: lowerBound(at.from, own.overlapMinutes, granularity) };
  const set = own.set === null ? {} : { set: own.set };
  return call(own, { verb: 'ListRecords', metadataPrefix: own.metadataPrefix, ...set, ...from }, io);
}

/** The window's start less the overlap, in the granularity the server knows (OAI-PMH 2.0 §3.3). */
function lowerBound(from: string, overlapMinutes: number, granularity: Granularity): string {
  const instant = Date.parse(from);
  if (Number.isNaN(instant)) throw new Fault('SOURCE_CURSOR_UNREADABLE');
  const text = new Date(instant - overlapMinutes * 60_000).toISOString();
  return granularity === 'day' ? text.slice(0, 10) : `${text.slice(0, 19)}Z`;
}

async function call(own: OaiSettings, query: Readonly<Record<string, string>>, io: ConnectorIo): Promise<OaiPage> {
  const url = new URL(own.url);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const { login, maxPageBytes: maxBytes, timeoutSeconds, attempts } = own;
  const headers =
    login === null
      ? {}
      : { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
  const answer = await ask(io, { url, headers, maxBytes, timeoutSeconds, attempts });
  return readPage(answer.bytes);
}

async function probe(own: OaiSettings, io: ConnectorIo): Promise<ProbeReport> {
  const steps: ProbeReport['steps'][number][] = [];
  try {
    const identity = await identify(own, io);
    steps.push({ what: 'connect', ok: true, detail: identity.name });
    steps.push({ what: 'deletions', ok: true, detail: identity.deletions });
    const page = await list(own, { from: null, began: null, token: null }, identity.granularity, io);
    const [error] = page.errors;
    if (error === undefined)
      steps.push({ what: 'records', ok: page.records.length > 0, detail: `${page.records.length}` });
    else steps.push({ what: 'records', ok: false, detail: `${error.code} ${error.detail}` });
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    steps.push({ what: steps.length === 0 ? 'connect' : 'records', ok: false, detail: cause.message });
  }
  return { ok: steps.every((step) => step.ok), steps };
}
