import { CONNECTORS } from '../../connectors/index.ts';
import { systemClock } from '../base/clock.ts';
import type { ConnectorIo } from '../push/connector.ts';
import type { SourceRun, SourceView } from '../push/sources.ts';
import { type Administration, CLI } from './administer.ts';
import { type HarvestNeeds, harvest } from './harvest.ts';
import { outgoing } from './outgoing.ts';

/** What a harvest needs, over a data folder opened by a command. */
export function harvestNeeds(
  { commands, readers }: Pick<Administration, 'commands' | 'readers'>,
  environment: HarvestNeeds['environment'],
  log: ConnectorIo['log'],
): HarvestNeeds {
  const { sources, pushes } = readers;
  return {
    ...{ commands, sources, pushes, outgoing, environment, log },
    by: CLI,
    connectors: CONNECTORS,
    clock: systemClock,
    random: Math.random,
  };
}

export type OnRun = (view: SourceView, run: SourceRun | null) => void;

/** Harvests, one after the other, the sources whose time has come. */
export async function harvestDue(needs: HarvestNeeds, signal: AbortSignal, onRun: OnRun): Promise<void> {
  const now = needs.clock.now();
  for (const view of await needs.sources.list()) {
    const { nextRunAt } = view.state;
    if (nextRunAt === null || nextRunAt > now) continue;
    signal.throwIfAborted();
    try {
      onRun(view, await harvest(needs, view, { confirm: false, fromStart: false, signal }));
    } catch (cause) {
      // The run says INTERNAL; what is broken in one source must not keep the others waiting.
      signal.throwIfAborted();
      needs.log('source.broken', { source: view.source.name, error: String(cause) });
    }
  }
}

const LOOK_EVERY_MS = 30_000;

/** Harvests by schedule until the signal fires. */
export async function harvestBySchedule(needs: HarvestNeeds, signal: AbortSignal, onRun: OnRun): Promise<void> {
  for (;;) {
    await harvestDue(needs, signal, onRun);
    await needs.clock.sleep(LOOK_EVERY_MS, signal);
  }
}
