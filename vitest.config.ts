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
      'test/party/vitest.config.ts',
    ],
  },
})
