import type { Connector } from '../src/push/connector.ts';
import { dp2 } from './dp2/index.ts';
import { marcFile } from './marc-file/index.ts';
import { marcxmlFile } from './marcxml-file/index.ts';
import { oaiPmh } from './oai-pmh/index.ts';
import { spreadsheet } from './spreadsheet/index.ts';
import { sru } from './sru/index.ts';
import { z3950 } from './z3950/index.ts';

/** Every kind of source, one line each. */
export const CONNECTORS: Readonly<Record<string, Connector<unknown>>> = {
  dp2,
  'marc-file': marcFile,
  'marcxml-file': marcxmlFile,
  'oai-pmh': oaiPmh,
  spreadsheet,
  sru,
  z3950,
};
