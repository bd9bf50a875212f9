import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONNECTORS } from '../../connectors/index.ts';
import { CLI } from '../../src/app/administer.ts';
import { harvest } from '../../src/app/harvest.ts';
import { openOffice } from '../../src/app/office.ts';
import { outgoing } from '../../src/app/outgoing.ts';
import { openReaders, prepareStore } from '../../src/app/stores.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import { cutPieces } from '../../src/base/xml.ts';
import type { Source } from '../../src/push/sources.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { xmlNumberOf } from '../support/iso2709.ts';
import { webServer } from '../support/web-server.ts';
import { zPresent } from '../support/z-servers.ts';

const library = libraryCode('CN-320500-4-SUDA');
if (library === null) throw new Error('no code');
const PAGE = 200;

/** The records of a monthly file as MARCXML, by number. */
function month(name: string): ReadonlyMap<string, string> {
  const file = sharedData(`marc/corpus/gpo_incremental/${name}`);
  const xml = execFileSync('yaz-marcdump', ['-f', 'utf-8', '-t', 'utf-8', '-o', 'marcxml', file], {
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  const { pieces } = cutPieces(xml, /<record\b/g, 'record');
  return new Map(pieces.map((piece) => [xmlNumberOf(Buffer.from(piece)), piece]));
}

/** An OAI repository that knows when each record was last changed or deleted. */
class Repository {
  readonly #items = new Map<string, { readonly day: string; readonly xml: string | null }>();
  today = '2026-01-31';

  add(records: ReadonlyMap<string, string>): void {
    for (const [id, xml] of records) this.#items.set(id, { day: this.today, xml });
  }
  remove(ids: readonly string[]): void {
    for (const id of ids) this.#items.set(id, { day: this.today, xml: null });
  }
  answer(query: URLSearchParams): string {
    const wrap = (inner: string) =>
      `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${this.today}T23:00:00Z</responseDate>${inner}</OAI-PMH>`;
    if (query.get('verb') === 'Identify') return wrap('<Identify><granularity>YYYY-MM-DD</granularity></Identify>');
    const [from = '', at = '0'] = (query.get('resumptionToken') ?? `${query.get('from') ?? ''}|0`).split('|');
    const all = [...this.#items].filter(([, { day }]) => day >= from);
    if (all.length === 0) return wrap('<error code="noRecordsMatch"/>');
    const start = Number(at);
    const list = all.slice(start, start + PAGE).map(([id, { day, xml }]) => {
      // Its deletions leave out the leading zeros that its records have.
      const number = xml === null ? id.replace(/^0+/, '') : id;
      const header = `<header${xml === null ? ' status="deleted"' : ''}><identifier>oai:gpo.example:${number}</identifier><datestamp>${day}</datestamp></header>`;
      return `<record>${header}${xml === null ? '' : `<metadata>${xml.replace('<record', '<record xmlns="http://www.loc.gov/MARC21/slim"')}</metadata>`}</record>`;
    });
    const token = start + PAGE < all.length ? `${from}|${start + PAGE}` : '';
    return wrap(`<ListRecords>${list.join('')}<resumptionToken>${token}</resumptionToken></ListRecords>`);
  }
}

describe.skipIf(!dataPresent || !zPresent)('three months of a real library through OAI-PMH', () => {
  it('end exactly as its files say: new, changed, deleted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'liantu-oai-'));
    const file = join(folder, 'catalogue.db');
    await prepareStore(file, 'none');
    const office = openOffice(file, systemClock, () => undefined);
    const readers = openReaders(file);
    const repository = new Repository();
    await using server = await webServer((url) => ({ body: repository.answer(url.searchParams) }));
    const member = { code: library, kind: 'UNIVERSITY', name: 'GPO', nameEn: null, area: null } as const;
    await office.commands.run(
      { do: 'putLibraries', libraries: [{ ...member, stages: [], pupils: null, parent: null }] },
      CLI,
    );
    const source: Source = {
      ...{ name: 'gpo', kind: 'oai-pmh', library, profile: 'marc21', charset: null, mode: 'DELTA' },
      ...{ settings: { url: `${server.url}/oai` }, allowPrivate: true, live: false, schedule: null },
    };
    await office.commands.run({ do: 'putSource', source }, CLI);
    const run = async () => {
      const view = await readers.sources.byName('gpo');
      if (view === null) throw new Error('no source');
      const needs = {
        ...{ commands: office.commands, by: CLI, sources: readers.sources, pushes: readers.pushes },
        ...{
          connectors: CONNECTORS,
          outgoing,
          environment: {},
          clock: systemClock,
          random: Math.random,
          log: () => undefined,
        },
      };
      return await harvest(needs, view, { confirm: false, fromStart: false, signal: new AbortController().signal });
    };

    const expected = new Map<string, string>();
    const publish = (records: ReadonlyMap<string, string>) => {
      repository.add(records);
      for (const [id, xml] of records) expected.set(id, xml);
    };
    publish(month('new_records_202601_807_utf8.mrc'));
    expect(await run()).toMatchObject({ state: 'DONE', added: 807, quarantined: 0 });
    publish(month('changed_records_202601_1563_utf8.mrc'));
    expect(await run()).toMatchObject({ state: 'DONE', quarantined: 0 });
    repository.today = '2026-02-28';
    publish(month('new_records_202602_671_utf8.mrc'));
    publish(month('changed_records_202602_1596_utf8.mrc'));
    expect(await run()).toMatchObject({ state: 'DONE', quarantined: 0 });
    repository.today = '2026-03-31';
    publish(month('new_records_202603_1292_utf8.mrc'));
    const doomed = [...expected.keys()].filter((_, i) => i % 20 === 7).slice(0, 200);
    repository.remove([...doomed, ...['never-1', 'never-2']]);
    for (const id of doomed) expected.delete(id);
    expect(await run()).toMatchObject({ state: 'DONE', deleted: 200, quarantined: 0 });

    expect((await readers.catalogue.counts()).records).toBe(expected.size);
    const ids = [...expected.keys()];
    const stored = await readers.catalogue.sourceRecords(ids.map((localId) => ({ library, localId })));
    const texts = stored.map((one) =>
      one === null
        ? null
        : Buffer.from(one.raw.bytes).toString('utf8').replace(' xmlns="http://www.loc.gov/MARC21/slim"', ''),
    );
    expect(texts.filter((text, i) => text !== expected.get(ids[i] ?? '')).length).toBe(0);
    expect(await readers.catalogue.sourceRecord({ library, localId: doomed[0] ?? '' })).toBeNull();
    // Nothing new: nothing is said.
    repository.today = '2026-04-01';
    expect(await run()).toMatchObject({ state: 'DONE', added: 0, changed: 0, deleted: 0 });

    readers[Symbol.dispose]();
    await office[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });
});
