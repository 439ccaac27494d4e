import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { ERROR_CODES } from '../../contract/errors'
import { expectAccessible, openBrowser } from './browser'

const { origin } = inject('system')
const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))) })
/** The page has each operation with its fields, answers and examples, and every one of them is looked at. */
const LOOK_MS_MAX = 180_000
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test.each([
  [1280, 'light'],
  [1280, 'dark'],
  [320, 'light'],
] as const)(
  'the page for developers is accessible and stays within its width, at %i px in %s',
  async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${origin}/developers`)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await context.close()
  },
  LOOK_MS_MAX,
)

test('everything can be read and tried without scripts: operations, errors, and a search with its answer', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(`${origin}/developers`)
  const { paths } = Document.parse(await (await fetch(`${origin}/v1/openapi.json`)).json())
  for (const item of Object.values(paths))
    for (const { operationId } of Object.values(item)) expect(await page.locator(`#${operationId}`).count(), operationId).toBe(1)
  for (const code of ERROR_CODES) expect(await page.locator(`#error-${code}`).count(), code).toBe(1)

  await page.getByRole('textbox', { name: 'q' }).fill('engineer')
  await page.getByRole('textbox', { name: 'limit' }).fill('2')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('region', { name: 'The answer: 200' }).waitFor()
  const shown = await page.getByRole('region', { name: 'The answer: 200' }).innerText()
  expect(JSON.parse(shown).data.length).toBe(2)
  expect(await page.getByRole('region', { name: 'The call' }).innerText()).toContain(`${origin}/v1/jobs?q=engineer&limit=2`)
  await page.close()
})

test('with scripts a search does not reload the page, and a refusal is shown as it is answered', async () => {
  const page = await browser.newPage()
  await page.goto(`${origin}/developers`, { waitUntil: 'networkidle' })
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await page.getByRole('textbox', { name: 'limit' }).fill('many')
  await page.getByRole('textbox', { name: 'limit' }).press('Enter')
  const answer = page.getByRole('region', { name: 'The answer: 400' })
  await answer.waitFor()
  expect(JSON.parse(await answer.innerText())).toMatchObject({ code: 'invalid', fields: { limit: 'Give a whole number.' } })
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
  await page.close()
})
