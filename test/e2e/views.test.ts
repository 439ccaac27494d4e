import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { candidateFields, hiringApplications, members, organisations } from '../../db/schema'
import { newId } from '../../server/core/ids'
import { addApplications } from '../add-hiring'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { expectAccessible, expectFit, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function enter(name: string, { width = 1280 } = {}) {
  const { cookies, personId } = await signIn(system, name)
  const context: BrowserContext = await browser.newContext({ viewport: { width, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage(), personId }
}

/** An organisation of these people with a field, a posting of two stages and three applicants, Rosa first. */
async function addBakery(staff: string[]) {
  const { db } = systemCtx(system)
  const organisationId = newId('organisation')
  const createdAt = new Date()
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt })
  for (const personId of staff) await db.insert(members).values({ organisationId, personId, role: 'recruiter', joinedAt: createdAt })
  await db
    .insert(candidateFields)
    .values({ organisationId, key: 'shift', name: 'Shift', kind: 'choice', options: ['Early', 'Night'], createdAt })
  const { postingId, applicationIds } = await addApplications(db, organisationId, 3)
  const [rosa] = await db
    .select({ candidateId: hiringApplications.candidateId })
    .from(hiringApplications)
    .where(eq(hiringApplications.id, applicationIds[0] ?? ''))
  return { postingId, rosaId: rosa?.candidateId ?? '' }
}

const card = (page: Page | Locator, name: string) => page.getByRole('link', { name, exact: true })
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
/** The keys of a page work once it is live. */
const openPipeline = async (page: Page, postingId: string, search = '') => {
  await page.goto(`${origin}/hiring/${postingId}${search}`)
  await page.getByText('Live', { exact: true }).waitFor()
}

test('a field that one recruiter fills in is what a view of theirs goes by, and a colleague opens that view', async () => {
  const [rita, otto] = await Promise.all([enter('Rita Recruiter'), enter('Otto Other', { width: 375 })])
  const { postingId, rosaId } = await addBakery([rita.personId, otto.personId])
  await rita.page.goto(`${origin}/candidates/${rosaId}`)
  await rita.page.getByLabel('Shift').selectOption('Night')
  await rita.page.getByRole('button', { name: 'Save fields' }).click()
  await rita.page.getByText('The fields are saved.').waitFor()
  await rita.page.getByText('Who changed what').click()
  await rita.page.getByText('Rita Recruiter: Shift, empty → Night').waitFor()
  await expectAccessible(rita.page)

  await openPipeline(rita.page, postingId)
  await rita.page.getByText('Filter and columns').click()
  await rita.page.getByLabel('Shift').first().selectOption('Night')
  await rita.page.getByLabel('Shown as').selectOption('table')
  await rita.page.getByRole('checkbox', { name: 'Shift' }).check()
  await rita.page.getByRole('button', { name: 'Show', exact: true }).click()
  const table = rita.page.getByRole('region', { name: 'Candidates of this pipeline' })
  await table.getByRole('cell', { name: 'Night' }).waitFor()
  await expect.poll(() => table.getByRole('row').count()).toBe(2)
  await rita.page.getByText('Save this view…').click()
  await rita.page.getByLabel('Name', { exact: true }).fill('Night shift')
  await rita.page.getByLabel('Everybody in the team sees it').check()
  await rita.page.getByRole('button', { name: 'Save view' }).click()
  await rita.page.getByRole('link', { name: /^Night shift/ }).waitFor()
  await rita.page.waitForURL(/view=hvw_/)
  await expectAccessible(rita.page)
  // Back leads through what was looked at, whichever way it was asked for.
  await rita.page.getByRole('link', { name: 'Everybody', exact: true }).click()
  await card(rita.page, 'Applicant Number2').waitFor()
  await rita.page.goBack()
  await table.getByRole('cell', { name: 'Night' }).waitFor()

  await openPipeline(otto.page, postingId)
  await otto.page.getByRole('link', { name: /^Night shift/ }).click()
  const hisTable = otto.page.getByRole('region', { name: 'Candidates of this pipeline' })
  await hisTable.getByRole('link', { name: 'Rosa Delgado' }).waitFor()
  await expect.poll(() => hisTable.getByRole('row').count()).toBe(2)
  await expectFit(otto.page)
  await Promise.all([rita, otto].map(({ context }) => context.close()))
})

test('the palette moves, tags and rejects the card under the focus, a colleague sees it live, and ? lists the keys', async () => {
  const [rita, otto] = await Promise.all([enter('Rita Runner'), enter('Otto Onlooker')])
  const { postingId } = await addBakery([rita.personId, otto.personId])
  await Promise.all([openPipeline(rita.page, postingId), openPipeline(otto.page, postingId)])
  const run = async (name: string, words: string, option: string) => {
    await card(rita.page, name).focus()
    await rita.page.keyboard.press('Control+k')
    const box = rita.page.getByRole('combobox', { name: 'Search everything' })
    await box.fill(words)
    await rita.page.getByRole('option', { name: option, exact: true }).waitFor()
    await box.press('Enter')
    await box.waitFor({ state: 'detached' })
  }
  await run('Rosa Delgado', 'move oven', 'Move to Oven trial')
  await card(column(otto.page, 'Oven trial'), 'Rosa Delgado').waitFor()
  // It is taken back as any other change is.
  await rita.page.getByText('Moved to Oven trial: Rosa Delgado').first().waitFor()
  await rita.page.keyboard.press('z')
  await card(column(otto.page, 'New'), 'Rosa Delgado').waitFor()
  await run('Rosa Delgado', 'tag sourdough', 'Tag sourdough')
  await otto.page.getByText('sourdough', { exact: true }).first().waitFor()
  await run('Applicant Number2', 'reject pay', 'Reject: Pay')
  await card(column(otto.page, 'Closed'), 'Applicant Number2').waitFor()

  await rita.page.keyboard.press('?')
  const sheet = rita.page.getByRole('dialog', { name: 'Keys of this page' })
  await sheet.getByText('Take back the last change').waitFor()
  await sheet.getByText('Select a card; with Shift all up to it').waitFor()
  await expectAccessible(rita.page)
  await Promise.all([rita, otto].map(({ context }) => context.close()))
})
