import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sru } from '../../connectors/sru/index.ts';
import type { SruSettings } from '../../connectors/sru/settings.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { xmlNumberOf } from '../support/iso2709.ts';
import { startZebra, type Zebra, zPresent } from '../support/z-servers.ts';

describe.skipIf(!zPresent || !dataPresent)('SRU against Zebra with 400 school records', () => {
  let zebra: Zebra;
  beforeAll(async () => {
    zebra = await startZebra(sharedData('marc/cnmarc/derived_school/school_nlc.gb18030.iso'), 'gb18030');
  });
  afterAll(async () => {
    await zebra[Symbol.asyncDispose]();
  });
  const settings = (version: string, query: string, more: Readonly<Record<string, unknown>> = {}): SruSettings =>
    sru.settings.parse({
      url: `http://127.0.0.1:${zebra.port}/Default`,
      version,
      indexes: { title: 'dc.title' },
      batch: 30,
      harvest: { query },
      ...more,
    });

  describe.each(['1.1', '1.2', '2.0'])('version %s', (version) => {
    it.each(['xml', 'string'])('harvests all in packing %s', async (recordPacking) => {
      await using test = testIo();
      const own = settings(version, 'cql.allRecords=1', { recordPacking });
      const list = recordBytes(await deliveries(sru, own, test.io));
      expect(list).toHaveLength(400);
      expect(new Set(list.map(xmlNumberOf)).size).toBe(400);
    });

    it('finds a Chinese title', async () => {
      await using test = testIo();
      const found = recordBytes(await deliveries(sru, settings(version, 'title="西游记"'), test.io));
      expect(found).toHaveLength(3);
      for (const bytes of found) expect(new TextDecoder().decode(bytes)).toContain('西游记');
    });

    it('hears the diagnostic of an index that is not there', async () => {
      await using test = testIo();
      const run = deliveries(sru, settings(version, 'no.such="x"'), test.io);
      await expect(run).rejects.toMatchObject({ code: 'SOURCE_DIAGNOSTIC' });
    });
  });

  it('probes with a known title', async () => {
    await using test = testIo();
    expect(await sru.probe(settings('1.2', 'x'), test.io)).toMatchObject({ ok: true });
    const wrong = await sru.probe(settings('1.2', 'x', { knownTitle: '没有这本书啊' }), test.io);
    expect(wrong).toMatchObject({ ok: false, steps: [{ ok: true }, { what: 'search', ok: false }] });
  });
});
