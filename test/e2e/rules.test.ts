import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import * as schema from '../../db/schema'
import { operatorLink } from '../../scripts/operator-link.mjs'
import { newId } from '../../server/core/ids'
import { addApplications } from '../add-hiring'
import { databaseUrl, signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { addPublishedPosting } from './add-published-posting'
import { expectAccessible, expectFit, openBrowser } from './browser'

const system = inject('system')
const { origin, dataDir } = system
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

test('the fairness meter of a shortlist moves for both recruiters as one of them adds, silent before; figures of the year stand in the report', async () => {
  const [anna, boris] = await Promise.all([signIn(system, 'Anna Reed'), signIn(system, 'Boris Reed')])
  const { organisationId, postingId } = await addRound([anna.personId, boris.personId])
  const contexts = await Promise.all(
    [anna, boris].map(async ({ cookies }) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
      await context.addCookies(cookies)
      return context
    }),
  )
  const [annas, borises] = await Promise.all(contexts.map((context) => context.newPage()))
  if (!annas || !borises) throw new Error('A window is missing.')

  // Criteria first: what stands for where somebody was born is refused, with what to ask instead.
  await annas.goto(`${origin}/hiring/${postingId}/criteria`)
  await annas.getByLabel('Criterion 2', { exact: true }).fill('Native speaker of German')
  await annas.getByRole('button', { name: 'Fix another version' }).click()
  await annas.getByText('Ask for a level: “fluent in German”').waitFor()
  await annas.getByLabel('Criterion 2', { exact: true }).fill('Fluent in German')
  await annas.getByRole('button', { name: 'Fix another version' }).click()
  await annas.getByRole('region', { name: 'Version 2' }).getByText('In force').waitFor()
  await expectFit(annas)

  await annas.goto(`${origin}/organisations/${organisationId}/postings/${postingId}/shortlists`)
  await annas.getByRole('textbox', { name: 'Name' }).fill('Final round')
  await annas.getByRole('button', { name: 'Start' }).click()
  await annas.getByRole('heading', { level: 1, name: 'Final round' }).waitFor()
  await borises.goto(annas.url())
  await Promise.all([annas, borises].map((page) => page.getByText('Live', { exact: true }).waitFor()))
  await meterOf(borises).getByText('Fairness of who is on this shortlist').click()
  const add = async (numbers: readonly number[]) => {
    for (const number of numbers) {
      await annas.getByLabel('Candidate to add').selectOption({ label: `Applicant Number${number}` })
      const before = await annas.locator('[data-entry-link]').count()
      await annas.getByRole('button', { name: 'Add', exact: true }).click()
      await expect.poll(() => annas.locator('[data-entry-link]').count()).toBe(before + 1)
    }
  }
  // 2 to 11 are women, 12 to 21 are men: 1 of 10 against 4 of 10.
  await meterOf(borises).getByText('0 %').first().waitFor()
  await add([2, 12, 13, 14, 15])
  await meterOf(borises).getByText('10 %, ratio 0.25').waitFor()
  await meterOf(borises).getByText('40 %, ratio 1.00').waitFor()

  await annas.goto(`${origin}/organisations/${organisationId}/fairness?year=2026&step=interview`)
  await annas.getByRole('heading', { level: 1, name: 'Fairness' }).waitFor()
  await expectFit(annas)
  await annas.goto(`${origin}/organisations/${organisationId}/retention`)
  await annas.getByLabel('Country').first().fill('us')
  await annas.getByLabel('After days').first().fill('180')
  await annas.getByRole('button', { name: 'Save these rules' }).click()
  await annas.getByRole('alert').getByText('At least 365 days').waitFor()
  await annas.getByLabel('Country').first().fill('*')
  await annas.getByLabel('After days').first().fill('180')
  await annas.getByRole('button', { name: 'Dry run' }).click()
  await annas.getByText('A dry run: 0 candidates, 0 lines of the log. Nothing was changed.').waitFor()
  await expectFit(annas)
  await Promise.all(contexts.map((context) => context.close()))
})

test('support sees a banner on every page, reads what the person sees, is refused every change and every file, and the person reads why', async () => {
  const sam = await signIn(system, 'Sam Ferro')
  const [operators, sams] = await Promise.all([browser.newContext(), browser.newContext()])
  await sams.addCookies(sam.cookies)
  const saved = await sams.request.post(`${origin}/trpc/applications.save`, {
    data: { from: 'form', title: 'Lock keeper' },
    headers: { origin },
  })
  const operator = await operators.newPage()
  await operator.goto(operatorLink({ origin, secret: system.vars.SESSION_SECRET ?? '' }))
  await operator.goto(`${origin}/operator/support`)
  await expectFit(operator)
  await operator.getByLabel('Address or id of the person').fill(sam.personId)
  await operator.getByLabel('Why (the person reads it)').fill('You wrote that your board stays empty.')
  await operator.getByRole('button', { name: 'Look as this person' }).click()
  await operator.waitForURL(`${origin}/applications`)
  const banner = operator.getByText('You see what this person sees')
  for (const path of ['/applications', '/jobs', '/following']) {
    await operator.goto(`${origin}${path}`)
    await banner.waitFor()
  }
  await operator.getByText('Looking as Sam Ferro').waitFor()
  expect(await operator.getByRole('banner').getByRole('link', { name: 'Sign in' }).count()).toBe(0)
  expect(await (await operators.request.get(`${origin}/trpc/people.me`)).text()).toContain('Sam Ferro')

  // A page of which a part is closed shows the rest.
  const id = /"id":"(app_[0-9a-f]{32})"/.exec(await saved.text())?.[1] ?? ''
  await operator.goto(`${origin}/applications/${id}`)
  await operator.getByRole('heading', { level: 1, name: 'Lock keeper' }).waitFor()
  await operator.getByText('Closed to support: interviews agreed with the employer.').waitFor()

  // A form of a page, a procedure and a file: all are refused.
  const form = await operators.request.post(`${origin}/applications/new`, { form: { title: 'Baker' }, headers: { origin } })
  const procedure = await operators.request.post(`${origin}/trpc/applications.save`, {
    data: { from: 'form', title: 'Baker' },
    headers: { origin },
  })
  const v1 = await operators.request.post(`${origin}/v1/applications`, { data: { from: 'form', title: 'Baker' }, headers: { origin } })
  expect([form.status(), procedure.status(), v1.status()]).toEqual([403, 403, 403])
  const hidden = ['/settings/privacy', '/profile', '/notifications']
  for (const path of hidden) expect((await operators.request.get(`${origin}${path}`)).status(), path).toBe(403)
  const file = await operators.request.get(`${origin}/resumes/rsm_${'f'.repeat(32)}.json`)
  expect(file.status()).toBe(401)

  await operator.getByRole('button', { name: 'End the visit' }).click()
  await operator.getByRole('heading', { level: 1, name: 'Support' }).waitFor()
  expect(await banner.count()).toBe(0)
  const page = await sams.newPage()
  await page.goto(`${origin}/settings/privacy`)
  await page.getByText('You wrote that your board stays empty.').waitFor()
  await Promise.all([operators.close(), sams.close()])
})

test('who posted a job that an operator closed reads why, objects, and reads the answer of an operator who opens it again', async () => {
  const { cookies, personId } = await signIn(system, 'Olga Owner')
  const [owners, operators] = await Promise.all([browser.newContext({ viewport: { width: 375, height: 800 } }), browser.newContext()])
  await owners.addCookies(cookies)
  const { postingId } = await addPublishedPosting(system, [personId])
  const { db } = systemCtx(system)
  const closed = { status: 'closed', closedAt: new Date(), closedBecause: 'reported', closedFor: 'scam' } as const
  const [job] = await db.update(schema.jobs).set(closed).where(eq(schema.jobs.sourceKey, postingId)).returning({ id: schema.jobs.id })
  const owner = await owners.newPage()
  await owner.goto(`${origin}/jobs/${job?.id}`)
  await owner.getByRole('link', { name: 'Read why, and object' }).click()
  await owner.getByText('Nobody may ask applicants for money').waitFor()
  await expectAccessible(owner)
  await expectFit(owner)
  await owner.getByLabel('Why the decision is wrong').fill('We are the bakery of this street; come by and see.')
  await owner.getByRole('button', { name: 'Send the objection' }).click()
  await owner.getByText('Waiting', { exact: true }).waitFor()

  const operator = await operators.newPage()
  await operator.goto(operatorLink({ origin, secret: system.vars.SESSION_SECRET ?? '' }))
  await operator.goto(`${origin}/operator/appeals`)
  await expectAccessible(operator)
  await operator.getByLabel('Open it again').check()
  await operator.getByLabel('Why, for who objected').fill('The bakery proved that it is theirs.')
  await operator.getByRole('button', { name: 'Answer' }).click()
  await operator.getByText('Answered: the job is open again.').waitFor()
  await owner.reload()
  await owner.getByText('The bakery proved that it is theirs.').waitFor()
  await Promise.all([owners.close(), operators.close()])
}, 120_000)

const meterOf = (page: Page) => page.locator('[data-impact]')

/** A posting with ten women and ten men among its applicants, as they said themselves, and two owners. */
async function addRound(owners: readonly string[]) {
  const pool = new pg.Pool({ connectionString: databaseUrl(dataDir), max: 1 })
  const db = drizzle(pool, { schema, casing: 'snake_case' })
  const organisationId = newId('organisation')
  const now = new Date()
  await db.insert(schema.organisations).values({ id: organisationId, name: 'Reed & Daughters', slug: organisationId, createdAt: now })
  await db.insert(schema.members).values(owners.map((personId) => ({ organisationId, personId, role: 'owner' as const, joinedAt: now })))
  const { postingId, applicationIds } = await addApplications(db, organisationId, 21)
  const { seal } = systemCtx(system)
  const said = applicationIds.slice(1).map(async (applicationId, index) => {
    const answers = { sex: index < 10 ? 'female' : 'male', ethnicity: null, age: null, disability: null }
    return { applicationId, sealed: await seal(JSON.stringify(answers), `self_identifications.sealed:${applicationId}`), updatedAt: now }
  })
  await db.insert(schema.selfIdentifications).values(await Promise.all(said))
  await pool.end()
  return { organisationId, postingId }
}
