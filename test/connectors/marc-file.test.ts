import { readFileSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { marcFile } from '../../connectors/marc-file/index.ts';
import type { FileSettings } from '../../src/push/file-source.ts';
import { connectorSuite } from '../contract/connector.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { fileOf, positions } from '../support/file-source.ts';
import { cnmarc, numberOf } from '../support/iso2709.ts';

const file = ({ records, bad }: { readonly records: number; readonly bad?: number }): Uint8Array =>
  Buffer.concat(
    positions(records).map((at) =>
      at === bad ? Buffer.from(`00050nam0 2200025   450 \x1e${at}\x1d`) : cnmarc(`N${at}`, `书 ${at}`),
    ),
  );

connectorSuite<FileSettings>({
  connector: marcFile,
  start: (trouble) => fileOf(trouble, '馆藏.iso', file),
  idOf: ({ raw }) => numberOf(raw.bytes),
  secrets: [],
  deleted: [],
  canHang: false,
  badRecords: 'handed-on',
});

describe('a source of files', () => {
  it('brings nothing while the files stay as they were, and all when they change', async () => {
    await using source = await fileOf({ records: 600 }, 'a.iso', file);
    await using test = testIo();
    const first = await deliveries(marcFile, source.settings, test.io);
    const last = first.at(-1);
    const cursor = last?.kind === 'checkpoint' ? last.cursor : '';
    expect(await deliveries(marcFile, source.settings, test.io, cursor)).toEqual([last]);
    await appendFile(source.settings.paths[0] ?? '', cnmarc('N601', '新书'));
    expect(recordBytes(await deliveries(marcFile, source.settings, test.io, cursor))).toHaveLength(601);
  });

  it('reads several files as one delivery, and goes on in the right one', async () => {
    await using one = await fileOf({ records: 300 }, 'a.iso', file);
    await using two = await fileOf({ records: 400 }, 'b.iso', file);
    await using test = testIo();
    const own = { paths: [...one.settings.paths, ...two.settings.paths] };
    const list = await deliveries(marcFile, own, test.io);
    expect(recordBytes(list)).toHaveLength(700);
    const stop = list.find((one) => one.kind === 'checkpoint');
    const rest = await deliveries(marcFile, own, test.io, stop?.kind === 'checkpoint' ? stop.cursor : '');
    expect(recordBytes(rest).map(numberOf)).toEqual(positions(200).map((at) => `N${at + 200}`));
  });

  it.each([
    ['no file', null, 'SOURCE_UNREACHABLE'],
    ['a workbook named .iso', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), 'SOURCE_NOT_UNDERSTOOD'],
  ])('refuses %s', async (_, content, code) => {
    await using source = await fileOf({ records: 1 }, 'a.iso', file);
    await using test = testIo();
    const path = content === null ? '/nonexistent/a.iso' : (source.settings.paths[0] ?? '');
    if (content !== null) await writeFile(path, content);
    await expect(deliveries(marcFile, { paths: [path] }, test.io)).rejects.toMatchObject({ code });
    expect(await marcFile.probe({ paths: [path] }, test.io)).toMatchObject({ ok: false });
  });

  it.skipIf(!dataPresent)('reads real files of several charsets as one delivery', async () => {
    await using test = testIo();
    const paths = ['bnu_10.gb18030.iso', 'real_samples.utf8.iso'].map((name) => sharedData(`marc/cnmarc/${name}`));
    const ends = paths.flatMap((path) => [...readFileSync(path)].filter((byte) => byte === 0x1d));
    expect(recordBytes(await deliveries(marcFile, { paths }, test.io))).toHaveLength(ends.length);
  });
});
