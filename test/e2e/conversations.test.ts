import { and, eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { conversationMessages, hiringApplications, postings } from '../../db/schema'
import { prepareClosing } from '../../server/conversations/closing'
import { sendTalk } from '../../server/conversations/send-talk'
import { newId } from '../../server/core/ids'
import { addApplications } from '../add-hiring'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { addPublishedPosting } from './add-published-posting'
import { expectAccessible, expectFit, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
/** What a test has written past the Worker reaches rooms and transport by its cron, every ten seconds. */
const BY_CRON = { timeout: 25_000 }
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function enter(name: string): Promise<{ context: BrowserContext; page: Page; personId: string; email: string }> {
  const { cookies, personId } = await signIn(system, name)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage(), personId, email: `${personId}@example.com` }
}

/** Lets what waits in a thread leave now: nobody waits a minute in a test. */
async function letLeave(applicationId: string) {
  const ctx = { ...systemCtx(system), replyDomain: 'numerojobs.example' }
  const waiting = await ctx.db
    .select({ id: conversationMessages.id, version: conversationMessages.version })
    .from(conversationMessages)
    .where(eq(conversationMessages.applicationId, applicationId))
  for (const { id, version } of waiting) await sendTalk(ctx, { messageId: id, version })
}

async function call<T>(page: Page, procedure: string, input: unknown, shape: z.ZodType<T>): Promise<T> {
  const answer = await page.request.post(`${origin}/trpc/${procedure}`, { data: input as Record<string, unknown>, headers: { origin } })
  return z.object({ result: z.object({ data: shape }) }).parse(await answer.json()).result.data
}

test('a recruiter looks at a message and sends it; the candidate sees it live and answers on the page and by mail, and the recruiter sees both live', async () => {
  const [rita, sam] = await Promise.all([enter('Rita Writer'), enter('Sam Answerer')])
  const { postingId } = await addPublishedPosting(system, [rita.personId])
  const resume = await call(sam.page, 'resumes.start', { name: 'Mine' }, z.object({ id: z.string() }))
  const { applicationId } = await call(
    sam.page,
    'hiring.sendApplication',
    { postingId, name: 'Sam', email: 'sam@example.com', answers: { q1: 'yes' }, resumeId: resume.id, batchId: newId('batch') },
    z.object({ applicationId: z.string() }),
  )
  await sam.page.goto(`${origin}/applications/${applicationId}`)
  await sam.page.getByText('Live', { exact: true }).waitFor()
  await rita.page.goto(`${origin}/hiring/${postingId}/${applicationId}`)
  const thread = rita.page.locator('[data-thread]')
  await rita.page.getByText('Live', { exact: true }).waitFor()
  await thread.getByLabel('Subject', { exact: true }).fill('About {{posting.title}}')
  await thread.getByLabel('Message', { exact: true }).fill('Hello {{candidate.first_name}}, can you come on Monday?')
  await thread.getByRole('button', { name: 'Preview' }).click()
  await thread.locator('[data-preview]').getByText('Hello Sam, can you come on Monday?').waitFor()
  await expectAccessible(rita.page)
  await thread.getByRole('button', { name: 'Send', exact: true }).click()
  await thread.getByText('Waits to leave').waitFor()
  await letLeave(applicationId)
  const own = sam.page.locator('[data-own-thread]')
  await own.getByText('Hello Sam, can you come on Monday?').waitFor(BY_CRON)
  await own.getByLabel('Your answer').fill('Monday is fine.')
  await own.getByRole('button', { name: 'Send answer' }).click()
  await thread.getByText('Monday is fine.').waitFor()
  await own.getByText('Monday is fine.').waitFor()
  await expectFit(sam.page)

  // The mail itself, answered as a mail program does.
  const Inbox = z.object({ mails: z.array(z.object({ id: z.string(), subject: z.string() })) })
  const findMail = async () =>
    Inbox.parse(await (await fetch(`${origin}/dev/mail.json?to=${encodeURIComponent(sam.email)}`)).json()).mails.find(
      ({ subject }) => subject === 'About Night Pastry Chef',
    )
  await expect.poll(findMail, { timeout: 25_000, interval: 250 }).toBeDefined()
  const mail = await findMail()
  const inbox = await sam.context.newPage()
  await inbox.goto(`${origin}/dev/mail/${mail?.id}`)
  await inbox.getByLabel('Your answer').fill('One more thing: is there a garden?')
  await inbox.getByRole('button', { name: 'Send the answer' }).click()
  await thread.getByText('One more thing: is there a garden?').waitFor()
  await thread.getByText('Received by mail').waitFor()
  await thread.getByText('Earlier messages, repeated').waitFor()
  await own.getByText('One more thing: is there a garden?').waitFor()
  await expectFit(rita.page)
  await Promise.all([rita, sam].map(({ context }) => context.close()))
})

test('a template is written and sent to many with a preview for each, taken back in time; a prepared closing message is sent with its reason', async () => {
  const rita = await enter('Rita Bulk')
  const { page } = rita
  const ctx = systemCtx(system)
  const { organisationId } = await addPublishedPosting(system, [rita.personId])
  const { postingId, applicationIds } = await addApplications(ctx.db, organisationId, 3)
  const [first = '', second = ''] = applicationIds
  await page.goto(`${origin}/organisations/${organisationId}/templates`)
  await page.getByLabel('Name').fill('First talk')
  await page.getByLabel('Subject').fill('A talk about {{posting.title}}')
  await page.getByLabel('Text').fill('Hello {{candidate.age}}')
  await page.getByRole('button', { name: 'Save template' }).click()
  await page.getByText('There is no field “candidate.age”').first().waitFor()
  await page.getByLabel('Text').fill('Hello {{candidate.first_name}}, shall we talk?')
  await page.getByRole('button', { name: 'Save template' }).click()
  await page.getByRole('heading', { name: /First talk/ }).waitFor()
  await expectFit(page)

  await page.goto(`${origin}/hiring/${postingId}`)
  for (const name of ['Rosa Delgado', 'Applicant Number2']) {
    // A card shows its box under the pointer.
    await page.getByRole('link', { name }).hover()
    await page.getByRole('checkbox', { name: `Select ${name}` }).click()
  }
  await page.getByRole('button', { name: 'Move, tag or end…' }).click()
  await page.getByRole('button', { name: 'Write to them…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Write to 2 candidates' })
  await dialog.getByLabel('Template').selectOption({ label: 'Message: First talk' })
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText('Hello Rosa, shall we talk?').waitFor()
  await dialog.getByRole('button', { name: 'Next' }).click()
  await dialog.getByText('Hello Applicant, shall we talk?').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Send 2 mails' }).click()
  await page.getByText('2 mails leave within a minute.').first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('Taken back: the mails do not leave.').first().waitFor()
  const states = await ctx.db
    .select({ state: conversationMessages.state })
    .from(conversationMessages)
    .where(and(eq(conversationMessages.applicationId, first), eq(conversationMessages.kind, 'message')))
  expect(states).toEqual([{ state: 'cancelled' }])

  await ctx.db.update(hiringApplications).set({ promiseBrokenAt: new Date() }).where(eq(hiringApplications.id, second))
  await prepareClosing(ctx, second)
  await page.goto(`${origin}/hiring`)
  const overdue = page.locator('[data-overdue]')
  await expectFit(page)
  await overdue.getByRole('link', { name: 'Applicant Number2' }).click()
  const closing = page.locator('[data-closing]')
  await closing.getByLabel('Reason for the end').selectOption('skills')
  await closing.getByRole('button', { name: 'End and send' }).click()
  await page.getByText('The application has ended').waitFor()
  await page.locator('[data-thread]').getByText('Waits to leave').waitFor()
  await expectAccessible(page)
  await rita.context.close()
})

test('without an account the thread stands on the status page, and is answered there', async () => {
  const rita = await enter('Rita Status')
  const ctx = systemCtx(system)
  const { organisationId } = await addPublishedPosting(system, [rita.personId])
  const { postingId, applicationIds } = await addApplications(ctx.db, organisationId, 1)
  const [applicationId = ''] = applicationIds
  const token = 'a1'.repeat(20)
  await ctx.db
    .update(hiringApplications)
    .set({ statusTokenHash: await ctx.hash(`hiring.status:${token}`) })
    .where(eq(hiringApplications.id, applicationId))
  await ctx.db.update(postings).set({ title: 'Head baker' }).where(eq(postings.id, postingId))
  await call(
    rita.page,
    'conversations.write',
    { applicationId, subject: 'A question', text: 'Do you bake at night?', batchId: newId('batch') },
    z.object({ id: z.string() }),
  )
  await letLeave(applicationId)
  const context = await browser.newContext({ viewport: { width: 375, height: 700 }, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(`${origin}/status/${token}`)
  await page.getByText('Do you bake at night?').waitFor()
  await page.getByLabel('Your answer').fill('I only bake at night.')
  await page.getByRole('button', { name: 'Send answer' }).click()
  await page.locator('[data-own-thread]').getByText('I only bake at night.', { exact: true }).waitFor()
  await rita.page.goto(`${origin}/hiring/${postingId}/${applicationId}`)
  await rita.page.locator('[data-thread]').getByText('I only bake at night.').waitFor()
  await Promise.all([context, rita.context].map((each) => each.close()))
})
