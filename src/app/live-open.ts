import { CONNECTORS, LIVE } from '../../connectors/index.ts';
import type { Clock } from '../base/clock.ts';
import type { LiveTargets } from '../push/live.ts';
import type { SourceReader } from '../push/sources.ts';
import { liveTargets } from './live.ts';
import { outgoing } from './outgoing.ts';
import { environment } from './settings.ts';
import type { WriterEvent } from './writer-client.ts';

/** The live targets of a server: every kind that can be asked, over the checked way out. */
export function openLive(sources: SourceReader, clock: Clock, onEvent: WriterEvent): LiveTargets {
  return liveTargets({
    ...{ sources, clock, outgoing, connectors: CONNECTORS, live: LIVE },
    environment: environment(),
    log: onEvent,
  });
}
