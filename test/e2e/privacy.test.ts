import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { newPlace, readCode, signUp } from '../sign-in'
import { expectFit, openBrowser } from './browser'

const { origin } = inject('system')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

test('from a cold visit to a filled board in one click, without script too; ended, nobody is signed in', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, extraHTTPHeaders: newPlace() })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByRole('button', { name: 'Try the tracker' }).click()
  expect(new URL(page.url()).pathname).toBe('/applications')
  expect(await page.content()).toContain('Grand Café Meridian')
  expect(await page.locator('.notice').textContent()).toContain('Demo.')
  await page.getByRole('button', { name: 'End the demo' }).click()
  expect(await page.locator('.notice').count()).toBe(0)
  await context.close()
})

test('a demo is accessible, is kept by proving an address, and everything in it stays', async () => {
  const context = await browser.newContext({ extraHTTPHeaders: newPlace() })
  const page = await context.newPage()
  await page.goto(`${origin}/demo`)
  await expectFit(page)
  await page.getByRole('main').getByRole('button', { name: 'Try it without an account' }).click()
  await page.waitForURL(/\/applications/)
  await page.getByRole('link', { name: 'Make it yours' }).click()
  await page.getByLabel('E-mail address').waitFor()
  await expectFit(page)
  const email = `demo.${crypto.randomUUID().slice(0, 8)}@example.com`
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email))
  await page.getByLabel('What you are called').fill('Robin')
  await page.getByRole('button', { name: 'Make it my account' }).click()
  await page.waitForURL(/\/applications/)
  expect(await page.locator('.notice').count()).toBe(0)
  expect(await page.content()).toContain('Grand Café Meridian')
  await context.close()
})

test('everything is downloaded as one ZIP, which nobody else gets', async () => {
  const context = await browser.newContext()
  const { page } = await signUp(context, 'Anna Reed')
  await page.goto(`${origin}/settings/privacy`)
  await page.getByLabel('Birth date', { exact: true }).fill('1990-04-23')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved, sealed').waitFor()
  await expectFit(page)
  await page.getByRole('button', { name: 'Make a download' }).click()
  const link = page.getByRole('link', { name: /Download the ZIP/ })
  await link.waitFor({ timeout: 20_000 })
  await expectFit(page)
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const files = unzipSync(new Uint8Array(readFileSync(await download.path())))
  expect(JSON.parse(strFromU8(files['birth-data/birth-data.json'] ?? new Uint8Array()))).toMatchObject([{ birthDate: '1990-04-23' }])
  const address = `${origin}${await link.getAttribute('href')}`
  expect((await fetch(address)).status).toBe(401)
  const other = await browser.newContext()
  const { page: stranger } = await signUp(other, 'Boris Lamb')
  expect((await stranger.request.get(address)).status()).toBe(404)
  const own = await page.request.get(address)
  expect([own.status(), own.headers()['cache-control'], own.headers()['content-disposition']]).toEqual([
    200,
    'private, no-store',
    expect.stringContaining('attachment'),
  ])
  await page.getByRole('button', { name: 'Forget both' }).click()
  await page.getByText('Nothing else has changed').waitFor()
  await other.close()
  await context.close()
})

test('an account is deleted, kept again from any page, and erased at once by typing its address, with a page that proves it', async () => {
  const context = await browser.newContext()
  const { page, email } = await signUp(context, 'Clara Holm')
  await page.goto(`${origin}/settings/privacy`)
  await page.getByRole('button', { name: /Delete my account/ }).click()
  await page.getByText('Noted. You can take it back').waitFor()
  await page.goto(`${origin}/jobs`)
  await page.getByText('This account will be deleted').waitFor()
  await expectFit(page)
  await page.getByRole('button', { name: 'Keep my account' }).click()
  await page.getByText('Your account stays').waitFor()
  expect(await page.locator('.notice').count()).toBe(0)

  await page.getByText('Erase it now instead').click()
  await page.getByLabel('Your address').fill('somebody@example.com')
  await page.getByRole('button', { name: 'Erase everything now' }).click()
  await page.getByText(`Type ${email} to erase at once.`).waitFor()
  await page.getByLabel('Your address').fill(email)
  await page.getByRole('button', { name: 'Erase everything now' }).click()
  await page.waitForURL(/\/privacy\/deletion\/del_/)
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.getByRole('status').first().textContent()
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toContain('Everything is erased')
  await expectFit(page)
  await page.goto(`${origin}/settings/privacy`)
  await page
    .getByText(/sign in/i)
    .first()
    .waitFor()
  await context.close()
})
