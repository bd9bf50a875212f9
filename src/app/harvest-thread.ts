/** One round of scheduled harvests, in a thread of its own: pages of many megabytes are parsed there, beside the gateway. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { standBehind } from '../base/priority.ts';
import type { HarvestReport, HarvestThreadSettings } from './harvest-client.ts';
import { harvestDue, harvestNeeds } from './harvest-due.ts';
import { openOffice } from './office.ts';
import { environment } from './settings.ts';
import { openReaders } from './stores.ts';

if (parentPort !== null) await oneRound(parentPort, workerData as HarvestThreadSettings);

async function oneRound(port: NonNullable<typeof parentPort>, { catalogue }: HarvestThreadSettings): Promise<void> {
  standBehind('answers and the index');
  const report = (message: HarvestReport): void => port.postMessage(message);
  const stopping = new AbortController();
  port.on('message', () => stopping.abort());
  const office = openOffice(catalogue, systemClock, (event, values) => report({ event, values }));
  const readers = openReaders(catalogue);
  const log = (event: string, values: HarvestReport['values']): void => report({ event, values });
  const needs = harvestNeeds({ commands: office.commands, readers }, environment(), log);
  try {
    await harvestDue(needs, stopping.signal, ({ source }, run) => {
      if (run === null) return;
      const { state, received, added, changed, deleted, quarantined, error } = run;
      const counts = { received, added, changed, deleted, quarantined };
      report({ event: 'source harvested', values: { source: source.name, state, ...counts, error: error ?? '' } });
    });
  } catch (cause) {
    if (!stopping.signal.aborted) throw cause;
  } finally {
    readers[Symbol.dispose]();
    await office[Symbol.asyncDispose]();
    port.close();
  }
}
