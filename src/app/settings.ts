import { join, resolve } from 'node:path';
import { z } from 'zod';
import { Fault } from '../base/problem.ts';

/** What an operator may set; each field says its environment variable. Read once, at start. */
export interface Settings {
  /** LIANTU_DATA: the folder of everything that is kept. */
  readonly dataFolder: string;
  /** LIANTU_HOST, LIANTU_PORT: where the gateway listens; port 0 takes any free one. */
  readonly host: string;
  readonly port: number;
  /** LIANTU_SEARCH, with MEILI_URL, MEILI_KEY and MEILI_INDEX. */
  readonly search: SearchSettings;
  /** LIANTU_ISO18626_SYMBOL: `AUTHORITY:VALUE` under which outside partners know the alliance; null: none speak to us. */
  readonly iso18626Symbol: string | null;
  /** LIANTU_LANG; null: the locale decides. */
  readonly lang: 'zh' | 'en' | null;
  /** LIANTU_TRUST_PROXY: addresses or CIDR blocks whose X-Forwarded-* headers are believed. */
  readonly trustProxy: readonly string[];
  /** LIANTU_PUBLIC_URL: how people reach the gateway, for links; null: as it listens. */
  readonly publicUrl: string | null;
  /** LIANTU_LOG: level of the server's log. */
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export type SearchSettings =
  | { readonly engine: 'embedded' }
  | { readonly engine: 'meilisearch'; readonly url: string; readonly key: string | null; readonly index: string };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
const DEFAULT_PORT = 4000;

const blankIsAbsent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());
const webUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

const Environment = z
  .object({
    LIANTU_DATA: optional(z.string()),
    LIANTU_HOST: optional(z.string().max(255)),
    LIANTU_PORT: optional(
      z.coerce
        .number({ error: 'must be a port number, 0 to 65535' })
        .int({ error: 'must be a port number, 0 to 65535' })
        .min(0, { error: 'must be a port number, 0 to 65535' })
        .max(65_535, { error: 'must be a port number, 0 to 65535' }),
    ),
    LIANTU_SEARCH: optional(z.enum(['embedded', 'meilisearch'], { error: 'must be embedded or meilisearch' })),
    MEILI_URL: optional(webUrl),
    MEILI_KEY: optional(z.string()),
    MEILI_INDEX: optional(z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, { error: 'must be letters, digits, - and _' })),
    LIANTU_ISO18626_SYMBOL: optional(z.string().regex(/^[^:\s]+:[^\s]+$/, { error: 'must be AUTHORITY:VALUE' })),
    LIANTU_LANG: optional(z.string().regex(/^(zh|en)/i, { error: 'must be zh or en' })),
    LIANTU_TRUST_PROXY: optional(z.string().regex(/^[0-9a-f.:/, ]+$/i, { error: 'must be addresses or CIDR blocks' })),
    LIANTU_PUBLIC_URL: optional(webUrl),
    LIANTU_LOG: optional(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` })),
  })
  .refine((env) => env.LIANTU_SEARCH !== 'meilisearch' || env.MEILI_URL !== undefined, {
    path: ['MEILI_URL'],
    error: 'is needed where LIANTU_SEARCH=meilisearch',
  });

/**
 * Reads all settings from an environment and reports every fault at once.
 *
 * @throws Fault BAD_SETTINGS listing each wrong variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>> = process.env): Settings {
  const read = Environment.safeParse(env);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new Fault('BAD_SETTINGS', { faults: faults.join('; ') });
  }
  const { data } = read;
  return {
    dataFolder: resolve(data.LIANTU_DATA ?? 'data'),
    host: data.LIANTU_HOST ?? '127.0.0.1',
    port: data.LIANTU_PORT ?? DEFAULT_PORT,
    search: searchSettings(data),
    iso18626Symbol: data.LIANTU_ISO18626_SYMBOL ?? null,
    lang: data.LIANTU_LANG === undefined ? null : /^zh/i.test(data.LIANTU_LANG) ? 'zh' : 'en',
    trustProxy: (data.LIANTU_TRUST_PROXY ?? '').split(/[ ,]+/).filter((part) => part !== ''),
    publicUrl: data.LIANTU_PUBLIC_URL ?? null,
    logLevel: data.LIANTU_LOG ?? 'info',
  };
}

/** The environment as it is now: where a source's `env:NAME` is looked up. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** The files of a data folder. */
export function filesOf({ dataFolder }: Pick<Settings, 'dataFolder'>) {
  return {
    catalogue: join(dataFolder, 'catalogue.db'),
    /** Locked by the one server that sends, harvests and looks after due dates. */
    duties: join(dataFolder, 'duties.lock'),
    /** A folder: the index is built in files of generations. */
    search: join(dataFolder, 'search'),
    /** Counts of searches without hits, by form. */
    emptySearches: join(dataFolder, 'empty-searches.json'),
    /** Letters to lending partners without a protocol, one file each. */
    letters: join(dataFolder, 'letters'),
    /** Copies of articles and reports on their way; in no backup. */
    documents: join(dataFolder, 'documents'),
  } as const;
}

function searchSettings(env: z.infer<typeof Environment>): SearchSettings {
  if (env.LIANTU_SEARCH !== 'meilisearch' || env.MEILI_URL === undefined) return { engine: 'embedded' };
  return {
    engine: 'meilisearch',
    url: env.MEILI_URL,
    key: env.MEILI_KEY ?? null,
    index: env.MEILI_INDEX ?? 'liantu',
  };
}
