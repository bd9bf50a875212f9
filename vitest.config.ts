import { defineConfig } from 'vitest/config';

/** Two projects: `unit` is quick and runs in `npm run check`; `whole` needs servers, browsers or minutes. */
const slow = [
  'test/e2e/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/matching/**/*.test.ts',
  'test/relevance/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: slow, testTimeout: 30_000 } },
      { test: { name: 'whole', include: slow, testTimeout: 300_000, hookTimeout: 120_000 } },
    ],
    pool: 'forks',
    maxWorkers: 2,
  },
});
