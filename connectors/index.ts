import type { Connector } from '../src/push/connector.ts';
import { dp2 } from './dp2/index.ts';
import { oaiPmh } from './oai-pmh/index.ts';
import { sru } from './sru/index.ts';
import { z3950 } from './z3950/index.ts';

/** Every kind of source, one line each. */
export const CONNECTORS: Readonly<Record<string, Connector<unknown>>> = {
  dp2,
  'oai-pmh': oaiPmh,
  sru,
  z3950,
};
