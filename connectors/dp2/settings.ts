import { z } from 'zod';

export const settings = z.strictObject({
  /** Base address of dp2library's REST service; `/rest/Login` is put behind it. */
  url: z.url({ protocol: /^https?$/ }),
  /** `public` may search and read items without a password; borrowers are masked for it. */
  login: z.strictObject({ user: z.string(), password: z.string() }).default({ user: 'public', password: '' }),
  /** Databases of titles: `<全部>` or names with commas. */
  databases: z.string().min(1).default('<全部>'),
  /** Code of the branch whose copies count; null: all of them. */
  branch: z.string().min(1).nullable().default(null),
  /** What names a record here: its path in dp2, or its field 001. */
  localId: z.enum(['path', 'record']).default('path'),
  batch: z.int().min(1).max(500).default(50),
  timeoutSeconds: z.number().min(0.1).max(600).default(30),
  maxAnswerBytes: z.int().min(1024).max(134_217_728).default(33_554_432),
  attempts: z.int().min(1).max(10).default(4),
  knownTitle: z.string().min(1).default('西游记'),
});

export type Dp2Settings = z.infer<typeof settings>;
