import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { expectAccessible, openBrowser } from './browser'

const { origin } = inject('system')
const FIRST_PAGE_BYTES_MAX = 110_000
let browser: Browser
let job: string
let company: string
beforeAll(async () => {
  browser = await openBrowser()
  const list = await (await fetch(`${origin}/jobs`)).text()
  // The newest that is known well enough for search engines: what other walks have just pasted is not.
  for (const [path] of list.matchAll(/\/jobs\/[a-z0-9-]*job_[0-9a-f]{32}/g)) {
    job = path
    if ((await (await fetch(`${origin}${path}`)).text()).includes('application/ld+json')) break
  }
  company = /\/companies\/[a-z0-9-]+/.exec(await (await fetch(`${origin}${job}`)).text())?.[0] ?? ''
})
afterAll(async () => {
  await browser.close()
})

const PAGES: [string, () => string, number][] = [
  ['the first page', () => '/', 200],
  ['the jobs', () => '/jobs', 200],
  ['a search', () => '/jobs?q=nurse&remote=onsite&payMin=20000&currency=EUR', 200],
  ['a search without a result', () => '/jobs?q=xylophonist&remote=remote', 200],
  ['a job', () => job, 200],
  ['a company', () => company, 200],
  ['the market', () => '/market', 200],
  ['the market of one role', () => '/market?role=software+engineer', 200],
  ['a market of hardly any jobs', () => '/market?role=lighthouse+keeper&region=IS', 200],
  ['pasting', () => '/paste', 200],
  ['about', () => '/about', 200],
  ['privacy', () => '/privacy', 200],
  ['an address nobody knows', () => '/no-such-page', 404],
  ['a deletion nobody asked for', () => '/privacy/deletion/del_none', 404],
]

test.each(PAGES)('%s is accessible by day and by night, and fits 320 pixels', async (_, path, status) => {
  for (const [colorScheme, width] of [
    ['light', 320],
    ['dark', 1280],
  ] as const) {
    const { page, complaints } = await open({ colorScheme, viewport: { width, height: 800 } })
    const answer = await page.goto(`${origin}${path()}`)
    expect(answer?.status()).toBe(status)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    if (status === 200) expect(complaints).toEqual([])
    await page.context().close()
  }
})

test.each(['/', '/jobs'])('the scripts that %s loads weigh at most 110 kB gzipped', async (path) => {
  const { page } = await open()
  const scripts = new Set<string>()
  page.on('request', (request) => request.resourceType() === 'script' && scripts.add(request.url()))
  await page.goto(`${origin}${path}`)
  await page.waitForLoadState('networkidle')
  const bytes = await Promise.all([...scripts].map(async (url) => gzipSync(await (await fetch(url)).text()).length))
  expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(FIRST_PAGE_BYTES_MAX)
  await page.context().close()
})

test('every choice of filter is in the address, can be taken back, and Back goes back', async () => {
  const { page } = await open()
  await page.goto(`${origin}/jobs`)
  const remote = page.getByRole('checkbox', { name: /^Remote/ })
  await remote.check()
  await page.waitForURL(/remote=remote/)
  await page.getByRole('checkbox', { name: /^Senior/ }).check()
  await page.waitForURL(/seniority=senior/)
  await page.goBack()
  await expect.poll(() => page.getByRole('checkbox', { name: /^Senior/ }).isChecked()).toBe(false)
  expect(await remote.isChecked()).toBe(true)
  await page.getByRole('link', { name: 'Remove filter: Remote' }).click()
  await expect.poll(() => remote.isChecked()).toBe(false)
  expect(new URL(page.url()).search).toBe('')
  await page.context().close()
})

test('jobs are found and opened by keyboard alone', async () => {
  const { page } = await open()
  await page.goto(`${origin}/jobs`)
  await page.locator('[data-job-link]').nth(1).waitFor()
  const titles = await page.locator('[data-job-link]').allInnerTexts()
  // Pressed once: what answers keys is loaded by the first, and a second one would be answered after the box was left again.
  await page.waitForLoadState('networkidle')
  await page.keyboard.press('/')
  await expect.poll(() => page.getByRole('searchbox').evaluate((box) => box === document.activeElement)).toBe(true)
  await page.getByRole('searchbox').blur()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: titles[1], exact: true }).waitFor()
  await page.context().close()
})

test('without scripts one can search, read a job and report it', async () => {
  const { page } = await open({ javaScriptEnabled: false })
  await page.goto(`${origin}/jobs`)
  await page.getByRole('searchbox').fill('engineer')
  await page.getByRole('checkbox', { name: /^Remote/ }).check()
  await page.getByRole('button', { name: 'Search' }).click()
  expect(new URL(page.url()).searchParams.getAll('remote')).toEqual(['remote'])
  await page.goto(`${origin}${job}`)
  await page.getByRole('heading', { level: 2, name: 'Where this comes from' }).waitFor()
  await page.getByRole('link', { name: 'Report this job' }).click()
  await page.getByLabel('Details are wrong').check()
  await page.getByRole('button', { name: 'Send report' }).click()
  await page.getByText('Thank you. The people who run this site will read your report.').locator('visible=true').first().waitFor()
  await page.context().close()
})

test.each([true, false])(
  'a pasted post is read, corrected and sent, and a refusal loses nothing (scripts: %s)',
  async (javaScriptEnabled) => {
    const { page } = await open({ javaScriptEnabled })
    await page.goto(`${origin}/paste`)
    await page
      .getByLabel('The post')
      .fill(
        `We are hiring! Harbour Light Software is looking for a Lighthouse Engineer in Hamburg, Germany. Full-time, €75,000 - €90,000 per year. Scripts ${javaScriptEnabled}.`,
      )
    await page.getByRole('button', { name: 'Read it' }).click()
    const title = page.getByRole('textbox', { name: 'Title', exact: true })
    await title.waitFor()
    expect(await title.inputValue()).toBe('Lighthouse Engineer')
    expect(await page.locator('mark[data-mark=title]').first().innerText()).toContain('Lighthouse Engineer')
    if (javaScriptEnabled) await expectAccessible(page)
    await page.getByLabel('Pay from').fill('a good deal')
    await page.getByRole('textbox', { name: 'Company', exact: true }).fill('Harbour Light')
    await page.getByRole('button', { name: 'Confirm the job' }).click()
    await page.getByText('Write pay as a number').waitFor()
    expect(await page.getByLabel('Pay from').inputValue()).toBe('a good deal')
    expect(await page.getByRole('textbox', { name: 'Company', exact: true }).inputValue()).toBe('Harbour Light')
    await page.getByLabel('Pay from').fill('75,000')
    await page.getByRole('button', { name: 'Confirm the job' }).click()
    await page.getByRole('heading', { level: 1, name: /looks at it next/ }).waitFor()
    await page.context().close()
  },
)

test('a post that offers nothing is called by its name', async () => {
  const { page } = await open()
  await page.goto(`${origin}/paste`)
  await page
    .getByLabel('The post')
    .fill('I am looking for work as a nurse in Leeds. Ten years of experience, please message me if you know of anything.')
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByRole('heading', { level: 1, name: 'This does not read like an offer' }).waitFor()
  await page.context().close()
})

test('the chosen theme stays', async () => {
  const { page } = await open({ colorScheme: 'light' })
  await page.goto(`${origin}/about`)
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme)
  await expect
    .poll(async () => {
      if ((await theme()) !== 'dark') await page.getByRole('button', { name: 'Switch between light and dark' }).click()
      return theme()
    })
    .toBe('dark')
  await page.reload()
  expect(await theme()).toBe('dark')
  await page.context().close()
})

test('a job page has one address, its markup, and words for shared links', async () => {
  const id = job.slice(-36)
  const moved = await fetch(`${origin}/jobs/${id}`, { redirect: 'manual' })
  expect([moved.status, moved.headers.get('location')]).toEqual([301, job])
  const html = await (await fetch(`${origin}${job}`)).text()
  expect(html).toContain(`<link rel="canonical" href="${origin}${job}"/>`)
  expect(html).toMatch(/<meta property="og:title" content="[^"]+"\/>/)
  const markup = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/.exec(html)?.[1] ?? '{}'
  expect(JSON.parse(markup)).toMatchObject({ '@type': 'JobPosting', hiringOrganization: { '@type': 'Organization' } })
})

/** A page of its own, and what the browser complained about on it: errors of scripts and refusals of the content policy. */
async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  return { page, complaints }
}

test('a word that names a filter is that filter; it is shown, can be removed, and can be made a word again', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${origin}/jobs?q=remote+engineer`)
  await page.getByText('is read as the filter').waitFor()
  expect(await page.getByRole('searchbox', { name: 'Search jobs' }).inputValue()).toBe('engineer')
  expect(
    await page
      .getByRole('checkbox', { name: /^Remote/ })
      .first()
      .isChecked(),
  ).toBe(true)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Search for the word “remote” instead' }).click()
  await page.getByText('is read as the filter').waitFor({ state: 'detached' })
  expect(new URL(page.url()).search).toBe('?q=%22remote%22+engineer')
  await page.goBack()
  await page.getByRole('link', { name: 'Remove filter: Remote' }).click()
  await page.waitForURL('**/jobs?q=engineer')
  await context.close()
})

test('no link of a job page says only a word that tells nothing, such as a skill called Go', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}/jobs?skill=Go`)
  await page.locator('a[data-job-link]').first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const words = await page
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLElement).innerText.trim().toLowerCase()))
  expect(words.some((each) => each.replace(/\s+/g, ' ') === 'go jobs')).toBe(true)
  expect(words.filter((each) => ['go', 'here', 'this', 'start', 'more', 'learn more', 'information'].includes(each))).toEqual([])
  await context.close()
})
