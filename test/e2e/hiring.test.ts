import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { writeDocx } from '../../server/resumes/write-docx'
import { signIn } from '../sign-in'
import { addPublishedPosting } from './add-published-posting'
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

async function resumeFile(name: string) {
  const bytes = await writeDocx({ basics: { name, label: 'Pastry chef' }, skills: [{ name: 'Zucchini tarts' }] })
  return {
    name: 'resume.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: Buffer.from(bytes),
  }
}

async function apply(page: Page, postingId: string, name: string) {
  await page.goto(`${origin}/apply/${postingId}`)
  await page.getByLabel(/PDF or Word file/).setInputFiles(await resumeFile(name))
  await page.getByText('is ready to be sent').waitFor()
  await page.getByLabel('May you work in France?').selectOption('yes')
  await page.getByRole('button', { name: 'Send application' }).click()
}

test('a seeker and two recruiters: the application appears on both boards, a move on the other board, and its words in the tracker', async () => {
  const [rita, otto, sam] = await Promise.all([enter('Rita Recruiter'), enter('Otto Owner'), enter('Sam Seeker')])
  const { postingId } = await addPublishedPosting(system, [rita.personId, otto.personId])
  const heard: string[] = []
  sam.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  for (const { page } of [rita, otto]) {
    await page.goto(`${origin}/hiring/${postingId}`)
    await page.getByRole('heading', { name: 'Nobody has applied yet' }).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
  }
  await apply(sam.page, postingId, 'Sam Seeker')
  await sam.page.getByRole('heading', { name: 'Kestrel Bakery says' }).waitFor()
  const employer = sam.page.locator('[data-employer]')
  await employer.getByText('Received').waitFor()
  for (const { page } of [rita, otto]) await page.getByRole('link', { name: 'Sam Seeker' }).waitFor()
  // Each sees that the other is here.
  await rita.page.getByRole('button', { name: 'Follow Otto Owner' }).waitFor()

  const columnOf = (page: Page, name: string) => page.getByRole('region', { name })
  await rita.page.getByRole('link', { name: 'Sam Seeker' }).focus()
  await rita.page.keyboard.press('m')
  await rita.page.getByRole('dialog').getByRole('button', { name: 'Screening' }).click()
  await columnOf(otto.page, 'Screening').getByRole('link', { name: 'Sam Seeker' }).waitFor()
  await employer.getByText('In review').waitFor({ timeout: 5_000 })
  await otto.page.getByText('Rita Recruiter moved Sam Seeker to Screening.').last().waitFor()

  // Otto drags by keyboard; Rita sees it.
  await otto.page.getByRole('link', { name: 'Sam Seeker' }).focus()
  await otto.page.keyboard.press(' ')
  await otto.page.keyboard.press('ArrowRight')
  await otto.page.keyboard.press(' ')
  await columnOf(rita.page, 'Interview').getByRole('link', { name: 'Sam Seeker' }).waitFor()
  await employer.getByText('Interviews').waitFor()

  // A note and the panel; the seeker hears nothing of it.
  await rita.page.getByRole('link', { name: 'Sam Seeker' }).click()
  const panel = rita.page.getByRole('complementary', { name: 'Sam Seeker' })
  await panel.getByText('Zucchini tarts').waitFor()
  await panel.getByLabel('Note for the team').fill('Quokka opinion')
  await panel.getByRole('button', { name: 'Add note' }).click()
  await panel.getByText('Quokka opinion').waitFor()
  await otto.page.getByText('Rita Recruiter looks at this').waitFor({ state: 'attached' })
  await expectAccessible(rita.page)

  // The résumé is taken back: gone from the open tab within a second.
  await sam.page.getByRole('button', { name: 'Take my résumé back' }).click()
  await panel.getByText('Sam Seeker took the résumé back').waitFor({ timeout: 5_000 })
  expect(await panel.textContent()).not.toContain('Zucchini')

  // Ended with a reason, undone, and ended again.
  await panel.getByRole('button', { name: 'End…' }).click()
  await rita.page.getByRole('dialog').getByLabel('Reason').selectOption('skills')
  await rita.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click()
  await employer.getByText('Not selected').waitFor()
  await rita.page.getByRole('button', { name: 'Undo' }).click()
  await employer.getByText('Interviews').waitFor()
  const frames = heard.join('\n')
  expect(frames).toContain('In review')
  expect(frames).not.toMatch(/Quokka|"Screening"|"Interview"|Rita|Otto/)

  await expectFit(otto.page)
  await Promise.all([rita, otto, sam].map(({ context }) => context.close()))
})

test('without an account and on a phone one applies in one go, keeps what was typed, and follows the link', async () => {
  const rita = await enter('Rita Rest')
  const { postingId } = await addPublishedPosting(system, [rita.personId])
  const context = await browser.newContext({ viewport: { width: 375, height: 700 } })
  const page = await context.newPage()
  await page.goto(`${origin}/apply/${postingId}`)
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Vera Visitor')
  await page.getByLabel('E-mail address').fill('vera@example.com')
  await page.reload()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Vera Visitor')
  await page.getByLabel('May you work in France?').selectOption('no')
  await page.getByRole('button', { name: 'Send application' }).click()
  await page.getByText('Add a résumé').first().waitFor()
  expect(await page.getByLabel('E-mail address').inputValue()).toBe('vera@example.com')
  await page.getByLabel(/PDF or Word file/).setInputFiles(await resumeFile('Vera Visitor'))
  await page.getByText('is ready to be sent').waitFor()
  await page.getByRole('button', { name: 'Send application' }).click()
  await page.getByText('Your application has arrived').waitFor()
  await expectAccessible(page)
  await page.getByText('Received').waitFor()
  await page.getByRole('button', { name: 'Withdraw this application' }).click()
  await page.getByText('Withdrawn by you').waitFor()
  await rita.page.goto(`${origin}/hiring/${postingId}`)
  await rita.page.getByRole('region', { name: 'Closed' }).getByRole('link', { name: 'Vera Visitor' }).waitFor()
  await rita.page.goto(`${origin}/hiring/${postingId}/stages`)
  await rita.page.getByLabel('New stage').fill('Oven trial')
  await rita.page.getByRole('button', { name: 'Save stages' }).click()
  await rita.page.getByText('The stages are saved.').waitFor()
  const names = () =>
    rita.page
      .locator('input[name="name"]')
      .evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')))
  await expect.poll(names).toEqual(['New', 'Screening', 'Interview', 'Oven trial', 'Offer', ''])
  await expectFit(rita.page)
  await rita.page.goto(`${origin}/hiring`)
  await expectFit(rita.page)
  await Promise.all([context.close(), rita.context.close()])
})

test('from the first page to both sides of one application in one click: the teammate moves a card within ten seconds, and one’s own move reaches the other window', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByRole('button', { name: 'See both sides live, no account' }).click()
  await page.getByRole('heading', { name: 'One application, two live views' }).waitFor()
  const seeker = page.locator('[data-seeker]')
  await seeker.getByText('Received').waitFor()
  // Nobody touches anything: the teammate's move is the first change.
  await seeker.getByText('In review').waitFor({ timeout: 10_000 })
  await page.getByRole('region', { name: 'Screening' }).getByRole('link', { name: 'Robin Reed' }).waitFor()
  await page.getByRole('button', { name: /^Pause/ }).click()
  await page.getByRole('link', { name: 'Robin Reed' }).focus()
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByRole('button', { name: 'Offer' }).click()
  await seeker.getByText('Offer', { exact: true }).first().waitFor()
  await expectFit(page)
  await context.close()
})
