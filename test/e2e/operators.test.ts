import { createTRPCClient, httpLink } from '@trpc/client'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { operatorLink } from '../../scripts/operator-link.mjs'
import type { AppRouter } from '../../server/entry/app-router'
import { facebookDelivery } from '../senders'
import { expectAccessible, openBrowser } from './browser'

const { origin, vars } = inject('system')
/** A Page that the seeded world has connected. */
const PAGE = '100000000000101'
const visitor = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc` })] })
let browser: Browser
let session: Awaited<ReturnType<BrowserContext['storageState']>>
beforeAll(async () => {
  browser = await openBrowser()
  const context = await browser.newContext()
  await (await context.newPage()).goto(operatorLink({ origin, secret: vars.SESSION_SECRET ?? '' }))
  session = await context.storageState()
  await context.close()
  await paste('Sign Writer')
})
afterAll(() => browser.close())

const enter = (options: BrowserContextOptions = {}) =>
  browser.newContext({ storageState: session, viewport: { width: 1280, height: 860 }, ...options })

/** A lead that waits for an operator: a stranger pasted and confirmed it. */
async function paste(title: string) {
  const draft = { title, company: 'Lamp & Line', places: ['Graz, Austria'], remoteRegions: [], skills: [] }
  const empty = { remote: null, salary: null, employmentType: null, seniority: null, applyUrl: null, contact: null }
  const text = `Lamp & Line is hiring a ${title} in Graz, Austria. Come by and ask for Ada.`
  return visitor.leads.confirmPasted.mutate({ text, draft: { ...draft, ...empty } })
}

async function openQueue(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/operator/leads`)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  return page
}
const row = (page: Page, leadId: string) => page.locator(`[data-lead="${leadId}"]`)

test.each(['/operator', '/operator/leads', '/operator/reports', '/operator/tasks', '/operator/pages'])(
  '%s is accessible by day and by night, fits 320 pixels, and is for operators alone',
  async (path) => {
    for (const [colorScheme, width] of [
      ['light', 320],
      ['dark', 1280],
    ] as const) {
      const context = await enter({ colorScheme, viewport: { width, height: 800 } })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      await page.goto(`${origin}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(await page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex')
      expect(complaints).toEqual([])
      await context.close()
    }
    const asVisitor = await fetch(`${origin}${path}`)
    expect([asVisitor.status, asVisitor.headers.get('cache-control')]).toEqual([401, 'private, no-store'])
  },
)

test('a post that is read appears on the dashboard by itself, and counts', async () => {
  const context = await enter()
  const page = await context.newPage()
  await page.goto(`${origin}/operator`)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  const received = async () =>
    Number.parseInt(
      (
        await page
          .getByText(/posts? in the last 60 minutes/)
          .first()
          .innerText()
      ).replaceAll(',', ''),
      10,
    )
  const before = await received()
  const text = 'Lost my umbrella on tram 6 this morning, blue with a wooden handle. Happy about any hint!'
  const { body, headers } = facebookDelivery(vars.FACEBOOK_APP_SECRET ?? '', [{ pageId: PAGE, id: 'operators-1', text }])
  expect((await fetch(`${origin}/webhooks/facebook`, { method: 'POST', body, headers })).status).toBe(200)
  await page
    .getByRole('list', { name: 'Newest readings' })
    .getByText(/^read in/)
    .first()
    .waitFor({ timeout: 10_000 })
  expect(await received()).toBe(before + 1)
  await page.getByText('Well', { exact: true }).nth(2).waitFor({ timeout: 10_000 })
  await context.close()
})

test('a queue is worked off by keyboard: next, previous, approve, reject with a reason; what came in is counted and moves nothing', async () => {
  const first = await paste('Lantern Painter')
  const second = await paste('Rope Tester')
  const context = await enter()
  const page = await openQueue(context)
  expect(await row(page, second.leadId).getAttribute('aria-current')).toBe('true')
  await page.keyboard.press('j')
  expect(await row(page, first.leadId).getAttribute('aria-current')).toBe('true')
  await page.keyboard.press('k')
  await page.keyboard.press('j')

  await page.keyboard.press('a')
  await row(page, first.leadId).waitFor({ state: 'detached' })
  await page.getByText('Approved: Lantern Painter').waitFor()
  await expect.poll(async () => (await visitor.jobs.search.query({ q: '"Lantern Painter"' })).data.length).toBe(1)

  const before = await page.locator('[data-lead]').first().getAttribute('data-lead')
  const third = await paste('Bell Tuner')
  await page.getByRole('button', { name: '1 new' }).waitFor({ timeout: 10_000 })
  expect(await page.locator('[data-lead]').first().getAttribute('data-lead')).toBe(before)
  await page.keyboard.press('n')
  await row(page, third.leadId).waitFor()

  await row(page, second.leadId).click()
  await page.keyboard.press('r')
  // One press after the other, without waiting: the dialog is about the row that was clicked, and says so.
  await page.getByRole('dialog', { name: 'What is it instead?' }).getByText('Rope Tester').waitFor()
  await page.keyboard.press('3')
  await row(page, second.leadId).waitFor({ state: 'detached' })
  await page.getByText('Rejected: Rope Tester').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await context.close()
})

test('a decision that is refused brings its lead back, with the reason and with all that was typed', async () => {
  const { leadId } = await paste('Kite Inspector')
  const context = await enter()
  const page = await openQueue(context)
  await row(page, leadId).click()
  await page.getByLabel('Title').fill('K')
  await page.getByLabel('Company').fill('Lamp & Line North')
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('alert').getByText('Not saved.').waitFor()
  await row(page, leadId).getByText('Not saved').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('K')
  expect(await page.getByLabel('Company').inputValue()).toBe('Lamp & Line North')
  await page.getByText('Give the job a title.').waitFor()
  await page.getByLabel('Title').fill('Kite Inspector')
  await page.getByRole('button', { name: 'Approve' }).click()
  await row(page, leadId).waitFor({ state: 'detached' })
  await expect.poll(async () => (await visitor.jobs.search.query({ q: '"Kite Inspector"' })).data[0]?.companyName).toBe('Lamp & Line North')
  await context.close()
})

test('two operators at one lead: the second sees at once what it is now, and cannot decide it again', async () => {
  const { leadId } = await paste('Clock Winder')
  const context = await enter()
  const [one, two] = [await openQueue(context), await openQueue(context)]
  await row(two, leadId).click()
  await row(one, leadId).click()
  await one.getByRole('button', { name: 'Approve' }).click()
  await two.getByText('Another operator decided this meanwhile.').waitFor({ timeout: 10_000 })
  expect(await two.getByRole('alert').innerText()).toContain('approved')
  expect(await two.getByRole('button', { name: 'Approve' }).count()).toBe(0)
  await context.close()
})

test('without scripts a lead is approved and another rejected', async () => {
  const [first, second] = [await paste('Globe Polisher'), await paste('Chalk Grinder')]
  const context = await enter({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}/operator/leads?lead=${first.leadId}`)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Approved: Globe Polisher').waitFor()
  await page.goto(`${origin}/operator/leads?lead=${second.leadId}`)
  await page.getByRole('link', { name: 'Reject…' }).click()
  await page.getByRole('button', { name: /Talk about work/ }).click()
  await page.getByText('Rejected: Chalk Grinder').waitFor()
  expect(await row(page, second.leadId).count()).toBe(0)
  await context.close()
})

test('a Page is connected and disconnected, and a wrong id is refused with what was typed', async () => {
  const context = await enter()
  const page = await context.newPage()
  await page.goto(`${origin}/operator/pages`)
  await page.getByLabel('Page id').fill('12a')
  await page.getByLabel('Name').fill('Market Hall')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('A Page id is digits only.').waitFor()
  expect(await page.getByLabel('Name').inputValue()).toBe('Market Hall')
  await page.getByLabel('Page id').fill('99999900001')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByText('Market Hall is connected.').waitFor()
  await page.getByRole('link', { name: 'Disconnect Market Hall' }).click()
  await page.getByRole('dialog', { name: 'Disconnect Market Hall?' }).getByRole('button', { name: 'Disconnect' }).click()
  await page.getByText('Market Hall is disconnected.').waitFor()
  await context.close()
})

/** An open job whose title holds this word, reported by somebody. */
async function report(word: string) {
  const { leadId } = await paste(word)
  const context = await enter()
  const page = await openQueue(context)
  await row(page, leadId).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText(`Approved: ${word}`).waitFor()
  await context.close()
  await expect.poll(async () => (await visitor.jobs.search.query({ q: `"${word}"` })).data.length).toBe(1)
  const jobId = (await visitor.jobs.search.query({ q: `"${word}"` })).data[0]?.id ?? ''
  await visitor.jobs.report.mutate({ jobId, reason: 'scam', text: 'They ask for money first.' })
  return jobId
}
const reported = (page: Page, jobId: string) => page.locator(`[data-reported="${jobId}"]`)

test('reports are worked off by keyboard: one job is kept, another closed with a reason; a new report is counted live and moves nothing', async () => {
  const [kept, closed] = [await report('Weathervane Maker'), await report('Marble Counter')]
  const context = await enter()
  const page = await context.newPage()
  await page.goto(`${origin}/operator/reports`)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await page.keyboard.press('j')
  const order = await page.locator('[data-reported]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-reported')))
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-reported'))).toBe(order[0])
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expectAccessible(page)

  const late = await report('Button Sorter')
  await page.getByRole('button', { name: '1 new' }).waitFor({ timeout: 10_000 })
  await expect.poll(() => page.getByRole('link', { name: /^Reports/ }).innerText()).toContain(String(order.length + 1))
  expect(await reported(page, late).count()).toBe(0)
  await page.keyboard.press('n')
  await reported(page, late).waitFor()

  await reported(page, kept).focus()
  await page.keyboard.press('s')
  await reported(page, kept).waitFor({ state: 'detached' })
  await page.getByText('Kept: Weathervane Maker').locator('visible=true').waitFor()

  await reported(page, closed).focus()
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'Close “Marble Counter”?' })
  await dialog.waitFor()
  await expectAccessible(page)
  expect(await dialog.getByRole('radio', { name: 'A scam' }).isChecked()).toBe(true)
  await dialog.getByLabel('Note for other operators').fill('Asks for money.')
  await dialog.getByRole('button', { name: 'Close the job' }).click()
  await reported(page, closed).waitFor({ state: 'detached' })
  expect((await fetch(`${origin}/jobs/${closed}`)).status).toBe(410)
  expect((await fetch(`${origin}/jobs/${kept}`)).status).toBe(200)
  await page.goto(`${origin}/operator/reports?state=answered`)
  await reported(page, closed).getByText('Asks for money.').waitFor()
  await expectAccessible(page)
  await context.close()
})

test('without scripts a report is read and its job closed', async () => {
  const jobId = await report('Ink Taster')
  const context = await enter({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}/operator/reports`)
  await reported(page, jobId).getByRole('link', { name: 'Close the job…' }).click()
  await reported(page, jobId).getByRole('button', { name: 'Close the job' }).click()
  await page.getByText('Closed: Ink Taster').waitFor()
  expect((await fetch(`${origin}/jobs/${jobId}`)).status).toBe(410)
  await context.close()
})

test('an approval is undone from its toast, and another one later from the list of decided leads', async () => {
  const { leadId } = await paste('Candle Judge')
  const context = await enter()
  const page = await openQueue(context)
  const found = async () => (await visitor.jobs.search.query({ q: '"Candle Judge"' })).data.length
  await row(page, leadId).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await row(page, leadId).waitFor({ state: 'detached' })
  await expect.poll(found).toBe(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back: Candle Judge').waitFor()
  await row(page, leadId).waitFor()
  await expect.poll(found).toBe(0)

  await row(page, leadId).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await row(page, leadId).waitFor({ state: 'detached' })
  await expect.poll(found).toBe(1)
  await page.goto(`${origin}/operator/leads?state=confirmed&lead=${leadId}`)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Take the decision back' }).click()
  await page.getByText('Taken back: Candle Judge').waitFor()
  await row(page, leadId).waitFor({ state: 'detached' })
  await expect.poll(found).toBe(0)
  await context.close()
})

test('approving what reads like a scam is asked for twice, by keyboard too', async () => {
  const text = `💰💰 WORK FROM YOUR PHONE 💰💰 Earn $450 DAILY GUARANTEED just by liking videos!! No experience, no interview, only 20 minutes a day.
Pay the $25 activation and get your starter account today. Telegram @quickjobs_anna ONLY`
  const draft = { title: 'Parcel Clerk', company: null, places: [], remoteRegions: [], skills: [], remote: null, salary: null }
  const { leadId } = await visitor.leads.confirmPasted.mutate({
    text,
    draft: { ...draft, employmentType: null, seniority: null, applyUrl: null, contact: null },
  })
  const context = await enter()
  const page = await openQueue(context)
  await row(page, leadId).click()
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: 'This reads like a scam' })
  await dialog.waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect((await visitor.jobs.search.query({ q: '"Parcel Clerk"' })).data).toEqual([])
  await page.keyboard.press('a')
  await dialog.getByRole('button', { name: 'Approve it all the same' }).click()
  await row(page, leadId).waitFor({ state: 'detached' })
  await expect.poll(async () => (await visitor.jobs.search.query({ q: '"Parcel Clerk"' })).data.length).toBe(1)
  await context.close()
})
