import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsup'
import { engineEntry } from './engine-entry'
import { flattenContract } from './flatten-contract'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Builds from a copy of the sources in which the contract's types stand as plain interfaces, with the numerology engine beside them. */
export default defineConfig(() => {
  rmSync(here('build'), { recursive: true, force: true })
  cpSync(here('src'), here('build'), { recursive: true, filter: (path) => !/\.(test|test-d)\.ts$/.test(path) })
  writeFileSync(here('build/contract.ts'), flattenContract())
  cpSync(here('../server/numerology/core'), here('build/numerology'), { recursive: true, filter: (path) => !path.endsWith('.test.ts') })
  writeFileSync(here('build/numerology.ts'), engineEntry('./numerology'))
  // The declarations are made beside the code, and end last: nothing of tsup's own comes after both.
  process.once('exit', () => rmSync(here('build'), { recursive: true, force: true }))
  return {
    entry: { index: here('build/index.ts'), numerology: here('build/numerology.ts') },
    outDir: here('dist'),
    format: ['esm', 'cjs'],
    dts: { compilerOptions: { types: [], lib: ['DOM', 'DOM.Iterable', 'ES2023'] } },
    target: 'es2022',
    platform: 'neutral',
    clean: true,
    sourcemap: false,
    splitting: false,
  }
})
