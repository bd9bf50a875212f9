import { z } from 'zod';
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
import type { RawRecord } from '../../src/record/raw.ts';
import { withItems } from './items.ts';
import { type Dp2, openDp2, type Title } from './rest.ts';
import { type Dp2Settings, settings } from './settings.ts';

/** dp2's names for what every protocol can search; `<全部>` is all of its own indexes. */
const FROM: Readonly<Record<string, string>> = { title: 'title', author: 'contributor', isbn: 'isbn' };

/** Asks the server while somebody waits; dp2 takes one condition, so the narrowest is sent. */
export const dp2Live: LiveSearch<Dp2Settings> = {
  async search(own, query, limit, io) {
    const pair = livePairs(query).at(-1);
    if (pair === undefined) return { total: 0, records: [] };
    const [index, words] = pair;
    const server = await openDp2({ ...own, attempts: 1 }, io);
    const total = await server.search({ words, from: FROM[index ?? ''] ?? '<全部>', match: 'left' });
    const titles = total === 0 ? [] : await server.titles(0, Math.min(limit, total));
    const made = await Promise.all(titles.map((title) => withCopies(title, server, own, io)));
    return { total, records: made.flatMap((xml, i) => (xml === null ? [] : [rawOf(xml, i + 1)])) };
  },
};

/** dp2library (数字平台) over its REST service: titles with their copies and states. Reader records are never asked for. */
export const dp2: Connector<Dp2Settings> = {
  kind: 'dp2',
  settings,
  abilities: { harvest: true, search: true, availability: true },
  probe,
  records,
};

/** Next position in the result, 0 = first: 0 where the run is over. */
const cursorShape = z.object({ next: z.int().min(0), dp2: z.literal(true) });
const { checkpoint, readCursor } = cursorsOf(cursorShape);
/** Titles whose copies are asked for at once: school servers are small. */
const AT_ONCE = 4;

async function* records(own: Dp2Settings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery> {
  const from = since === null ? 0 : readCursor(since).next;
  const server = await openDp2(own, io);
  const hits = await server.search({ words: '', from: '<全部>', match: 'left' });
  io.log('source.result', { hits, from });
  for (let next = from; next < hits; ) {
    const titles = await server.titles(next, Math.min(own.batch, hits - next));
    if (titles.length === 0) break;
    for (let i = 0; i < titles.length; i += AT_ONCE) {
      const some = titles.slice(i, i + AT_ONCE);
      const made = await Promise.all(some.map((title) => withCopies(title, server, own, io)));
      for (const [j, xml] of made.entries()) {
        const title = some[j];
        if (xml !== null && title !== undefined) yield deliveryOf(title, xml, next + i + j, own);
      }
    }
    next += titles.length;
    if (next < hits) yield checkpoint({ next, dp2: true });
  }
  yield checkpoint({ next: 0, dp2: true });
}

/** Null where dp2 gives the title or its copies only as an error: the titles beside it go on. */
async function withCopies(title: Title, server: Dp2, own: Dp2Settings, io: ConnectorIo): Promise<string | null> {
  try {
    if (title.xml === '') throw new Fault('SOURCE_DIAGNOSTIC', { code: '', detail: 'no XML' });
    return withItems(title.xml, await server.items(title.path), own.branch);
  } catch (cause) {
    const theirs = cause instanceof Fault && REFUSALS.has(cause.code);
    if (!theirs) throw cause;
    io.log('source.record-refused', { path: title.path });
    return null;
  }
}
const REFUSALS: ReadonlySet<string> = new Set(['SOURCE_DIAGNOSTIC', 'SOURCE_NOT_UNDERSTOOD', 'SOURCE_DOCTYPE_REFUSED']);

function deliveryOf(title: Title, xml: string, position: number, own: Dp2Settings): Delivery {
  const raw = rawOf(xml, position + 1);
  return { kind: 'record', raw, ...(own.localId === 'path' ? { localId: title.path } : {}) };
}

function rawOf(xml: string, position: number): RawRecord {
  return { format: 'marcxml', bytes: new TextEncoder().encode(xml), place: { kind: 'row', at: position } };
}

async function probe(own: Dp2Settings, io: ConnectorIo): Promise<ProbeReport> {
  const steps: ProbeReport['steps'][number][] = [];
  try {
    const server = await openDp2(own, io);
    steps.push({ what: 'connect', ok: true, detail: new URL(own.url).host });
    const hits = await server.search({ words: own.knownTitle, from: 'title', match: 'left' });
    steps.push({ what: 'search', ok: hits > 0, detail: `${own.knownTitle}: ${hits}` });
    const [first] = hits === 0 ? [] : await server.titles(0, 1);
    if (first !== undefined) {
      const items = await server.items(first.path);
      steps.push({ what: 'record', ok: first.xml !== '', detail: `${first.path}, ${items.length} copies` });
    }
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    steps.push({ what: steps.length === 0 ? 'connect' : 'search', ok: false, detail: cause.message });
  }
  return { ok: steps.every((step) => step.ok), steps };
}
