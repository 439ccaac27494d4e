import { defineConfig } from 'vitest/config'

/** Tests lie beside their file; those that need a served Worker, rooms or a browser are projects of their own. */
const FOLDERS = ['contract', 'db', 'server', 'app', 'party', 'eval', 'scripts', 'sdk', 'test/fixtures', 'test/ops', 'test/start']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [...FOLDERS.map((folder) => `${folder}/**/*.test.ts`), 'test/*.test.ts'],
          exclude: ['**/node_modules/**', 'sdk/dist/**'],
          globalSetup: ['test/database.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'workerd',
          include: ['test/worker/**/*.test.ts'],
          globalSetup: ['test/worker/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // One system, whose rows a test counts: one file at a time.
          fileParallelism: false,
        },
      },
      'test/party/vitest.config.ts',
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
