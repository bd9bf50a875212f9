import type { Connector, LiveSearch } from '../src/push/connector.ts';
import { dp2, dp2Live } from './dp2/index.ts';
import { marcFile } from './marc-file/index.ts';
import { marcxmlFile } from './marcxml-file/index.ts';
import { oaiPmh } from './oai-pmh/index.ts';
import { spreadsheet } from './spreadsheet/index.ts';
import { sru, sruLive } from './sru/index.ts';
import { webFile } from './web-file/index.ts';
import { z3950, z3950Live } from './z3950/index.ts';

/** Every kind of source, one line each. */
export const CONNECTORS: Readonly<Record<string, Connector<unknown>>> = {
  dp2,
  'marc-file': marcFile,
  'marcxml-file': marcxmlFile,
  'oai-pmh': oaiPmh,
  spreadsheet,
  sru,
  'web-file': webFile,
  z3950,
};

/** Those that can be asked while somebody waits. */
export const LIVE: Readonly<Record<string, LiveSearch<unknown>>> = {
  dp2: dp2Live,
  sru: sruLive,
  z3950: z3950Live,
};
