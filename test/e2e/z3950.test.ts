import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z3950 } from '../../connectors/z3950/index.ts';
import { connect, ResultReader } from '../../connectors/z3950/result.ts';
import { toPqf } from '../../connectors/z3950/rpn.ts';
import type { Z3950Settings } from '../../connectors/z3950/settings.ts';
import { toRpn } from '../../connectors/z3950/translate.ts';
import { parseCql } from '../../src/base/cql.ts';
import { readRecord } from '../../src/record/read.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { numberOf } from '../support/iso2709.ts';
import { type RunningServer, startZebra, startZtest, yazClient, type Zebra, zPresent } from '../support/z-servers.ts';

const settingsFor = (port: number, more: Readonly<Record<string, unknown>> = {}): Z3950Settings =>
  z3950.settings.parse({ host: '127.0.0.1', port, databases: ['Default'], ...more });

describe.skipIf(!zPresent)('Z39.50 against yaz-ztest', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startZtest();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it('brings the very bytes that yaz-client brings', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'liantu-yaz-'));
    const path = join(folder, 'theirs.mrc');
    yazClient(`tcp:127.0.0.1:${server.port}/Default`, ['format usmarc', 'find 23', 'show 1+23'], ['-m', path]);
    await using test = testIo();
    const settings = settingsFor(server.port, { syntax: 'usmarc', batch: 7, harvest: { query: '23' } });
    const mine = recordBytes(await deliveries(z3950, settings, test.io));
    expect(Buffer.concat(mine).equals(readFileSync(path))).toBe(true);
    expect(mine.length).toBeGreaterThan(5);
    await rm(folder, { recursive: true });
  });

  it('sends the query that yaz-client sends for its PQF', async () => {
    const queries = [
      'computer',
      'title=computer',
      'title="programming languages"',
      'title all "a b" and author=c*',
      'title any "a b c" not date>=1990',
      'title exact "computer science" or (isbn=123 and subject="*fish*")',
      'title="say \\"hi\\""',
    ];
    await using test = testIo();
    for (const query of queries) {
      const parsed = parseCql(query);
      if (!parsed.ok) throw new Error(parsed.problem.message);
      const translated = toRpn(parsed.query.root, {});
      if (!translated.ok) throw new Error(translated.problem.message);
      await using reader = new ResultReader(settingsFor(server.port), translated.rpn, test.io);
      await reader.open();
      yazClient(`tcp:127.0.0.1:${server.port}/Default`, [`find ${toPqf(translated.rpn)}`]);
    }
    const logged = server
      .log()
      .split('\n')
      .flatMap((line) => / RPN (.*)$/.exec(line)?.[1] ?? []);
    // Its parser turns the order of attributes round, which means nothing.
    const ordered = (rpn: string) =>
      rpn.replace(
        /(?:@attr \S+ )+/g,
        (list) =>
          `${list
            .trim()
            .split(/ (?=@attr)/)
            .sort()
            .join(' ')} `,
      );
    const pairs = logged.slice(-2 * queries.length).map(ordered);
    expect(pairs.filter((_, i) => i % 2 === 0)).toEqual(pairs.filter((_, i) => i % 2 === 1));
    expect(new Set(pairs).size).toBe(queries.length);
  });

  it('reads OPAC records: the bibliographic part whole, with its copies and their state', async () => {
    await using test = testIo();
    const settings = settingsFor(server.port, { syntax: 'opac', harvest: { query: 'title=computer' } });
    const [first] = recordBytes(await deliveries(z3950, settings, test.io));
    if (first === undefined) throw new Error('no record');
    expect(Number(new TextDecoder('latin1').decode(first.subarray(0, 5)))).toBe(first.length);
    const raw = { format: 'iso2709', bytes: first, place: { kind: 'row', at: 1 } } as const;
    const read = readRecord(raw, { profile: 'marc21', charset: 'detect' });
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'How to program a computer',
        holdings: [
          {
            ...{ barcode: '1226176', callNumber: 'MLCM 89/00602 (N)', availability: 'AVAILABLE', copies: 1 },
            location: 'Main or Science/Business Reading Rms - STORED OFFSITE',
          },
        ],
      },
    });
  });

  it('is told by the probe when the server has no such address', async () => {
    await using test = testIo();
    const report = await z3950.probe(settingsFor(1), test.io);
    expect(report).toMatchObject({ ok: false, steps: [{ what: 'connect', ok: false }] });
  });

  it('hears the diagnostic of a database that is not there', async () => {
    await using test = testIo();
    const settings = settingsFor(server.port, { databases: ['nowhere'], harvest: { query: 'x' } });
    await expect(deliveries(z3950, settings, test.io)).rejects.toMatchObject({ code: 'SOURCE_DIAGNOSTIC' });
  });
});

describe.skipIf(!zPresent || !dataPresent)('Z39.50 against Zebra with 400 school records in CNMARC', () => {
  let zebra: Zebra;
  beforeAll(async () => {
    zebra = await startZebra(sharedData('marc/cnmarc/derived_school/school_nlc.gb18030.iso'), 'gb18030');
  });
  afterAll(async () => {
    await zebra[Symbol.asyncDispose]();
  });
  const everything = { query: 'cql.allRecords=1' };
  const indexes = { 'cql.allrecords': '_ALLRECORDS' };

  it('harvests all of them in either charset', async () => {
    await using test = testIo();
    const run = async (port: number) =>
      recordBytes(await deliveries(z3950, settingsFor(port, { harvest: everything, indexes, batch: 100 }), test.io));
    const [utf8, gbk] = [await run(zebra.port), await run(zebra.gbkPort)];
    expect(utf8).toHaveLength(400);
    expect(new Set(utf8.map(numberOf)).size).toBe(400);
    const decoded = (list: readonly Uint8Array[], charset: string) =>
      list.map((bytes) => new TextDecoder(charset, { fatal: true }).decode(bytes).replace(/^[^\x1e]*/, ''));
    expect(decoded(gbk, 'gb18030')).toEqual(decoded(utf8, 'utf-8'));
  });

  it.each([
    ['utf-8', 'port'],
    ['gb18030', 'gbkPort'],
  ] as const)('finds a Chinese title in %s', async (queryCharset, port) => {
    await using test = testIo();
    const settings = settingsFor(zebra[port], { queryCharset, harvest: { query: 'title=城南旧事' } });
    const found = recordBytes(await deliveries(z3950, settings, test.io));
    expect(found.length).toBeGreaterThan(0);
    for (const bytes of found) expect(new TextDecoder(queryCharset).decode(bytes)).toContain('城南旧事');
  });

  it('probe: a wrong query charset finds nothing, and the right one is named', async () => {
    await using test = testIo();
    const wrong = await z3950.probe(settingsFor(zebra.gbkPort, { knownTitle: '城南旧事' }), test.io);
    expect(wrong.ok).toBe(false);
    expect(wrong.steps).toContainEqual({ what: 'search', ok: false, detail: '城南旧事: 0' });
    expect(wrong.steps.at(-1)).toMatchObject({
      what: 'charset',
      detail: expect.stringMatching(/^queryCharset=gb18030: [1-9]/),
    });
    const right = await z3950.probe(
      settingsFor(zebra.gbkPort, { knownTitle: '城南旧事', queryCharset: 'gb18030' }),
      test.io,
    );
    expect(right.ok).toBe(true);
  });

  it('negotiates UTF-8, and fetches MARCXML where the server has it', async () => {
    await using test = testIo();
    const own = {
      ...{ negotiateUtf8: true, syntax: 'xml', elementSet: 'marcxml' },
      harvest: { query: 'title=城南旧事' },
    };
    const [first] = await deliveries(z3950, settingsFor(zebra.port, own), test.io);
    if (first?.kind !== 'record') throw new Error('no record');
    expect(first.raw.format).toBe('marcxml');
    const read = readRecord(first.raw, { profile: 'nlc', charset: 'detect' });
    expect(read).toMatchObject({ ok: true, value: { title: '城南旧事' } });
  });

  it('scans the title index as yaz-client does', async () => {
    await using test = testIo();
    const settings = settingsFor(zebra.port);
    const { session } = await connect(settings, test.io);
    const start = { kind: 'term', attributes: [[1, 4]], term: '城' } as const;
    const { entries } = await session.scan({ ...settings, start, count: 8 }, test.io.signal);
    await session[Symbol.asyncDispose]();
    const theirs = yazClient(`tcp:127.0.0.1:${zebra.port}/Default`, ['scansize 8', 'scanpos 1', 'scan @attr 1=4 城'])
      .split('\n')
      .flatMap((line) => /^[ *] (.+) \((\d+)\)$/.exec(line)?.slice(1, 3).join('|') ?? []);
    expect(entries.map(({ term, occurrences }) => `${term}|${occurrences}`)).toEqual(theirs);
    expect(entries).toHaveLength(8);
  });
});
