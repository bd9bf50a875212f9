import { z } from 'zod';

export const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  version: z.enum(['1.1', '1.2', '2.0']).default('1.2'),
  recordSchema: z.string().min(1).nullable().default('marcxml'),
  /** How records are wrapped; both are read whatever is asked for. */
  recordPacking: z.enum(['xml', 'string']).default('xml'),
  batch: z.int().min(1).max(1000).default(50),
  login: z.strictObject({ user: z.string(), password: z.string() }).nullable().default(null),
  timeoutSeconds: z.number().min(0.1).max(900).default(60),
  maxPageBytes: z.int().min(1024).max(268_435_456).default(33_554_432),
  attempts: z.int().min(1).max(10).default(4),
  /** What this server calls an index: `{"title": "pica.tit", "isbn": "alma.isbn"}`. */
  indexes: z.record(z.string(), z.string()).default({}),
  knownTitle: z.string().min(1).default('西游记'),
  harvest: z
    .strictObject({
      /** CQL that selects what to bring; index names go through `indexes`. */
      query: z.string().min(1),
      changedIndex: z.string().min(1).nullable().default(null),
      overlapDays: z.int().min(0).max(60).default(2),
    })
    .nullable()
    .default(null),
});

export type SruSettings = z.infer<typeof settings>;
