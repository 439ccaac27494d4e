import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { openBrowser } from './browser'

const FIXTURES = new URL('../fixtures/matching/', import.meta.url)
const inputs = readFileSync(new URL('inputs.jsonl', FIXTURES), 'utf8')
const receipts = readFileSync(new URL('receipts.jsonl', FIXTURES), 'utf8')

/** The score core as one file, with a last line that says what is done with it. */
async function bundle(format: 'esm' | 'iife', ending: string): Promise<string> {
  const source = fileURLToPath(new URL('write-receipts.ts', FIXTURES))
  const contents = `import { writeReceipts } from ${JSON.stringify(source)}\n${ending}`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(FIXTURES), loader: 'ts' },
    bundle: true,
    write: false,
    format,
    target: 'es2022',
    minify: true,
  })
  return outputFiles[0]?.text ?? ''
}

test('stored inputs give the same receipts in workerd as in Node, byte for byte', async () => {
  const { Miniflare, convertV4MiniflareOptions } = createRequire(createRequire(import.meta.url).resolve('wrangler'))('miniflare')
  const script = await bundle('esm', 'export default { fetch: async (request) => new Response(writeReceipts(await request.text())) }')
  const miniflare = new Miniflare(convertV4MiniflareOptions({ modules: true, script, compatibilityDate: '2026-01-01' }))
  try {
    const answer = await miniflare.dispatchFetch('http://core.test/', { method: 'POST', body: inputs })
    expect(await answer.text()).toBe(receipts)
  } finally {
    await miniflare.dispose()
  }
})

test('stored inputs give the same receipts in a browser as in Node, byte for byte', async () => {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: await bundle('iife', 'Object.assign(globalThis, { writeReceipts })') })
    const written = await page.evaluate((lines: string) => Reflect.get(globalThis, 'writeReceipts')(lines), inputs)
    expect(written).toBe(receipts)
  } finally {
    await browser.close()
  }
})
