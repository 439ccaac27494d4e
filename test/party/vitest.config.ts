import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Both hosts of the rooms, started once. Runs alone and as a project of the whole. */
export default defineConfig({
  root: folder,
  test: {
    name: 'party',
    dir: folder,
    include: ['**/*.test.ts'],
    globalSetup: [`${folder}global-setup.ts`],
    // As in the other projects: only a fault waits for this long.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
