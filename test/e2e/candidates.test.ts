import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { candidates, hiringApplications, members, organisations } from '../../db/schema'
import { newId } from '../../server/core/ids'
import { joinPoolByApplying } from '../../server/hiring/talent-pool'
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

async function enter(name: string, width = 1280): Promise<{ context: BrowserContext; page: Page; personId: string }> {
  const { cookies, personId } = await signIn(system, name)
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage(), personId }
}

/** An organisation of these people with a posting and two applicants, Rosa and another of whom she may be the same person. */
async function addBakery(staff: string[]) {
  const { db } = systemCtx(system)
  const organisationId = newId('organisation')
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: new Date() })
  for (const personId of staff) await db.insert(members).values({ organisationId, personId, role: 'owner', joinedAt: new Date() })
  const { postingId, applicationIds } = await addApplications(db, organisationId, 2)
  const idOf = async (applicationId = '') => {
    const [row] = await db
      .select({ id: hiringApplications.candidateId })
      .from(hiringApplications)
      .where(eq(hiringApplications.id, applicationId))
    return row?.id ?? ''
  }
  const [rosaId, otherId] = [await idOf(applicationIds[0]), await idOf(applicationIds[1])]
  await db.update(candidates).set({ email: 'applicant1@people.example', phone: '+33 6 12 34 56 78' }).where(eq(candidates.id, otherId))
  await db.update(candidates).set({ resumeText: 'Head baker. Sourdough since 2009, in Lyon.' }).where(eq(candidates.id, rosaId))
  return { db, organisationId, postingId, rosaId, otherId }
}

test('a recruiter merges two candidates and takes it back, and a colleague’s open pipeline shows both at once', async () => {
  const [rita, otto] = await Promise.all([enter('Rita Recruiter', 375), enter('Otto Owner')])
  const { postingId, rosaId, otherId } = await addBakery([rita.personId, otto.personId])
  await otto.page.goto(`${origin}/hiring/${postingId}`)
  const cards = (name: string) => otto.page.getByRole('link', { name, exact: true })
  await cards('Applicant Number2').waitFor()
  await otto.page.getByText('Live', { exact: true }).waitFor()

  await rita.page.goto(`${origin}/candidates/${rosaId}?with=${otherId}`)
  await rita.page.getByText('Both have: the address applicant1@people.example').waitFor()
  await rita.page.getByRole('group', { name: 'Phone' }).getByLabel('+33 6 12 34 56 78').check()
  await expectAccessible(rita.page)
  await expectFit(rita.page)
  await rita.page.getByRole('button', { name: 'Merge into one candidate' }).click()
  await rita.page.getByText('They are one candidate now.').waitFor()
  await rita.page.getByRole('link', { name: '+33 6 12 34 56 78' }).waitFor()
  await expect.poll(() => cards('Rosa Delgado').count()).toBe(2)
  expect(await cards('Applicant Number2').count()).toBe(0)
  // The old address leads to the one they were found to be.
  await rita.page.goto(`${origin}/candidates/${otherId}`)
  await rita.page.getByRole('heading', { name: 'Rosa Delgado' }).waitFor()
  expect(rita.page.url()).toBe(`${origin}/candidates/${rosaId}`)

  await rita.page.getByRole('button', { name: 'Take this merge back' }).click()
  await rita.page.getByText('Both are what they were.').waitFor()
  await cards('Applicant Number2').waitFor()
  await expect.poll(() => cards('Rosa Delgado').count()).toBe(1)
  await Promise.all([rita, otto].map(({ context }) => context.close()))
})

test('a file is looked at, its wrong rows come back as a file, and the others stand in a colleague’s open pipeline', async () => {
  const [rita, otto] = await Promise.all([enter('Rita Reader'), enter('Otto Other')])
  const { organisationId, postingId } = await addBakery([rita.personId, otto.personId])
  await otto.page.goto(`${origin}/hiring/${postingId}`)
  await otto.page.getByText('Live', { exact: true }).waitFor()
  await rita.page.goto(`${origin}/candidates/import?organisation=${organisationId}&posting=${postingId}`)
  const csv = 'Candidate ID,First Name,Last Name,Email,Applied On\n1,Vera,Visser,vera@people.example,2026-03-02\n2,Willem,,no address,\n'
  await rita.page.getByLabel('CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await rita.page.getByRole('button', { name: 'Look at the file' }).click()
  await rita.page.getByText('These are the columns of Greenhouse.').waitFor()
  await rita.page.getByRole('cell', { name: '“no address” is no e-mail address.' }).waitFor()
  await expectAccessible(rita.page)
  await expectFit(rita.page)
  const downloading = rita.page.waitForEvent('download')
  await rita.page.getByRole('button', { name: 'Download the error file' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('candidates-to-correct.csv')
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toBe('2,Willem,,no address,,3,“no address” is no e-mail address.')
  await rita.page.getByRole('button', { name: 'Enter 1 candidate' }).click()
  await rita.page.getByText('1 candidate entered.').waitFor()
  await otto.page.getByRole('link', { name: 'Vera Visser' }).waitFor()
  await Promise.all([rita, otto].map(({ context }) => context.close()))
})

test('a word of a résumé is found and marked, and who joins the talent pool by their own link leaves it by the same', async () => {
  const rita = await enter('Rita Seeker')
  const { organisationId, rosaId } = await addBakery([rita.personId])
  const { page } = rita
  await page.goto(`${origin}/candidates?organisation=${organisationId}`)
  await page.getByLabel('Words of a résumé, a name or a tag').fill('sourdough')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.locator('mark', { hasText: 'Sourdough' }).waitFor()
  expect(await page.getByRole('list', { name: 'Candidates' }).getByRole('link', { name: 'Rosa Delgado' }).count()).toBe(1)
  await expectAccessible(page)
  await page.getByLabel('In the talent pool').check()
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('heading', { name: 'Nobody fits' }).waitFor()

  // She ticks the pool as she applies, here past the pages that have tests of their own: that alone puts no address into it.
  const ctx = systemCtx(system)
  const links: string[] = []
  const joined = { candidateId: rosaId, organisationId, organisationName: 'Kestrel Bakery', email: 'rosa@people.example', personId: null }
  const hash = (value: string) => {
    links.push(value)
    return ctx.hash(value)
  }
  await ctx.transact((tx) => joinPoolByApplying({ ...ctx, hash }, tx, joined))
  const token = links.find((value) => value.startsWith('hiring.pool:'))?.slice('hiring.pool:'.length) ?? ''
  await page.reload()
  await page.getByRole('heading', { name: 'Nobody fits' }).waitFor()
  const guest = await browser.newContext({ viewport: { width: 375, height: 700 } })
  const mailed = await guest.newPage()
  await mailed.goto(`${origin}/pool/${token}`)
  await mailed.getByRole('heading', { name: 'May Kestrel Bakery ask you about other jobs?' }).waitFor()
  await expectAccessible(mailed)
  await mailed.getByRole('checkbox').check()
  await mailed.getByRole('button', { name: 'Yes, I agree' }).click()
  await mailed.getByRole('heading', { name: 'Kestrel Bakery may ask you about other jobs' }).waitFor()
  await page.reload()
  await page.getByText('In the pool').waitFor()
  await mailed.getByRole('button', { name: 'Leave the pool' }).click()
  await mailed.getByText('You left the pool.').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Nobody fits' }).waitFor()
  await Promise.all([guest.close(), rita.context.close()])
})
