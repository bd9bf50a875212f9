import type { Loaders } from './loaders.ts';
import type { Needs } from './needs.ts';
import type { Viewer } from './viewer.ts';

/** What every resolver is handed: who asks, the batching reads of this request, and the ports. */
export interface GraphContext {
  readonly needs: Needs;
  readonly viewer: Viewer;
  readonly load: Loaders;
  /** Fires when the client is gone or the deadline has passed. */
  readonly signal: AbortSignal;
  /** For the log, and for the person who reports a fault. */
  readonly requestId: string;
}
