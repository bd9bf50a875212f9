import { z } from 'zod';

export const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  metadataPrefix: z.string().min(1).default('marc21'),
  set: z.string().min(1).nullable().default(null),
  /** Where the record's own number is: the OAI identifier after its last `:` or `/`, or the record's field 001. */
  localId: z.enum(['identifier', 'record']).default('identifier'),
  /** Looked back over before the last run began: some servers date a record before they show it. */
  overlapMinutes: z.int().min(0).max(43_200).default(60),
  login: z.strictObject({ user: z.string(), password: z.string() }).nullable().default(null),
  timeoutSeconds: z.number().min(0.1).max(900).default(120),
  maxPageBytes: z.int().min(1024).max(268_435_456).default(67_108_864),
  attempts: z.int().min(1).max(10).default(4),
});

export type OaiSettings = z.infer<typeof settings>;
