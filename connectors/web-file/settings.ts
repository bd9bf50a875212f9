import { z } from 'zod';

export const settings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  login: z.strictObject({ user: z.string(), password: z.string() }).nullable().default(null),
  /** For the whole file, however slowly it comes. */
  timeoutSeconds: z.number().min(0.1).max(86_400).default(3600),
  maxBytes: z.int().min(1024).max(17_179_869_184).default(4_294_967_296),
});

export type WebFileSettings = z.infer<typeof settings>;
