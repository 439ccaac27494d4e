import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signIn } from '../sign-in'
import { expectAccessible, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function enter(options: { javaScriptEnabled?: boolean } = {}) {
  const { cookies } = await signIn(system, 'Ada Novak')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  await context.addCookies(cookies)
  return { context, page: await context.newPage() }
}

test('somebody says what they want, moves a slider, finds the same order on reload, and opens a score to its lines', async () => {
  const { context, page } = await enter()
  await page.goto(`${origin}/recommended`)
  await page.getByRole('heading', { name: 'Nothing to go by yet' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('Job titles I want').fill('Software Engineer')
  await page.getByLabel('Places', { exact: true }).fill('Berlin, Germany')
  await page.getByRole('button', { name: 'Save what I want' }).click()
  await page.getByText('Saved. The list goes by it.').waitFor()
  const titles = () => page.getByRole('list', { name: 'Recommended jobs, best first' }).locator('h2').allTextContents()
  await expect.poll(async () => (await titles()).length, { timeout: 20_000 }).toBe(20)
  const before = await titles()
  const saved = page.waitForResponse((response) => response.request().method() === 'POST' && response.ok())
  await page.getByLabel('Your goals').fill('0')
  await page.getByRole('slider', { name: 'Place' }).fill('100')
  // The list follows at once, before anything is saved.
  const after = await titles()
  expect(after).not.toEqual(before)
  await saved
  await page.getByText('Saved. The list keeps this order.').waitFor()
  await page.reload()
  await expect.poll(titles, { timeout: 20_000 }).toEqual(after)
  // A hidden one leaves at once, and comes back by the toast.
  const jobs = () => page.getByRole('list', { name: 'Recommended jobs, best first' }).locator('h2 a').evaluateAll(hrefs)
  const shown = await jobs()
  await page
    .getByRole('button', { name: /^Hide / })
    .first()
    .click()
  await expect.poll(async () => (await jobs())[0]).toBe(shown[1])
  await page.locator('[data-toasts]').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(jobs).toEqual(shown)
  await expectAccessible(page)
  await page
    .getByRole('link', { name: /why .* is here/ })
    .first()
    .click()
  await page.getByText('Worked out again just now from what is stored: the same to the last digit.').waitFor()
  await expectAccessible(page)
  await page.goto(`${origin}/recommended/receipts`)
  await expectAccessible(page)
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto(`${origin}/recommended`)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await context.close()
})

const hrefs = (links: Element[]) => links.map((link) => link.getAttribute('href'))

test('without scripts wishes and weights are forms, and a wrong currency is told beside its field', async () => {
  const { context, page } = await enter({ javaScriptEnabled: false })
  await page.goto(`${origin}/recommended`)
  await page.getByLabel('Job titles I want').fill('Software Engineer')
  await page.getByLabel('At least, a year').fill('50000')
  await page.getByRole('button', { name: 'Save what I want' }).click()
  await page.getByText('Say in which currency, such as EUR.').waitFor()
  await page.getByLabel('Job titles I want').fill('Software Engineer')
  await page.getByLabel('At least, a year').fill('')
  await page.getByRole('button', { name: 'Save what I want' }).click()
  await page.getByText('Saved. The list goes by it.').waitFor()
  await page.getByRole('button', { name: 'Order by these' }).click()
  await page.getByText('Saved. The list goes by it.').waitFor()
  await context.close()
})
