import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { signIn } from '../sign-in'
import { expectAccessible, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
const PATIENT = { timeout: 10_000 }
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** A new person's browser. */
async function enter(options: BrowserContextOptions = {}) {
  const { cookies } = await signIn(system, 'Ada Novak', { timeZone: 'Europe/Berlin' })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  await context.addCookies(cookies)
  return { context, page: await context.newPage() }
}

async function add(page: Page, title: string, company: string) {
  await page.goto(`${origin}/applications/new`)
  await page.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Type it myself' }).click()
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Company').fill(company)
  await page.getByRole('button', { name: 'Save application' }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

async function openBoard(page: Page) {
  await page.goto(`${origin}/applications`)
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
}
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const card = (page: Page, title: string) => page.locator('[data-card]', { hasText: title })

test('three jobs are saved from where they are seen, and a visitor comes back to the one they wanted', async () => {
  const { context, page } = await enter()
  await page.goto(`${origin}/jobs?source=numerojobs`)
  const saves = page.getByRole('button', { name: /^Save / })
  for (let count = 0; count < 3; count++) {
    await saves.first().click()
    await expect.poll(() => page.getByRole('link', { name: /^Saved: / }).count(), PATIENT).toBe(count + 1)
  }
  await openBoard(page)
  await expect.poll(() => column(page, 'Preparing').locator('[data-card]').count(), PATIENT).toBe(3)
  await context.close()

  const visitor = await browser.newContext()
  const seen = await visitor.newPage()
  await seen.goto(`${origin}/jobs?source=numerojobs`)
  await seen
    .getByRole('button', { name: /^Save / })
    .first()
    .click()
  await seen.waitForURL(/applications\/save\?job=|sign-in/)
  const { cookies } = await signIn(system, 'Ben Novak')
  await visitor.addCookies(cookies)
  const back = new URL(seen.url())
  await seen.goto(back.pathname.startsWith('/applications/save') ? back.href : `${origin}${back.searchParams.get('next')}`)
  await expect.poll(() => new URL(seen.url()).pathname, PATIENT).toMatch(/^\/applications\/app_/)
  await visitor.close()
})

test('a card is moved by pointer, by keyboard and by its menu, each can be taken back, and another tab sees it', async () => {
  const { context, page } = await enter()
  await add(page, 'Baker', 'Copper Kettle')
  await openBoard(page)
  const other = await context.newPage()
  await openBoard(other)
  // A page in the background draws nothing.
  await page.bringToFront()

  const from = await card(page, 'Baker').boundingBox()
  const to = await column(page, 'Applied').boundingBox()
  if (!from || !to) throw new Error('The board is not drawn.')
  await page.mouse.move(from.x + 40, from.y + 30)
  await page.mouse.down()
  await page.mouse.move(from.x + 80, from.y + 40, { steps: 4 })
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 8 })
  await page.mouse.up()
  await column(page, 'Applied').getByText('Baker').waitFor()
  await column(other, 'Applied').getByText('Baker').waitFor()

  await page.getByRole('button', { name: 'Undo' }).click()
  await column(page, 'Preparing').getByText('Baker').waitFor()
  await column(other, 'Preparing').getByText('Baker').waitFor()

  await page.getByRole('link', { name: 'Baker' }).focus()
  await page.keyboard.press('Space')
  await page
    .getByRole('status')
    .getByText(/Baker is picked up, in Preparing/)
    .waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowRight')
  await page
    .getByRole('status')
    .getByText(/Applied, column 2 of 6/)
    .waitFor({ state: 'attached' })
  await page.keyboard.press('Space')
  await column(page, 'Applied').getByText('Baker').waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), PATIENT).toBe('Baker')

  await page.getByRole('button', { name: 'Actions for Baker' }).click()
  await page.getByRole('menuitemradio', { name: 'Interview' }).click()
  await column(page, 'Interview').getByText('Baker').waitFor()
  await column(other, 'Interview').getByText('Baker').waitFor()
  await page.keyboard.press('z')
  await column(page, 'Applied').getByText('Baker').waitFor()
  await context.close()
})

test('many are changed at once and taken back at once; what is closed says how it ended', async () => {
  const { context, page } = await enter()
  for (const title of ['Baker', 'Miller', 'Cooper']) await add(page, title, 'Copper Kettle')
  await openBoard(page)
  await page.getByRole('button', { name: 'Select all in Preparing' }).click()
  await page.getByRole('region', { name: 'Selected applications' }).getByText('3 selected').waitFor()
  await page.getByLabel('Move the selected to').selectOption('applied')
  await expect.poll(() => column(page, 'Applied').locator('[data-card]').count(), PATIENT).toBe(3)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => column(page, 'Preparing').locator('[data-card]').count(), PATIENT).toBe(3)

  await page.getByRole('button', { name: 'Actions for Miller' }).click()
  await page.getByRole('menuitemradio', { name: 'Closed…' }).click()
  await page.getByRole('radio', { name: /Withdrawn/ }).check()
  await page.getByRole('button', { name: 'Close application' }).click()
  await column(page, 'Closed').getByText('Withdrawn').waitFor()
  await expect.poll(() => page.getByText('Saving…').count(), PATIENT).toBe(0)
  await page.reload()
  await column(page, 'Closed').getByText('Miller').waitFor()
  await context.close()
})

test('what cannot be saved stays on the board, says so, and is saved when it is tried again', async () => {
  const { context, page } = await enter()
  await add(page, 'Baker', 'Copper Kettle')
  await openBoard(page)
  await page.route('**/applications/change', (route) => route.abort())
  await page.getByRole('button', { name: 'Actions for Baker' }).click()
  await page.getByRole('menuitemradio', { name: 'Applied' }).click()
  await column(page, 'Applied').getByText('Not saved').waitFor()
  await page.unroute('**/applications/change')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => page.getByText('Not saved').count(), PATIENT).toBe(0)
  await page.reload()
  await column(page, 'Applied').getByText('Baker').waitFor()
  await context.close()
})

test('an interview stands on both clocks and in the calendar that one follows', async () => {
  const { context, page } = await enter()
  await add(page, 'Baker', 'Copper Kettle')
  await page.getByText('Add an interview').click()
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Add interview' }) })
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  await form.getByLabel('Starts').fill(`${day}T15:00`)
  await form.getByLabel('Their time zone').fill('America/New_York')
  await form.getByLabel('With').fill('Mia Long')
  await form.getByRole('button', { name: 'Add interview' }).click()
  const section = page.getByRole('region', { name: /^Interviews/ })
  await section.getByText('Europe/Berlin, yours').waitFor()
  await section.getByText('America/New_York, theirs').waitFor()

  await page.goto(`${origin}/applications?view=calendar`)
  await page.getByText('Follow in my own calendar').click()
  await page.getByRole('button', { name: 'Make an address' }).click()
  const address = await page.getByLabel('Your calendar address, shown only now').inputValue()
  const feed = await (await fetch(address)).text()
  expect(feed).toContain('BEGIN:VEVENT')
  expect(feed).toContain('Baker')
  await context.close()
})

test('a reminder is put off and done in today, and the order says why', async () => {
  const { context, page } = await enter()
  await add(page, 'Baker', 'Copper Kettle')
  await page.getByText('Add a reminder').click()
  await page.getByLabel('What').fill('Ask for an answer')
  await page.getByLabel('When', { exact: true }).fill(`${new Date().toISOString().slice(0, 10)}T00:30`)
  await page.getByRole('button', { name: 'Add reminder' }).click()
  await page
    .getByRole('region', { name: /^To do/ })
    .getByText('Ask for an answer')
    .waitFor()
  await page.goto(`${origin}/today`)
  await page
    .getByText(/Here because of/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Tomorrow: put off Ask for an answer' }).click()
  await page
    .getByRole('region', { name: /The next seven days/ })
    .getByText('Ask for an answer')
    .waitFor()
  await page.getByRole('button', { name: 'Done: Ask for an answer' }).click()
  await page.getByText('Nothing waits for you').waitFor()
  await context.close()
})

test('a note cannot bring a script along', async () => {
  const { context, page } = await enter()
  await add(page, 'Baker', 'Copper Kettle')
  await page.getByLabel('Note', { exact: true }).fill('**Bold** <img src=x onerror="window.broken=1"> [a](javascript:alert(1))')
  await page.getByRole('button', { name: 'Add note' }).click()
  const note = page.getByRole('region', { name: /^Notes/ }).locator('.prose')
  await note.locator('strong').waitFor()
  expect(await note.locator('img, script, a[href^="javascript"]').count()).toBe(0)
  expect(await page.evaluate(() => 'broken' in window)).toBe(false)
  await context.close()
})

test('the tracker can be used without scripts', async () => {
  const { context, page } = await enter({ javaScriptEnabled: false })
  await add(page, 'Baker', 'Copper Kettle')
  await page.goto(`${origin}/applications`)
  await page.getByRole('link', { name: 'Baker' }).waitFor()
  await page.getByRole('link', { name: 'Table' }).click()
  await page.getByLabel('Select Baker').check()
  await page.getByLabel('Move the ticked ones to').selectOption('applied')
  await page.getByRole('button', { name: 'Move the ticked ones', exact: true }).click()
  await page.getByRole('row', { name: /Baker/ }).getByText('Applied').waitFor()
  await context.close()
})

test.each([
  '/applications',
  '/applications?view=table',
  '/applications?view=calendar',
  '/applications?view=timeline',
  '/applications/new',
  '/applications/clip',
  '/today',
  '/insights',
  'one',
])('%s is accessible by day and by night and fits 320 pixels', async (path) => {
  const { context: first, page: filled } = await enter()
  await add(filled, 'Baker', 'Copper Kettle')
  const address = path === 'one' ? filled.url() : `${origin}${path}`
  const session = await first.storageState()
  for (const [colorScheme, width] of [
    ['light', 320],
    ['dark', 1280],
  ] as const) {
    const context = await browser.newContext({ storageState: session, colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
    await context.close()
  }
  await first.close()
  const asVisitor = await fetch(address, { redirect: 'manual' })
  if (path !== '/applications/clip') expect([302, 303, 401]).toContain(asVisitor.status)
})

test('stages of one’s own are added, renamed, put in order and removed without scripts; one in use stays, with the reason', async () => {
  const { context, page } = await enter({ javaScriptEnabled: false, viewport: { width: 375, height: 800 }, colorScheme: 'dark' })
  await page.goto(`${origin}/applications/stages`)
  const addStage = async (name: string) => {
    await page.getByLabel('New stage').fill(name)
    await page.getByRole('button', { name: 'Add stage' }).click()
    await page.getByLabel(`Name of ${name}`).waitFor()
  }
  await addStage('First round')
  await addStage('Second round')
  const names = () =>
    page.getByLabel(/^Name of /).evaluateAll((inputs) => inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')))
  await page.getByRole('button', { name: 'Move Second round up' }).click()
  await expect.poll(names, PATIENT).toEqual(['Second round', 'First round'])
  await page.getByLabel('Name of First round').fill('Second round')
  await page.getByRole('button', { name: 'Rename First round' }).click()
  await page.getByText('Another stage of this group has this name').waitFor()
  await page.getByLabel('Name of First round').fill('Talk with the team')
  await page.getByRole('button', { name: 'Rename First round' }).click()
  await expect.poll(names, PATIENT).toEqual(['Second round', 'Talk with the team'])
  await page.getByRole('button', { name: 'Remove Second round' }).click()
  await expect.poll(names, PATIENT).toEqual(['Talk with the team'])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await context.close()
})

test('a contact is put right where it stands, and another tab shows it, and a note, by itself', async () => {
  const { context, page } = await enter()
  await add(page, 'Baker', 'Copper Kettle')
  const other = await context.newPage()
  await other.goto(page.url())
  await other.getByRole('status').getByText('Live', { exact: true }).waitFor()
  await page.bringToFront()
  await page.getByText('Add a contact').click()
  await page.getByLabel('Name', { exact: true }).fill('Rosa Lind')
  await page.getByRole('button', { name: 'Add contact' }).click()
  const contacts = page.getByRole('region', { name: /^Contacts/ })
  await contacts.getByText('Rosa Lind').waitFor()
  await contacts.getByText('Edit', { exact: true }).click()
  await contacts.getByLabel('Role').first().fill('Head baker')
  await contacts.getByRole('button', { name: 'Save contact' }).click()
  await contacts.getByText('Head baker').waitFor()
  await other
    .getByRole('region', { name: /^Contacts/ })
    .getByText('Head baker')
    .waitFor()
  await page.getByRole('textbox', { name: 'Note' }).fill('They bake at night')
  await page.getByRole('button', { name: 'Add note' }).click()
  await other.getByRole('paragraph').filter({ hasText: 'They bake at night' }).waitFor()
  await context.close()
})

test('what another tab removed is gone from the list once pressing it was refused', async () => {
  const { context, page } = await enter()
  await page.goto(`${origin}/applications/stages`)
  await page.getByLabel('New stage').fill('Second round')
  await page.getByRole('button', { name: 'Add stage' }).click()
  await page.getByLabel('Name of Second round').waitFor()
  const other = await context.newPage()
  await other.goto(`${origin}/applications/stages`)
  await other.waitForLoadState('networkidle')
  await page.getByRole('button', { name: 'Remove Second round' }).click()
  await expect.poll(() => page.getByLabel('Name of Second round').count(), PATIENT).toBe(0)
  await other.getByRole('button', { name: 'Remove Second round' }).click()
  await expect.poll(() => other.getByLabel('Name of Second round').count(), PATIENT).toBe(0)
  await context.close()
})
