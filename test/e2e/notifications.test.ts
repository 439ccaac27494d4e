import { mkdirSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import type { NotificationData } from '../../contract/notifications'
import { withEvents } from '../../server/live/outbox'
import { notify } from '../../server/notifications/notify'
import { systemCtx } from '../system-ctx'
import { expectAccessible, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
/** Cron runs every ten seconds here. */
const CRON = { timeout: 40_000, interval: 250 }
const SHOTS = process.env.SHOTS_DIR

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const Inbox = z.object({
  mails: z.array(z.object({ subject: z.string(), text: z.string(), headers: z.array(z.tuple([z.string(), z.string()])) })),
})
const mailsTo = async (to: string) => Inbox.parse(await (await fetch(`${origin}/dev/mail.json?to=${encodeURIComponent(to)}`)).json()).mails

test('a person agrees to updates, is told of one live and by mail, reads it, and ends the mails with one click', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  const page = await context.newPage()
  const { personId, email } = await signUp(page)

  await page.goto(`${origin}/settings/notifications`)
  await expectAccessible(page)
  const agreement = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Updates by e-mail' }) })
  expect(await agreement.getByRole('checkbox').isChecked()).toBe(false)
  await agreement.getByRole('checkbox').check()
  await agreement.getByRole('button', { name: 'Agree' }).click()
  await agreement.getByText('Agreed', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: 'A saved job closes: E-mail' }).uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  expect(await page.getByRole('checkbox', { name: 'A saved job closes: E-mail' }).isChecked()).toBe(false)

  await page.goto(`${origin}/notifications`)
  await page.getByText('Nothing has happened yet').waitFor()
  await expectAccessible(page)
  await tell(personId, {
    event: 'application.moved',
    applicationId: `app_${'1'.repeat(32)}`,
    jobTitle: 'Baker <b>',
    companyName: 'Bread & Sons',
    stage: 'Interview',
  })
  await page.getByRole('link', { name: 'Notifications, 1 unread' }).waitFor({ timeout: CRON.timeout })
  await page.getByRole('link', { name: 'Baker <b> at Bread & Sons: Interview' }).waitFor()
  await expectAccessible(page)
  await shoot(page, 'notifications')
  await page.getByRole('button', { name: 'Mark as read: Baker <b> at Bread & Sons: Interview' }).click()
  await page.getByRole('link', { name: 'Notifications', exact: true }).first().waitFor()

  await expect.poll(async () => (await mailsTo(email)).some(({ subject }) => subject.startsWith('Baker')), CRON).toBe(true)
  const mail = (await mailsTo(email)).find(({ subject }) => subject.startsWith('Baker'))
  const header = (name: string) => mail?.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
  const link = header('list-unsubscribe').replace(/[<>]/g, '')
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')

  // Somebody without a session, as the mail's reader may be on any device: looking ends nothing.
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(link)
  await expectAccessible(stranger)
  await shoot(stranger, 'unsubscribe')
  await page.goto(`${origin}/settings/notifications`)
  await agreement.getByText('Agreed', { exact: true }).waitFor()
  await stranger.getByRole('button', { name: 'Unsubscribe' }).click()
  await stranger.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
  await page.reload()
  await agreement.getByText('Not agreed').waitFor()
  await agreement.getByText('by one click in a mail').waitFor()
  await page.getByRole('table', { name: 'Messages to you' }).getByText('Sent').first().waitFor()
  await expectAccessible(page)
  await shoot(page, 'settings')
  // And what a mail program sends by itself, twice.
  for (let time = 0; time < 2; time++) {
    const answer = await fetch(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) })
    expect(answer.status).toBe(200)
  }
  await stranger.goto(`${link}x`)
  expect(await stranger.title()).not.toContain('Unsubscribe')
})

test('the settings work without scripts, and nobody who is not signed in sees them', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  expect((await page.goto(`${origin}/settings/notifications`))?.status()).toBe(401)
  expect((await page.goto(`${origin}/notifications`))?.status()).toBe(401)
  await signUp(page)
  await page.goto(`${origin}/settings/notifications`)
  await page.getByLabel('Quiet from').fill('22:00')
  await page.getByLabel('Quiet until').fill('07:00')
  await page.getByLabel('Updates by e-mail').first().selectOption('daily')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(await page.getByLabel('Quiet from').inputValue()).toBe('22:00')
  await page.getByLabel('Your number').fill('12')
  await page.getByRole('button', { name: 'Send a code' }).click()
  await page.getByText('Give the number with its country code, like').first().waitFor()
  await shoot(page, 'settings-wide')
})

let people = 0

/** Makes an account by the code of the mail; the cookies of the session lie in the page's context. */
async function signUp(page: Page): Promise<{ personId: string; email: string }> {
  const email = `reader${++people}.${Date.now()}@example.com`
  const { request } = page.context()
  const register = await request.post(`${origin}/v1/auth/register`, { data: { email, password: 'four words make one', name: 'Anna Reed' } })
  expect(register.status()).toBe(200)
  await expect.poll(async () => (await mailsTo(email)).length, CRON).toBe(1)
  const code = /\b\d{6}\b/.exec((await mailsTo(email))[0]?.text ?? '')?.[0] ?? ''
  const verified = await request.post(`${origin}/v1/auth/verify`, { data: { email, code } })
  return { personId: z.object({ personId: z.string() }).parse(await verified.json()).personId, email }
}

function tell(personId: string, data: NotificationData): Promise<string | null> {
  const ctx = systemCtx(system)
  return withEvents(ctx, (tx, emit) => notify(ctx, tx, emit, { personId, data, key: data.event }))
}

/** Pictures for a person to look at, where SHOTS_DIR says so. */
async function shoot(page: Page, name: string): Promise<void> {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  const width = page.viewportSize()?.width ?? 0
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: `${SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
