import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { sendDigest } from '../../server/notifications/send-digests'
import { facebookDelivery } from '../senders'
import { listMails, signIn, signUp } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { expectAccessible, openBrowser } from './browser'

const system = inject('system')
const { origin, vars } = system
/** A Page that the seeded world has connected. */
const PAGE = '100000000000101'
const CRON = { timeout: 40_000, interval: 250 }
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function say(id: string, title: string) {
  const text = `We are hiring! Harbour Light Software is looking for a ${title} in Hamburg, Germany. Full-time, €75,000 - €90,000 per year. You will work with TypeScript and PostgreSQL. Apply at https://harbour-light.example/careers`
  const { body, headers } = facebookDelivery(vars.FACEBOOK_APP_SECRET ?? '', [{ pageId: PAGE, id, verb: 'add', text }])
  expect((await fetch(`${origin}/webhooks/facebook`, { method: 'POST', body, headers })).status).toBe(200)
}

test('two saved searches tell of a post live with why, come as one mail, and one click ends the mails', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  const { page, email } = await signUp(context, 'Nora Lind')
  for (const query of ['q=dirigible', 'q=wrangler&place=Hamburg']) {
    await page.goto(`${origin}/jobs?${query}`)
    await page.getByRole('link', { name: 'Save this search' }).click()
    await page.getByRole('heading', { name: 'Save this search' }).waitFor()
    await page.getByRole('button', { name: 'Save search' }).click()
    await page.getByText('New jobs that it finds are told from now on').waitFor()
  }
  await expectAccessible(page)
  await page.goto(`${origin}/saved-searches?maxAgeDays=7`)
  await page.getByRole('button', { name: 'Save search' }).click()
  await page.getByText('This search would find every new job').waitFor()

  await page.goto(`${origin}/settings/notifications`)
  const agreement = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'New jobs by e-mail' }) })
  await agreement.getByRole('checkbox').check()
  await agreement.getByRole('button', { name: 'Agree' }).click()
  await agreement.getByText('Agreed', { exact: true }).waitFor()

  await page.goto(`${origin}/following`)
  await page.getByText('Nothing new yet').waitFor()
  await expectAccessible(page)
  await say('e2e-searches-1', 'Dirigible Wrangler')
  await page.getByRole('link', { name: 'Notifications, 1 unread' }).waitFor({ timeout: CRON.timeout })
  const line = page.getByRole('listitem').filter({ hasText: 'Why am I seeing this?' })
  await line.getByText('Why am I seeing this?').click()
  await line.getByText('Your saved search “dirigible”').waitFor()
  expect(await line.getByText('Your saved search').count()).toBe(2)
  await expectAccessible(page)

  const me = await page.request.get(`${origin}/v1/people/me`)
  const { id } = z.object({ id: z.string() }).parse(await me.json())
  await sendDigest(systemCtx(system), id)
  const digests = async () => (await listMails(email)).filter(({ subject }) => subject.startsWith('A new job for you'))
  await expect.poll(async () => (await digests()).length, CRON).toBe(1)
  const [mail] = await digests()
  expect(mail?.text).toContain('Your saved search')
  const link = /https?:\S+\/unsubscribe\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  const answer = await fetch(link.replace(/^https?:\/\/[^/]+/, origin), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(answer.status).toBe(200)
  await page.goto(`${origin}/settings/notifications`)
  await agreement.getByText('Not agreed').waitFor()
})

test('on its page one sees whether a job is hidden and its company followed, and takes either back; a hidden one leaves the news, is marked in the list of all jobs, and is shown again by one press', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const { page } = await signUp(context, 'Ivo Blau')
  await say('e2e-searches-2', 'Zeppelin Upholsterer')
  await page.goto(`${origin}/jobs?q=upholsterer`)
  await expect
    .poll(async () => {
      await page.reload()
      return page.getByRole('link', { name: /Zeppelin Upholsterer/ }).count()
    }, CRON)
    .toBeGreaterThan(0)
  await page
    .getByRole('link', { name: /Zeppelin Upholsterer/ })
    .first()
    .click()
  const toast = page.locator('[data-toasts]')
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
  await press('Follow Harbour Light Software')
  await toast.getByText('Following Harbour Light Software').waitFor()
  await page.reload()
  await page.getByRole('button', { name: /^Following Harbour Light Software/ }).waitFor()
  await expectAccessible(page)
  await press('Hide this job')
  await toast.getByText('Hidden: Zeppelin Upholsterer').waitFor()
  await toast.getByRole('button', { name: 'Undo' }).click()
  await toast.getByText('Taken back: Hidden: Zeppelin Upholsterer').waitFor()
  await press('Hide this job')
  await page.getByRole('button', { name: 'Hidden by you: show this job again' }).waitFor()
  await expectAccessible(page)
  await page.reload()
  await page.getByRole('button', { name: 'Hidden by you: show this job again' }).waitFor()
  await page.goto(`${origin}/companies/harbour-light-software`)
  await press(/^Following Harbour Light Software/)
  await toast.getByText('Not following Harbour Light Software any more').waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Follow Harbour Light Software', exact: true }).waitFor()
  await page.goto(`${origin}/jobs?q=upholsterer`)
  const card = page.getByRole('article').filter({ hasText: 'Zeppelin Upholsterer' })
  await expect.poll(() => card.evaluate((element) => getComputedStyle(element, '::before').content), CRON).toBe('"Hidden by you"')
  await page.goto(`${origin}/hidden`)
  await page.getByRole('button', { name: /Show again: .*Zeppelin Upholsterer/ }).click()
  await page.getByText('Nothing is hidden').waitFor()
})

test('without scripts one follows a company, saves, renames, pauses and removes a search, hides a job and shows it again', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, javaScriptEnabled: false })
  await context.addCookies((await signIn(system, 'Ivo Blau')).cookies)
  const page = await context.newPage()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  await page.goto(`${origin}/saved-searches?q=night+baker&place=Lyon`)
  await press('Save search')
  await page.getByText('Saved: night baker, Lyon.').waitFor()
  await page.getByText('Rename').first().click()
  await page.getByLabel('New name').fill('Bread')
  await press('Save name')
  await page.getByText('Renamed: Bread.').waitFor()
  await press('Pause: Bread')
  await page.getByText('Paused: Bread.').waitFor()
  await press('Remove: Bread')
  await page.getByText('No search is saved yet').waitFor()

  await page.goto(`${origin}/jobs?q=engineer`)
  await page.locator('article h2 a').first().click()
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await press(/^Follow /)
  await page.getByText('You follow this company.').waitFor()
  await press(/^Unfollow /)
  await page.getByText('You follow this company no more.').waitFor()
  await page.goto(`${origin}/jobs?q=engineer`)
  await page.locator('article h2 a').first().click()
  await press('Hide this job')
  await page.getByText('The job is hidden').waitFor()
  await page.getByRole('button', { name: `Show again: ${title}` }).click()
  await page.getByText('Nothing is hidden').waitFor()

  await page.goto(`${origin}/recommended`)
  await page.getByLabel('Job titles I want').fill('Software Engineer')
  await press('Save what I want')
  const first = page.getByRole('list', { name: 'Recommended jobs, best first' }).locator('h2 a').first()
  const best = await first.getAttribute('href')
  await press(/^Hide /)
  await page.getByText('The job is hidden').waitFor()
  expect(await first.getAttribute('href')).not.toBe(best)
  await context.close()
})
