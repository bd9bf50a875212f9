import { defineConfig } from 'vitest/config';

/** Two projects: `unit` is quick and runs in `npm run check`; `whole` needs servers, browsers or minutes. */
const slow = [
  'test/e2e/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/matching/**/*.test.ts',
  'test/relevance/**/*.test.ts',
];

/**
 * Vite would take graphql's ES module for us while mercurius requires its CommonJS: two copies that do not know each
 * other's schemas. Node itself gives both the latter, and so do the tests.
 */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

export default defineConfig({
  test: {
    projects: [
      { resolve, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: slow, testTimeout: 30_000 } },
      { resolve, test: { name: 'whole', include: slow, testTimeout: 300_000, hookTimeout: 120_000 } },
    ],
    pool: 'forks',
    maxWorkers: 2,
  },
});
