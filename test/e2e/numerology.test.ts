import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signUp } from '../sign-in'
import { expectAccessible, expectFit, openBrowser } from './browser'

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

test('browser and Worker give the golden values of the three methods', async () => {
  const page = await browser.newPage()
  await page.goto(`${origin}/numerology`)
  await page.getByRole('region', { name: 'Personal day' }).waitFor()
  const table = page.getByRole('table', { name: 'The same date under every method' })
  for (const [date, ...golden] of [
    ['1989-09-04', 22, 4, 4],
    ['2009-11-11', 33, 6, 6],
    ['1964-11-29', 6, 33, 6],
    ['1978-02-02', 11, 11, 2],
    ['1949-05-10', 11, 11, 2],
    ['1985-05-15', 7, 7, 7],
  ] as const) {
    await page.getByLabel('Birth date', { exact: true }).fill(date)
    // In the column of 11, 22 and 33.
    const shown = async () => (await table.locator('tbody tr td:nth-child(2)').allTextContents()).map((text) => Number.parseInt(text, 10))
    await expect.poll(shown, { message: date }).toEqual(golden)
  }
  await page.close()
  // The page as the Worker writes it, for its example of 4 September 1989.
  for (const [path, golden] of [
    ['parts', '22'],
    ['digits', '4'],
    ['whole', '4'],
  ]) {
    const html = await (await fetch(`${origin}/numerology?path=${path}`)).text()
    expect(/<section id="life-path".*?tabular-nums">(\d+)</s.exec(html)?.[1], path).toBe(golden)
  }
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

test('who opts in sees their own reading and how they stand to a company; taking the birth data away leaves nothing of it', async () => {
  const context = await browser.newContext()
  const { page } = await signUp(context, 'Anna Reed')
  const list = await (await fetch(`${origin}/jobs?source=greenhouse`)).text()
  const job = /\/jobs\/[a-z0-9-]+-job_[0-9a-f]{32}/.exec(list)?.[0] ?? ''
  const company = /\/companies\/[a-z0-9-]+/.exec(await (await fetch(`${origin}${job}`)).text())?.[0] ?? ''
  const panel = page.getByText(/Numerology: you and /)

  await page.goto(`${origin}${company}`)
  await page.waitForLoadState('networkidle')
  expect(await panel.count()).toBe(0)
  await page.goto(`${origin}/settings/numerology`)
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
  await page.getByLabel(/^For me/).check()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('There is nothing to read it from.').waitFor()
  await page.goto(`${origin}/settings/privacy`)
  await page.getByLabel('Birth date', { exact: true }).fill('1978-02-02')
  await page.getByLabel('Full name at birth').fill('Anna Marie Reed')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved, sealed').waitFor()
  await page.goto(`${origin}/settings/numerology`)
  const path = page.getByRole('region', { name: 'Life path' })
  expect(await path.textContent()).toContain('11root 2')
  expect(await path.textContent()).toContain('For reflection; no predictive value.')
  await expectFit(page)
  for (const address of [company, job]) {
    await page.goto(`${origin}${address}`)
    await panel.waitFor()
    expect(await page.locator('details').filter({ has: panel }).locator('summary').textContent()).toContain(
      'For reflection; no predictive value.',
    )
    await panel.click()
    await page.getByText('Only you see this.').waitFor()
  }
  await expectFit(page)
  await page.goto(`${origin}/settings/privacy`)
  await page.getByRole('button', { name: 'Forget both' }).click()
  await page.getByText('Nothing else has changed').waitFor()
  await page.goto(`${origin}${company}`)
  await panel.waitFor()
  expect(await page.locator('details').filter({ has: panel }).textContent()).toContain('not defined')
  await page.goto(`${origin}/settings/numerology`)
  expect(await page.getByLabel(/^For me/).isChecked()).toBe(true)
  await context.close()
})

test('an owner switches it on after the notice, a candidate shares by their own click and sees how it is used, and no page shows a number that was not shared', async () => {
  const ownerContext = await browser.newContext()
  const { page: owner } = await signUp(ownerContext, 'Olga Ferrin')
  await owner.goto(`${origin}/settings/organisations`)
  await owner.getByLabel(/name/i).first().fill('Reed & Daughters')
  await owner.getByRole('button', { name: /Found|Create|Make/ }).click()
  await owner.waitForURL(/\/organisations\//)
  await owner.getByRole('link', { name: 'Numerology in recommendations' }).click()
  await owner.getByText('It is off. No list is touched by it.').waitFor()
  await expectFit(owner)
  await owner.getByLabel('Weight in percent').fill('20')
  await owner.evaluate(() => document.querySelector('[name=hasRead]')?.removeAttribute('required'))
  await owner.getByRole('button', { name: 'Switch it on' }).click()
  await owner.getByText('Read the notice as it stands now').waitFor()
  await owner.getByLabel('I have read the notice').check()
  await owner.getByLabel('Weight in percent').fill('20')
  await owner.getByRole('button', { name: 'Switch it on' }).click()
  await owner.getByText('It is on, and weighs 20 %.').waitFor()
  await owner.getByRole('cell', { name: 'Switched on' }).waitFor()
  await expectFit(owner)
  const link = (await owner.getByText('/settings/numerology?organisation=').textContent()) ?? ''

  const context = await browser.newContext()
  const { page: candidate } = await signUp(context, 'Clara Holm')
  await candidate.goto(`${origin}/settings/privacy`)
  await candidate.getByLabel('Birth date', { exact: true }).fill('1989-09-04')
  await candidate.getByLabel('Full name at birth').fill('Clara Wilhelmina Quist')
  await candidate.getByRole('button', { name: 'Save', exact: true }).click()
  await candidate.getByText('Saved, sealed').waitFor()
  await candidate.goto(link.trim())
  await candidate.getByText('Members of this organisation who opted in').waitFor()
  await expectFit(candidate)
  await candidate.getByRole('button', { name: 'Share with Reed & Daughters' }).click()
  await candidate.getByText('It weighs 20 % there, among candidates who share.').waitFor()
  await candidate.getByText('Never used.').waitFor()

  for (const address of [
    new URL(owner.url()).pathname,
    new URL(owner.url()).pathname.replace('/numerology', ''),
    '/settings/numerology',
    '/settings/privacy',
  ]) {
    await owner.goto(`${origin}${address}`)
    expect(await owner.content()).not.toMatch(/1989-09-04|Wilhelmina|Quist/)
  }
  await candidate.getByRole('button', { name: 'Stop sharing with Reed & Daughters' }).click()
  await candidate.getByText('No longer shared.').first().waitFor()
  await context.close()
  await ownerContext.close()
})
