import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { writeDocx } from '../../server/resumes/write-docx'
import { fixCriteriaOf } from '../add-hiring'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { addPublishedPosting } from './add-published-posting'
import { expectAccessible, expectFit, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function enter(name: string, width = 1280) {
  const { cookies, personId } = await signIn(system, name)
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage(), personId }
}

test('a recruiter invites somebody whose name nobody knows; their open page shows it, they apply, and the recruiter’s open page says so', async () => {
  const [rita, mira] = await Promise.all([enter('Rita Recruiter'), enter('Mira Marl', 375)])
  const { postingId } = await addPublishedPosting(system, [rita.personId])
  await mira.page.goto(`${origin}/recommended`)
  await mira.page.getByLabel('Job titles I want').fill('Night Pastry Chef')
  await mira.page.getByRole('button', { name: 'Save what I want' }).click()
  await mira.page.getByText('Saved. The list goes by it.').waitFor()
  await mira.page.getByRole('button', { name: 'Let them find me' }).click()
  await mira.page.getByText('Organisations can find you.').waitFor()
  await mira.page.getByRole('link', { name: 'Invitations to apply' }).click()
  await mira.page.getByRole('heading', { name: 'Nobody has invited you yet' }).waitFor()
  await mira.page.getByText('Live', { exact: true }).waitFor()

  // Without criteria nobody is scored, and it says how to go on.
  await rita.page.goto(`${origin}/hiring/${postingId}`)
  await rita.page.getByRole('link', { name: 'Recommended', exact: true }).click()
  await rita.page.getByRole('link', { name: 'Fix the criteria' }).waitFor()
  await fixCriteriaOf(systemCtx(system).db, postingId)
  await rita.page.reload()
  const invite = rita.page.getByRole('button', { name: /^Invite to apply/ })
  await invite.first().waitFor()
  await rita.page.getByText('Live', { exact: true }).waitFor()
  await expectAccessible(rita.page)
  await expectFit(rita.page)
  expect(await rita.page.locator('main').textContent()).not.toContain('Mira')
  expect(await rita.page.getByRole('link', { name: 'Newest first' }).getAttribute('aria-current')).toBe('true')
  await invite.first().click()
  await rita.page.getByText('Invited.', { exact: false }).first().waitFor()

  await mira.page.getByRole('heading', { name: 'Night Pastry Chef' }).waitFor()
  await mira.page.getByText('Kestrel Bakery, by Rita Recruiter', { exact: false }).waitFor()
  await expectAccessible(mira.page)
  await expectFit(mira.page)
  await mira.page.getByRole('link', { name: 'Apply', exact: true }).click()
  const bytes = await writeDocx({ basics: { name: 'Mira Marl', label: 'Pastry chef' } })
  await mira.page.getByLabel(/PDF or Word file/).setInputFiles({
    name: 'resume.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: Buffer.from(bytes),
  })
  await mira.page.getByText('is ready to be sent').waitFor()
  await mira.page.getByLabel('May you work in France?').selectOption('yes')
  await mira.page.getByRole('button', { name: 'Send application' }).click()
  await mira.page.getByRole('heading', { name: 'Kestrel Bakery says' }).waitFor()

  await rita.page.getByRole('link', { name: 'Open the application' }).click()
  await rita.page.getByRole('complementary', { name: 'Mira Marl' }).waitFor()
  await Promise.all([rita, mira].map(({ context }) => context.close()))
})
