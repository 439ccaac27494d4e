import { defineConfig } from 'vitest/config'

/** Tests lie beside their file; those that need a served Worker, rooms or a browser are projects of their own. */
const FOLDERS = ['contract', 'db', 'server', 'app', 'party', 'eval', 'scripts', 'sdk', 'test/fixtures', 'test/ops', 'test/start']

/** A poll ends as soon as it is so, a test when it is through. Only a fault waits for this long, and a machine that is busy is none. */
const POLL = { poll: { timeout: 20_000 } }
const LIMIT_MS = 180_000

export default defineConfig({
  test: {
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: [...FOLDERS.map((folder) => `${folder}/**/*.test.ts`), 'test/*.test.ts'],
          exclude: ['**/node_modules/**', 'sdk/dist/**'],
          globalSetup: ['test/database.ts'],
          expect: POLL,
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
        },
      },
      {
        test: {
          name: 'workerd',
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['test/worker/global-setup.ts'],
          setupFiles: ['test/fresh-connections.ts'],
          expect: POLL,
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
          // One system, whose rows a test counts: one file at a time. `npm test` runs two of these, each with its part of the files.
          fileParallelism: false,
        },
      },
      'test/party/vitest.config.ts',
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          setupFiles: ['test/fresh-connections.ts'],
          expect: POLL,
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
          fileParallelism: false,
        },
      },
    ],
  },
})
