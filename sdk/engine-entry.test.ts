import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { engineEntry } from './engine-entry'

test('the engine that is published stands alone, and says what the pages say', async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: engineEntry('../server/numerology/core'), loader: 'ts', resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    write: false,
    format: 'esm',
    metafile: true,
  })
  expect(Object.keys(metafile.inputs).filter((path) => !path.includes('server/numerology/core') && !path.includes('stdin'))).toEqual([])
  const engine: typeof import('../server/numerology/core/reading') = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`
  )
  expect(engine.readingOfPerson({ birthDate: '1989-09-04', birthName: 'Anna Marie Reed' }).lifePath).toMatchObject({
    value: 22,
    root: 4,
    note: 'For reflection; no predictive value.',
  })
})
