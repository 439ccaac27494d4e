import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { withEvents } from '../../server/live/outbox'
import { notify } from '../../server/notifications/notify'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { expectAccessible, openBrowser, openProfile } from './browser'

const system = inject('system')
const { origin } = system
const SLOW = { timeout: 20_000 }
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function enter() {
  const { cookies, personId } = await signIn(system, 'Ada Novak')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage(), personId, cookies }
}

/** Saves applications as the pages do. Returns their paths. */
async function save(page: Page, ...titles: string[]): Promise<string[]> {
  const paths: string[] = []
  for (const title of titles) {
    await page.goto(`${origin}/applications/new`)
    await page.getByRole('button', { name: 'Type it myself' }).click()
    await page.getByLabel('Title').fill(title)
    await page.getByRole('button', { name: 'Save application' }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    paths.push(new URL(page.url()).pathname)
  }
  return paths
}

/** Paths of pages that this device keeps, of anybody. */
const listKept = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('person '))
    const lists = names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname))
    return (await Promise.all(lists)).flat()
  })
/** Reads the board, and waits until it and what can be opened from it are kept. */
async function readBoard(page: Page, ...paths: string[]) {
  await page.goto(`${origin}/applications`)
  for (const kept of ['/applications', '/today', ...paths])
    await expect.poll(() => listKept(page), SLOW).toEqual(expect.arrayContaining([kept, `${kept}.data`]))
}
async function moveOnBoard(page: Page, title: string, to: string) {
  await page.getByRole('button', { name: `Actions for ${title}` }).click()
  await page.getByRole('menuitemradio', { name: to }).click()
}
async function addNote(page: Page, words: string) {
  await page.getByLabel('Note', { exact: true }).last().fill(words)
  await page.getByRole('button', { name: 'Add note' }).click()
}
const waiting = (page: Page, words: string) => page.getByRole('region', { name: 'Offline' }).getByText(words).waitFor()
const settled = (page: Page) => page.getByRole('region', { name: 'Offline' }).waitFor({ state: 'detached', ...SLOW })

interface Exported {
  title: string
  group: string
  tags: string[]
  notes: { markdown: string }[]
  reminders: { text: string; dueAt: string; doneAt: string | null }[]
  history: unknown[]
}
async function readAll(context: BrowserContext): Promise<Exported[]> {
  const { applications } = await (await context.request.get(`${origin}/applications/export/json`)).json()
  return applications.toSorted((a: Exported, b: Exported) => a.title.localeCompare(b.title))
}

test('offline two cards are moved, a note is written and a reminder put off; all is there after a reload, and at the server once when the network is back', async () => {
  const { context, page } = await enter()
  const [baker = '', miller = ''] = await save(page, 'Baker', 'Miller')
  await page.getByText('Add a reminder').click()
  await page.getByLabel('What').fill('Ask the mill')
  await page.getByLabel('When', { exact: true }).fill(new Date().toISOString().slice(0, 16))
  await page.getByRole('button', { name: 'Add reminder' }).click()
  await page.getByText('Reminder set').waitFor()
  await readBoard(page, baker, miller)

  await context.setOffline(true)
  await page.goto(`${origin}/applications`)
  await waiting(page, 'Offline: showing what was loaded at')
  await moveOnBoard(page, 'Baker', 'Applied')
  await waiting(page, '1 change waiting')
  await moveOnBoard(page, 'Baker', 'Interview')
  await moveOnBoard(page, 'Miller', 'Applied')
  await waiting(page, '3 changes waiting')
  await page.reload()
  await page.getByRole('region', { name: 'Interview', exact: true }).getByText('Baker').waitFor()
  await page.getByRole('region', { name: 'Applied', exact: true }).getByText('Miller').waitFor()
  await expectAccessible(page)

  // From the board without a network: the page's data and its code are here.
  await page.getByRole('link', { name: 'Baker' }).click()
  await page.getByRole('heading', { level: 1, name: 'Baker' }).waitFor()
  await addNote(page, 'Written in the train')
  await waiting(page, '4 changes waiting')
  expect(await page.getByLabel('Note', { exact: true }).last().inputValue()).toBe('')
  await page.getByRole('link', { name: 'Applications' }).first().click()
  await page.getByRole('link', { name: 'Today' }).click()
  await page.getByRole('button', { name: 'In a week: put off Ask the mill' }).click()
  await waiting(page, '5 changes waiting')
  await page.goto(`${origin}/jobs`)
  await page.getByRole('heading', { name: 'You are offline' }).waitFor()
  await page.getByRole('link', { name: 'Today' }).click()
  await waiting(page, '5 changes waiting')
  await expectAccessible(page)

  await context.setOffline(false)
  await settled(page)
  const [one, two] = await readAll(context)
  expect(one).toMatchObject({ title: 'Baker', group: 'interview', notes: [{ markdown: 'Written in the train' }] })
  expect(one?.history).toHaveLength(3)
  expect(two).toMatchObject({ title: 'Miller', group: 'applied', reminders: [{ text: 'Ask the mill', doneAt: null }] })
  expect(two?.history).toHaveLength(2)
  expect(Date.parse(two?.reminders[0]?.dueAt ?? '')).toBeGreaterThan(Date.now() + 5 * 86_400_000)
  await context.close()
})

test('many moved, tagged and removed at once offline are so after a reload, and at the server once; what waited for weeks is asked about first', async () => {
  const { context, page } = await enter()
  const [baker = ''] = await save(page, 'Baker', 'Miller', 'Welder')
  await readBoard(page, baker)
  await context.setOffline(true)
  await page.goto(`${origin}/applications`)
  await waiting(page, 'Offline: showing what was loaded at')
  for (const title of ['Baker', 'Miller']) {
    await page.getByRole('button', { name: `Actions for ${title}` }).click()
    await page.getByRole('menuitem', { name: 'Select' }).click()
  }
  await page.getByLabel('Tag for the selected').fill('train')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await waiting(page, '1 change waiting')
  await page.getByLabel('Move the selected to').selectOption('applied')
  await waiting(page, '2 changes waiting')
  await page.getByRole('button', { name: 'Actions for Welder' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await waiting(page, '3 changes waiting')
  await page.reload()
  const applied = page.getByRole('region', { name: 'Applied', exact: true })
  await applied.getByText('Miller').waitFor()
  await expect.poll(() => applied.getByText('train').count()).toBe(2)
  expect(await page.getByRole('link', { name: 'Welder' }).count()).toBe(0)

  await page.evaluate(makeOld)
  await page.reload()
  await waiting(page, '3 changes have waited here since')
  await context.setOffline(false)
  await expectAccessible(page)
  expect(await readAll(context)).toMatchObject([{ group: 'preparing' }, { group: 'preparing' }, { group: 'preparing' }])
  await page.getByRole('button', { name: 'Send all the same' }).click()
  await settled(page)
  const [one, two, ...more] = (await readAll(context)).filter(({ title }) => title !== 'Welder')
  expect(more).toEqual([])
  for (const each of [one, two]) {
    expect(each).toMatchObject({ group: 'applied', tags: ['train'] })
    expect(each?.history).toHaveLength(3)
  }
  await page.reload()
  expect(await page.getByRole('link', { name: 'Welder' }).count()).toBe(0)
  await context.close()
})

/** What waits on this device has waited for two weeks. */
async function makeOld() {
  const open = indexedDB.open('numerojobs-offline')
  await new Promise((resolve) => open.addEventListener('success', resolve))
  const store = open.result.transaction('outboxes', 'readwrite').objectStore('outboxes')
  const cursor = store.openCursor()
  await new Promise((resolve) => cursor.addEventListener('success', resolve))
  const at = new Date(Date.now() - 14 * 86_400_000).toISOString()
  const put = cursor.result?.update(cursor.result.value.map((item: object) => ({ ...item, at })))
  await new Promise((resolve) => put?.addEventListener('success', resolve))
}

test('a network that is lost takes no page away and loses nothing: a report, sliders, a notification, the calendar address, the search', async () => {
  const { context, page, personId } = await enter()
  const ctx = systemCtx(system)
  await withEvents(ctx, (tx, emit) =>
    notify(ctx, tx, emit, {
      personId,
      data: {
        event: 'application.moved',
        applicationId: `app_${'1'.repeat(32)}`,
        jobTitle: 'Baker',
        companyName: null,
        stage: 'Interview',
      },
      key: personId,
    }),
  )
  await save(page, 'Miller')
  const stays = async (act: () => Promise<void>) => {
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await act()
    await page.getByText('The server could not be reached').first().waitFor()
    // What the header covers while the page is scrolled is no fault of the page.
    await page.evaluate(() => scrollTo(0, 0))
    await expectAccessible(page)
    await context.setOffline(false)
  }
  await page.goto(`${origin}/notifications`)
  const read = page.getByRole('button', { name: 'Mark as read: Baker: Interview' })
  await stays(() => read.click())
  await read.click()
  await read.waitFor({ state: 'detached' })

  await page.goto(`${origin}/applications?view=calendar`)
  await page.getByText('Follow in my own calendar').click()
  await stays(() => page.getByRole('button', { name: 'Make an address' }).click())
  await page.getByRole('button', { name: 'Make an address' }).click()
  await page.getByLabel('Your calendar address, shown only now').waitFor()

  await page.goto(`${origin}/jobs`)
  await page.locator('article a').first().click()
  await page.getByRole('link', { name: 'Report this job' }).click()
  await page.getByLabel('The job is gone').check()
  await page.getByLabel('In your words (optional)').fill('It says so itself')
  await stays(() => page.getByRole('button', { name: 'Send report' }).click())
  expect(await page.getByLabel('In your words (optional)').inputValue()).toBe('It says so itself')
  await page.getByRole('button', { name: 'Send report' }).click()
  await page.locator('[data-toasts]').getByText('will read your report').waitFor()

  await page.goto(`${origin}/recommended`)
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Job titles I want').fill('Software Engineer')
  await stays(() => page.getByRole('button', { name: 'Save what I want' }).click())
  expect(await page.getByLabel('Job titles I want').inputValue()).toBe('Software Engineer')
  await context.setOffline(true)
  await page.getByRole('slider', { name: 'Place' }).fill('100')
  await page.getByText('Not saved.').waitFor()
  await context.setOffline(false)
  await page.getByText('Saved. The list keeps this order.').waitFor()
  await page.reload()
  expect(await page.getByRole('slider', { name: 'Place' }).inputValue()).toBe('100')

  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'Insights' }).waitFor()
  await stays(() => page.getByRole('combobox', { name: 'Search everything' }).fill('mill'))
  await page.getByRole('option', { name: /^Miller/ }).waitFor()
  expect(await page.getByRole('combobox', { name: 'Search everything' }).inputValue()).toBe('mill')
  await context.close()
})

test('what was changed elsewhere meanwhile is a choice: use mine, or keep what is there', async () => {
  const { context, page } = await enter()
  const [baker = '', miller = ''] = await save(page, 'Baker', 'Miller')
  await readBoard(page, baker, miller)
  await context.setOffline(true)
  for (const title of ['Baker', 'Miller']) await moveOnBoard(page, title, 'Applied')
  await waiting(page, '2 changes waiting')
  // Another device of the same person, which has a network.
  for (const id of [baker, miller].map((one) => one.split('/').at(-1) ?? ''))
    await context.request.post(`${origin}/applications/change`, {
      form: { intent: 'move', group: 'screening', id },
      headers: { accept: 'application/json', origin },
    })
  await context.setOffline(false)
  await waiting(page, '2 changes waiting, 2 to be decided')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Use mine: .*Baker/ }).click()
  await waiting(page, '1 change waiting, 1 to be decided')
  await page.getByRole('button', { name: /^Keep what is there: .*Miller/ }).click()
  await settled(page)
  await page.getByRole('region', { name: 'Applied', exact: true }).getByText('Baker').waitFor()
  await page.getByRole('region', { name: 'Screening', exact: true }).getByText('Miller').waitFor()
  expect(await readAll(context)).toMatchObject([{ group: 'applied' }, { group: 'screening' }])
  await context.close()
})

test('when the session ended meanwhile no page stays, another person sees nothing, and what was written is sent once its person is back', async () => {
  const { context, page, cookies } = await enter()
  const [baker = ''] = await save(page, 'Baker')
  await readBoard(page, baker)
  await context.setOffline(true)
  await page.goto(`${origin}${baker}`)
  await addNote(page, 'Before the session ended')
  await waiting(page, '1 change waiting')
  await context.clearCookies()
  await context.setOffline(false)
  await waiting(page, 'sign in again to send it')
  await page.goto(`${origin}/applications`)
  await page.getByRole('heading', { name: 'Sign in to see this page' }).waitFor()
  await expect.poll(() => listKept(page)).toEqual([])

  const boris = await signIn(system, 'Boris Kern')
  await context.addCookies(boris.cookies)
  await readBoard(page)
  expect(await page.getByRole('region', { name: 'Offline' }).count()).toBe(0)
  expect(await readAll(context)).toEqual([])

  await context.clearCookies()
  await context.addCookies(cookies)
  // Any page will do.
  await page.goto(`${origin}/settings`)
  await expect.poll(async () => (await readAll(context))[0]?.notes, SLOW).toMatchObject([{ markdown: 'Before the session ended' }])
  await page.goto(`${origin}${baker}`)
  await page.locator('#notes-heading').getByText('1').waitFor()
  await expect.poll(() => listKept(page), SLOW).not.toContain('/today')
  await context.close()
})

test('a closed browser loses nothing, and signing out asks before what waits is lost, then leaves nothing', async () => {
  const { cookies } = await signIn(system, 'Ada Novak')
  const profile = mkdtempSync(path.join(tmpdir(), 'numerojobs-profile-'))
  try {
    const before = await openProfile(profile)
    await before.addCookies(cookies.map((cookie) => ({ ...cookie, expires: Date.now() / 1_000 + 86_400 })))
    const page = await before.newPage()
    const [baker = ''] = await save(page, 'Baker')
    await readBoard(page, baker)
    await before.setOffline(true)
    await page.goto(`${origin}${baker}`)
    await addNote(page, 'Before the browser was closed')
    await waiting(page, '1 change waiting')
    await before.close()

    const after = await openProfile(profile)
    const again = await after.newPage()
    await after.setOffline(true)
    await again.goto(`${origin}${baker}`)
    await waiting(again, '1 change waiting')
    const questions: string[] = []
    let isAccepted = false
    again.on('dialog', (dialog) => {
      questions.push(dialog.message())
      return isAccepted ? dialog.accept() : dialog.dismiss()
    })
    const signOut = async () => {
      await again.getByRole('button', { name: 'Account of Ada Novak' }).click()
      await again.getByRole('button', { name: 'Sign out' }).click()
    }
    await signOut()
    await expect.poll(() => questions).toHaveLength(1)
    expect(questions[0]).toContain('One change was not sent yet')
    await waiting(again, '1 change waiting')
    await after.setOffline(false)
    await settled(again)
    await again.locator('#notes-heading').getByText('1').waitFor()

    isAccepted = true
    await after.setOffline(true)
    await addNote(again, 'Not to be sent')
    await waiting(again, '1 change waiting')
    await after.route('**/applications/operations', (route) => route.abort())
    await after.setOffline(false)
    await signOut()
    await again.waitForURL(`${origin}/`)
    expect(questions).toHaveLength(2)
    await expect.poll(() => listKept(again)).toEqual([])
    const left = await again.evaluate(async () => {
      const open = indexedDB.open('numerojobs-offline')
      await new Promise((resolve) => open.addEventListener('success', resolve))
      const all = open.result.transaction('outboxes').objectStore('outboxes').getAll()
      await new Promise((resolve) => all.addEventListener('success', resolve))
      return all.result
    })
    expect(left).toEqual([])
    await after.close()
  } finally {
    rmSync(profile, { recursive: true, force: true })
  }
})
