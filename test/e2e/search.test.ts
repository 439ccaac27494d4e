import type { Browser, Page } from 'playwright-core'
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

/** A key counts once the page has its scripts. */
async function press(page: Page, key: string, until: () => Promise<boolean>) {
  await expect
    .poll(
      async () => {
        if (!(await until())) await page.keyboard.press(key)
        return until()
      },
      { timeout: 10_000 },
    )
    .toBe(true)
}
const box = (page: Page) => page.getByRole('combobox', { name: 'Search everything' })
const isFocused = (page: Page) => () =>
  box(page)
    .evaluate((element) => element === document.activeElement, null, { timeout: 500 })
    .catch(() => false)

test('from any page a key opens the search over everything; arrows choose, Enter opens, Escape gives the keyboard back', async () => {
  const { cookies } = await signIn(system, 'Ada Novak')
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addCookies(cookies)
  const page = await context.newPage()
  await page.goto(`${origin}/applications/new`)
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Type it myself' }).click()
  await page.getByLabel('Title').fill('Night baker')
  await page.getByLabel('Company').fill('Copper Kettle')
  await page.getByRole('button', { name: 'Save application' }).click()
  await page.getByRole('heading', { level: 1, name: 'Night baker' }).waitFor()

  await page.goto(`${origin}/about`)
  await press(page, 'Control+k', isFocused(page))
  // Before anything is typed, the pages to go to are listed.
  await page.getByRole('option', { name: 'Insights' }).waitFor()
  await page.keyboard.type('night ba')
  const option = page.getByRole('option', { name: /^Night baker/ })
  await expect.poll(() => option.getAttribute('aria-selected')).toBe('true')
  expect(await page.getByRole('group', { name: 'Applications' }).getByRole('option').count()).toBe(1)
  expect(await box(page).getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
  await expectAccessible(page)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => option.getAttribute('aria-selected')).toBe('false')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Night baker' }).waitFor()
  expect(await box(page).count()).toBe(0)

  const home = page.getByRole('link', { name: 'Numerojobs, home' })
  await home.focus()
  await press(page, '/', isFocused(page))
  await page.keyboard.press('Escape')
  await expect.poll(() => box(page).count()).toBe(0)
  await expect.poll(() => home.evaluate((element) => element === document.activeElement)).toBe(true)
  await context.close()
})

test('another person’s application is found by nobody else', async () => {
  const { cookies } = await signIn(system, 'Boris Novak')
  const context = await browser.newContext()
  await context.addCookies(cookies)
  const page = await context.newPage()
  await page.goto(`${origin}/search?q=night+baker+copper+kettle`)
  await page.getByRole('heading', { name: 'Nothing holds all of this' }).waitFor()
  await context.close()
})

test('the sheet of keys names those of the page one is on, and a page’s own search box takes the slash', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${origin}/jobs`)
  const sheet = page.getByRole('dialog', { name: 'Keys of this page' })
  await press(page, '?', () => sheet.isVisible())
  await sheet.getByText('The next job').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect.poll(() => sheet.count()).toBe(0)
  const searchBox = page.getByRole('searchbox')
  await press(page, '/', () => searchBox.evaluate((element) => element === document.activeElement))
  expect(await box(page).count()).toBe(0)
  await context.close()
})

test('without scripts the search is a page: words in, links out, one kind at a time', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  const page = await context.newPage()
  await page.goto(`${origin}/`)
  await page.getByRole('contentinfo').getByRole('link', { name: 'Search' }).click()
  await page.getByRole('searchbox', { name: 'Words to look for' }).fill('engin')
  await page.getByRole('button', { name: 'Search' }).click()
  const jobs = page.getByRole('region', { name: 'Open jobs' })
  expect(await jobs.getByRole('listitem').count()).toBe(5)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  const to = await jobs.getByRole('listitem').first().getByRole('link').getAttribute('href')
  await jobs.getByRole('listitem').first().getByRole('link').click()
  expect(new URL(page.url()).pathname).toBe(to)
  await context.close()
})
