import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { expectAccessible, openBrowser } from './browser'

const { origin } = inject('system')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** What a browser sent: addresses, headers and bodies of every request. */
function record(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    sent.push(`${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ''}`)
  })
  page.on('websocket', (socket) => {
    sent.push(socket.url())
    socket.on('framesent', ({ payload }) => sent.push(String(payload)))
  })
  return sent
}

test('numbers are worked out in the browser: no request, address or store ever holds the date, the name or a number', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const sent = record(page)
  await page.goto(`${origin}/numerology`)
  await page.waitForLoadState('networkidle')
  const before = sent.length
  await page.getByLabel('Birth date', { exact: true }).fill('1978-02-02')
  await page.getByLabel('Full name at birth', { exact: true }).fill('Xanthippe Quilldriver')
  const path = page.getByRole('region', { name: 'Life path' })
  await expect.poll(() => path.textContent()).toContain('11root 2')
  expect(await path.textContent()).toContain('For reflection; no predictive value.')
  await page.getByText('Methods, and what they change').click()
  await page.getByRole('radio', { name: /Whole numbers/ }).check()
  await expect.poll(() => new URL(page.url()).search).toBe('?path=whole')
  await page.getByLabel('Their full name at birth').fill('Quentin Zebulon')
  await page.getByLabel('Their birth date').fill('1981-12-25')
  await page.getByText(/points, \d+ %/).waitFor()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(await page.getByLabel('Birth date', { exact: true }).inputValue()).toBe('')
  await page.goto(`${origin}/jobs`)
  await page.waitForLoadState('networkidle')
  expect(sent.length).toBeGreaterThan(before)
  const everything = [
    ...sent,
    page.url(),
    JSON.stringify(await context.storageState()),
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  ]
  for (const secret of [/1978-?02-?02/, /Xanthippe|Quilldriver/i, /Quentin|Zebulon/i, /1981-12-25/])
    expect(everything.filter((text) => secret.test(text))).toEqual([])
  expect(sent.filter((text) => text.startsWith('POST'))).toEqual([])
  await context.close()
})

test('typing sends nothing at all', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${origin}/numerology`)
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await page.getByLabel('Birth date', { exact: true }).fill('1989-09-05')
  await page.getByText('Your numbers, worked out as you type.').waitFor()
  await expect.poll(() => page.getByRole('region', { name: 'Life path' }).textContent()).toMatch(/^Life path.*5/)
  await page.getByLabel('Full name at birth', { exact: true }).fill('Юрий')
  await page.getByText('“Ю” has no value').first().waitFor()
  await context.close()
})

test('each number says its method and its note; methods that differ stand beside each other, and a link keeps the choice', async () => {
  const page = await browser.newPage()
  await page.goto(`${origin}/numerology?path=digits&masters=none`)
  const cards = page.locator('section[id]').filter({ has: page.getByRole('heading', { level: 3 }) })
  await page.getByRole('region', { name: 'Personal day' }).waitFor()
  for (const text of await cards.allTextContents()) expect(text).toContain('For reflection; no predictive value.')
  const table = page.getByRole('table', { name: 'The same date under every method' })
  expect(await table.getByRole('row', { name: /Part by part/ }).textContent()).toBe('Part by part22224')
  expect(await table.getByRole('row', { name: /All digits/ }).textContent()).toContain('4, the chosen method')
  await page.close()
})

test('without scripts the page says why it cannot calculate, and shows the arithmetic of an example', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}/numerology`)
  expect(await page.getByText('this page would have to send us your birth date').isVisible()).toBe(true)
  expect(await page.getByLabel('Birth date', { exact: true }).isVisible()).toBe(false)
  expect(await page.getByRole('region', { name: 'Life path' }).textContent()).toContain('22')
  await context.close()
})

test('it is accessible by day and by night, fits 320 pixels, and is worked by keyboard alone', async () => {
  for (const [colorScheme, width] of [
    ['light', 320],
    ['dark', 1280],
  ] as const) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${origin}/numerology`)
    await page.getByRole('region', { name: 'Personal day' }).waitFor()
    await page.getByText('Methods, and what they change').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: /Part by part/ }).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => new URL(page.url()).search).toBe('?path=digits')
    await page.getByLabel('Their full name at birth').fill('A company of somebody 7')
    await page.getByRole('checkbox', { name: 'A company' }).check()
    await page.getByText('The life path of one of the two is not defined.').waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await context.close()
  }
})
