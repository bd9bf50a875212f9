import { z } from 'zod';
import { QUERY_CHARSETS } from './charset.ts';

const login = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('open'), token: z.string().min(1) }),
  z.object({
    kind: z.literal('idPass'),
    group: z.string().optional(),
    user: z.string(),
    password: z.string(),
  }),
]);

/** Knobs that Chinese targets are known to need (dp2's TargetInfo); each has the value that suits most servers. */
export const settings = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(210),
  databases: z.array(z.string().min(1)).min(1).max(16),
  login: login.default({ kind: 'none' }),
  /** `opac` brings copies and their state where the server knows the syntax. CNMARC is asked for as `unimarc`. */
  syntax: z.enum(['unimarc', 'usmarc', 'opac', 'xml']).default('unimarc'),
  elementSet: z.string().nullable().default('F'),
  /** Charset of search terms; that of the records is found by the reader, or set with the source. */
  queryCharset: z.enum(QUERY_CHARSETS).default('utf-8'),
  /** Proposes UTF-8 to the server when the connection begins. */
  negotiateUtf8: z.boolean().default(false),
  batch: z.int().min(1).max(500).default(20),
  timeoutSeconds: z.number().min(0.1).max(600).default(30),
  maxMessageBytes: z.int().min(16_384).max(67_108_864).default(4_194_304),
  /** Own use attributes by CQL index, e.g. `{"title": 4, "barcode": 8}`. */
  indexes: z.record(z.string(), z.union([z.int(), z.string()])).default({}),
  /** What the probe searches; take a title the source surely holds. */
  knownTitle: z.string().min(1).default('西游记'),
  harvest: z
    .strictObject({
      /** CQL that selects what to bring. */
      query: z.string().min(1),
      /** Index by date of last change, if the server has one; without it every run reads all. */
      changedIndex: z.string().min(1).nullable().default(null),
      /** Days to look back over before the last run: changes may become visible late. */
      overlapDays: z.int().min(0).max(60).default(2),
    })
    .nullable()
    .default(null),
});

export type Z3950Settings = z.infer<typeof settings>;
