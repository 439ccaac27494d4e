import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { availabilities, interviewInvitations, interviewSeats, members, organisations, shortlistEntries, shortlists } from '../../db/schema'
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

async function enter(name: string): Promise<{ context: BrowserContext; page: Page; personId: string }> {
  const { cookies, personId } = await signIn(system, name)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage(), personId }
}

/** What is scrolled below the header, through which one sees a little, would be measured against it. */
async function expectFitFromTop(page: Page) {
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectFit(page)
}

/** Whole days of work in UTC, so that there are times whenever this runs. */
const ALWAYS = Array.from({ length: 7 }, () => [{ from: 0, to: 1_440 }])

/** An organisation of these people with two applicants who have no account, whose hours are set. */
async function addTeam(staff: string[]) {
  const { db } = systemCtx(system)
  const organisationId = newId('organisation')
  const now = new Date()
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: now })
  for (const personId of staff) {
    await db.insert(members).values({ organisationId, personId, role: 'owner', joinedAt: now })
    await db.insert(availabilities).values({ personId, timeZone: 'UTC', weekly: ALWAYS, updatedAt: now })
  }
  return { db, organisationId, ...(await addApplications(db, organisationId, 2)) }
}

async function invite(page: Page, postingId: string, applicationId: string, interviewer: string) {
  await page.goto(`${origin}/hiring/${postingId}/${applicationId}/interviews`)
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: interviewer }).check()
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText('Waiting for the candidate').waitFor()
}

test('two candidates choose from one interviewer’s times: the recruiter sees the pick at once, and the second is not given the same time', async () => {
  const [rita, ines] = await Promise.all([enter('Rita Rowan'), enter('Ines Irving')])
  const { db, postingId, applicationIds } = await addTeam([rita.personId, ines.personId])
  const [first = '', second = ''] = applicationIds
  await invite(rita.page, postingId, second, 'Ines Irving')
  await invite(rita.page, postingId, first, 'Ines Irving')
  const ctx = systemCtx(system)
  const rows = await db.query.interviewInvitations.findMany({
    columns: { id: true, applicationId: true, sealedToken: true },
    where: (row, { inArray }) => inArray(row.applicationId, applicationIds),
  })
  const pathOf = async (applicationId: string) => {
    const row = rows.find((each) => each.applicationId === applicationId)
    return `${origin}/interview/${await ctx.unseal(row?.sealedToken ?? '', `interview_invitations.sealed_token:${row?.id}`)}?zone=Asia/Tokyo`
  }
  // The first candidate is on a phone, without scripts.
  const phone = await browser.newContext({ viewport: { width: 375, height: 700 }, javaScriptEnabled: false })
  const page = await phone.newPage()
  await page.goto(await pathOf(first))
  const slot = page.locator('button[name="startsAt"]').first()
  const startsAt = await slot.getAttribute('value')
  const other = await (await browser.newContext()).newPage()
  await other.goto(await pathOf(second))
  await other.locator(`button[value="${startsAt}"]`).waitFor()
  await slot.click()
  await page.getByText('It is agreed. Both sides have it now.').waitFor()
  await page.getByText('(Asia/Tokyo)').first().waitFor()
  await rita.page.getByText('Agreed', { exact: true }).waitFor()
  // Where it stood a moment ago, it is told that it is gone, and what is free instead.
  await other.locator(`button[value="${startsAt}"]`).click()
  await other.getByText('This time was taken a moment ago.').waitFor()
  await expect.poll(() => other.locator(`button[value="${startsAt}"]`).count()).toBe(0)
  expect(await other.locator('button[name="startsAt"]').count()).toBeGreaterThan(0)
  expect(await page.content()).not.toMatch(/Ines|Rita|Oven trial/)
  await expectAccessible(other)
  await other.setViewportSize({ width: 375, height: 700 })
  await expectFitFromTop(other)
  await expectFitFromTop(rita.page)
  await page.getByRole('button', { name: 'Call the interview off' }).click()
  await page.getByText('The employer knows that you do not come.').waitFor()
  await rita.page.getByText('Called off', { exact: true }).waitFor()
  await Promise.all([phone.close(), other.context().close(), rita.context.close(), ines.context.close()])
})

test('interviewers type their notes together, and a scorecard is hidden until one’s own is in', async () => {
  const [ines, otto] = await Promise.all([enter('Ines Iver'), enter('Otto Oak')])
  const { db, organisationId, postingId, applicationIds } = await addTeam([ines.personId, otto.personId])
  await ines.page.goto(`${origin}/hiring/${postingId}/kits`)
  const kit = ines.page.getByRole('group', { name: 'Kit of New' })
  await kit.getByLabel('Focus').fill('Lamination')
  await kit.getByLabel('Competencies to score').fill('Craft\nCalm')
  await kit.getByRole('button', { name: 'Save the kit of New' }).click()
  await ines.page.getByText('The kit is saved.').waitFor()
  await expectAccessible(ines.page)

  // An interview that began an hour ago, past the pages that have a test of their own.
  const id = newId('interviewInvitation')
  const startsAt = new Date(Date.now() - 3_600_000)
  const stage = await db.query.hiringStages.findFirst({
    where: (row, { and, eq }) => and(eq(row.postingId, postingId), eq(row.name, 'New')),
    columns: { id: true },
  })
  await db.insert(interviewInvitations).values({
    id,
    organisationId,
    postingId,
    applicationId: applicationIds[0] ?? '',
    stageId: stage?.id ?? null,
    kind: 'onsite',
    lengthMinutes: 30,
    bufferMinutes: 0,
    windowFrom: startsAt,
    windowUntil: startsAt,
    noticeHours: 0,
    changeHours: 0,
    mode: 'all',
    timeZone: 'UTC',
    createdAt: startsAt,
    updatedAt: startsAt,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 1_800_000),
    interviewId: newId('interview'),
  })
  for (const { personId } of [ines, otto])
    await db.insert(interviewSeats).values({ invitationId: id, personId, startsAt, heldUntil: new Date(startsAt.getTime() + 1_800_000) })
  const notes = (page: Page) => page.getByLabel('Notes of the team')
  for (const { page } of [ines, otto]) {
    await page.goto(`${origin}/interviewing/${id}`)
    await page.locator('[data-shared="true"]').waitFor()
    await page.getByText('Lamination').waitFor()
  }
  await notes(ines.page).pressSequentially('Folds well.')
  await expect.poll(() => notes(otto.page).inputValue()).toBe('Folds well.')
  const give = async (page: Page, note: string) => {
    for (const name of ['Craft', 'Calm']) await page.getByRole('group', { name }).getByLabel('4').check()
    await page.getByRole('group', { name: 'I would decide' }).getByLabel('Yes', { exact: true }).check()
    await page.getByLabel('What you saw').fill(note)
    await page.getByRole('button', { name: 'Give my scorecard' }).click()
    await page.getByText('Your scorecard is in.').waitFor()
  }
  await give(ines.page, 'Steady hands')
  await otto.page.getByText('One scorecard is in. You see it when yours is.').waitFor()
  expect(await otto.page.content()).not.toContain('Steady hands')
  await give(otto.page, 'Asks well')
  await otto.page.getByText('Steady hands').waitFor()
  await ines.page.getByText('Asks well').waitFor()
  await otto.page.setViewportSize({ width: 375, height: 700 })
  await expectFitFromTop(otto.page)
  await Promise.all([ines, otto].map(({ context }) => context.close()))
})

test('hours, a blocked time and a calendar that cannot be read are set on one page', async () => {
  const { page, context } = await enter('Hanna Hours')
  await page.goto(`${origin}/settings/availability`)
  await page.getByText('You have set none yet').waitFor()
  await page.getByLabel('Saturday', { exact: true }).check()
  await page.getByRole('button', { name: 'Save hours' }).click()
  await page.getByText('Your hours are saved.').waitFor()
  await page.getByLabel('From', { exact: true }).fill('2031-01-06T09:00')
  await page.getByLabel('To', { exact: true }).fill('2031-01-06T12:00')
  await page.getByRole('button', { name: 'Add the time' }).click()
  await page.getByText(/Monday,? 6 January, 09:00/).waitFor()
  await page.getByLabel('Address of a calendar').fill('http://calendar.example/mine.ics')
  await page.getByRole('button', { name: 'Add the calendar' }).click()
  await page.getByText('Give an address that starts with https://').first().waitFor()
  await expectAccessible(page)
  await page.setViewportSize({ width: 375, height: 700 })
  await expectFitFromTop(page)
  await context.close()
})

test('scores of a panel are committed by hash and revealed to both at once; before that no frame and no page holds one', async () => {
  const [rita, otto] = await Promise.all([enter('Rita Reveal'), enter('Otto Open')])
  const { db, organisationId, postingId, applicationIds } = await addTeam([rita.personId, otto.personId])
  const [shortlistId, now] = [newId('shortlist'), new Date()]
  await db.insert(shortlists).values({ id: shortlistId, organisationId, postingId, name: 'Final round', createdAt: now })
  const entry = { id: newId('shortlistEntry'), shortlistId, applicationId: applicationIds[0] ?? '', rank: 'a0', addedAt: now }
  await db.insert(shortlistEntries).values(entry)
  const heard: string[] = []
  otto.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  const path = `${origin}/organisations/${organisationId}/shortlists/${shortlistId}/scores`
  await rita.page.goto(path)
  await rita.page.getByLabel('Competencies').fill('Craft')
  for (const name of ['Rita Reveal', 'Otto Open']) await rita.page.getByRole('checkbox', { name }).check()
  await rita.page.getByRole('button', { name: 'Set what is scored' }).click()
  await rita.page.getByText('It is set.').waitFor()
  await otto.page.goto(path)
  for (const { page } of [rita, otto]) await page.getByText('Live', { exact: true }).waitFor()
  const commit = async (page: Page, score: string, note: string) => {
    await page.getByRole('group', { name: 'Craft' }).getByLabel(score).check()
    await page.getByLabel('Why').fill(note)
    await page.getByRole('button', { name: 'Commit my scores' }).click()
    await page.getByText('Your scorecard is committed').waitFor()
  }
  await commit(rita.page, '4, clearly yes', 'Wombat opinion\nin two lines')
  await otto.page.getByText('Committed', { exact: true }).waitFor()
  expect(heard.join('') + (await otto.page.content())).not.toMatch(/Wombat|4 of 4|"scores"/)
  await commit(otto.page, '1, clearly not', 'Quokka opinion')
  for (const { page } of [rita, otto]) {
    for (const note of ['Wombat opinion', 'Quokka opinion']) await page.getByText(note).waitFor()
    await expect.poll(() => page.getByText('As committed', { exact: true }).count()).toBe(2)
  }
  await otto.page.setViewportSize({ width: 375, height: 700 })
  await expectFitFromTop(otto.page)
  await Promise.all([rita, otto].map(({ context }) => context.close()))
})
