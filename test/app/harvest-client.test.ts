import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLI } from '../../src/app/administer.ts';
import { startHarvests } from '../../src/app/harvest-client.ts';
import { openOffice } from '../../src/app/office.ts';
import { openReaders, prepareStore } from '../../src/app/stores.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import { cnmarc } from '../support/iso2709.ts';

it('a source is harvested by a thread beside the server when its time comes, and once only', async () => {
  const library = libraryCode('CN-320508-C-PJSY');
  if (library === null) throw new Error('no code');
  const folder = await mkdtemp(join(tmpdir(), 'liantu-schedule-'));
  const [catalogue, path] = [join(folder, 'catalogue.db'), join(folder, 'all.iso')];
  await prepareStore(catalogue, 'none');
  await writeFile(path, cnmarc('N1', '西游记'));
  const office = openOffice(catalogue, systemClock, () => undefined);
  const readers = openReaders(catalogue);
  const school = { code: library, kind: 'SCHOOL', name: '平江', nameEn: null, area: null, stages: [] } as const;
  await office.commands.run({ do: 'putLibraries', libraries: [{ ...school, pupils: null, parent: null }] }, CLI);
  const source = { name: 'files', kind: 'marc-file', library, profile: 'auto', charset: null, mode: 'DELTA' } as const;
  const schedule = { kind: 'every', minutes: 60 } as const;
  await office.commands.run(
    { do: 'putSource', source: { ...source, settings: { paths: [path] }, allowPrivate: false, live: false, schedule } },
    CLI,
  );

  const events: string[] = [];
  const harvests = startHarvests({
    mine: () => true,
    ...{ catalogue, sources: readers.sources, clock: systemClock, lookEveryMs: 50 },
    onEvent: (event, values) => void events.push(`${event} ${values.state ?? ''}`),
  });
  await expect.poll(() => events, { timeout: 20_000 }).toContain('source harvested DONE');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(events.filter((event) => event.startsWith('source'))).toEqual(['source harvested DONE']);
  expect((await readers.catalogue.counts()).records).toBe(1);
  await harvests[Symbol.asyncDispose]();
  readers[Symbol.dispose]();
  await office[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
