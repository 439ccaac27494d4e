import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import * as schema from '../../db/schema'
import { newId } from '../../server/core/ids'
import { addApplications } from '../add-hiring'
import { databaseUrl, type SignedIn, signIn } from '../sign-in'
import { expectFit, openBrowser } from './browser'

const { origin, dataDir } = inject('system')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

/** An organisation with two recruiters and a shortlist of so many, as rows; and a signed-in context for each of the two. */
async function newShortlist(applicants = 4) {
  const [anna, boris] = await Promise.all([signIn({ origin, dataDir }, 'Anna Reed'), signIn({ origin, dataDir }, 'Boris Reed')])
  const pool = new pg.Pool({ connectionString: databaseUrl(dataDir), max: 1 })
  const db = drizzle(pool, { schema, casing: 'snake_case' })
  const organisationId = newId('organisation')
  const now = new Date()
  await db.insert(schema.organisations).values({ id: organisationId, name: 'Reed & Daughters', slug: organisationId, createdAt: now })
  const member = (personId: string) => ({ organisationId, personId, role: 'recruiter' as const, joinedAt: now })
  await db.insert(schema.members).values([member(anna.personId), member(boris.personId)])
  const { postingId } = await addApplications(db, organisationId, applicants)
  await pool.end()
  const [annas, borises] = await Promise.all([contextOf(anna), contextOf(boris)])
  const page = await annas.newPage()
  await page.goto(`${origin}/organisations/${organisationId}/postings/${postingId}/shortlists`)
  await page.getByRole('textbox', { name: 'Name' }).fill('Final round')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('heading', { level: 1, name: 'Final round' }).waitFor()
  for (let count = 0; count < applicants; count++) {
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect.poll(() => rows(page).count()).toBe(count + 1)
  }
  return { annas, borises, page, address: new URL(page.url()).pathname, boris }
}

async function contextOf({ cookies }: SignedIn): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookies)
  return context
}

const rows = (page: Page) => page.locator('[data-entry-link]')
const order = (page: Page) => rows(page).allInnerTexts()
const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor()

test('three people order one shortlist live: each sees the others’ moves and votes, who is here, and the same order after a reload', async () => {
  const { annas, borises, page: anna, address } = await newShortlist()
  await live(anna)
  const boris = await borises.newPage()
  await boris.goto(`${origin}${address}`)
  await live(boris)

  await anna.getByText('Guests (0)').click()
  await anna.getByRole('textbox', { name: 'Name' }).fill('Cora')
  await anna.getByLabel('May').selectOption('vote')
  await anna.getByRole('button', { name: 'Make a link' }).click()
  const link = await anna.getByText(/\/g\/[0-9a-f]{48}/).innerText()
  const guests = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const cora = await guests.newPage()
  await cora.goto(link)
  expect(new URL(cora.url()).pathname).toBe('/g')
  await cora.getByText('You are here as Cora, a guest.').waitFor()
  await live(cora)
  await anna.getByRole('list', { name: 'Here now' }).getByText('Cora').waitFor({ state: 'attached' })
  await boris.getByRole('list', { name: 'Here now' }).getByText('Anna Reed').waitFor({ state: 'attached' })

  // Alt with an arrow moves; the others have it at once. How soon is measured by the bench.
  const names = await order(anna)
  const [first = ''] = names
  for (let times = 0; times < 3; times++) {
    await anna.getByRole('link', { name: first, exact: true }).focus()
    await anna.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => (await order(boris)).indexOf(first)).toBe(times + 1)
  }
  await expect.poll(() => order(cora)).toEqual([...names.slice(1), first])

  // The menu is the twin of dragging.
  await boris.getByLabel(`Actions for ${first}`).click()
  await boris.getByRole('button', { name: 'Move to the top' }).click()
  await expect.poll(() => order(anna)).toEqual(names)
  await anna.getByText(`Boris Reed: ${first} is now first.`).waitFor()

  // A drag, and taking it back.
  const [from, to] = await Promise.all([rows(anna).nth(0).boundingBox(), rows(anna).nth(3).boundingBox()])
  if (!from || !to) throw new Error('There is nothing to drag.')
  await anna.mouse.move(from.x + 30, from.y + 20)
  await anna.mouse.down()
  await anna.mouse.move(to.x + 30, to.y + 30, { steps: 8 })
  await anna.mouse.move(to.x + 30, to.y + 80, { steps: 4 })
  await anna.mouse.up()
  await expect.poll(() => order(boris)).toEqual([...names.slice(1), first])
  await anna.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => order(boris)).toEqual(names)

  await rows(cora).first().click()
  await cora.getByRole('button', { name: 'Yes' }).click()
  await boris.keyboard.press('j')
  await boris.getByText('Cora: Yes').waitFor()
  await boris.getByLabel('Add a comment').fill('Bakes well, @Anna Reed ')
  await boris.getByRole('button', { name: 'Comment', exact: true }).click()
  await cora.getByText('Bakes well').waitFor()

  // Follow me: what Anna looks at opens for Boris.
  await anna.keyboard.press('f')
  await boris.getByRole('button', { name: 'Follow Anna Reed' }).click()
  for (const name of names.slice(0, 2)) {
    await anna.keyboard.press('j')
    await anna.getByRole('heading', { level: 2, name }).waitFor()
  }
  await boris.getByRole('heading', { level: 2, name: names[1] ?? '' }).waitFor()

  await Promise.all([anna, boris, cora].map((page) => page.reload()))
  for (const page of [anna, boris, cora]) expect(await order(page)).toEqual(names)

  // An ended link blanks the guest's open window at once.
  await live(cora)
  await anna.getByText('Guests (1)').click()
  await anna.getByRole('button', { name: 'End the link of Cora' }).click()
  await cora.getByText('This shortlist is not open to you any more').waitFor()
  expect(await cora.locator('main').innerText()).not.toContain(first)
  await cora.goto(`${origin}/g`)
  await cora.getByText('This link shows nothing').waitFor()
  await Promise.all([annas.close(), borises.close(), guests.close()])
})

test('moves made offline are kept and merged; what both moved is one choice, and both screens end in one order', async () => {
  const { annas, borises, page: anna, address } = await newShortlist(5)
  const boris = await borises.newPage()
  await boris.goto(`${origin}${address}`)
  await Promise.all([live(anna), live(boris)])
  const [a = '', b = '', c = '', d = '', e = ''] = await order(anna)
  await Promise.all([annas.setOffline(true), borises.setOffline(true)])
  const down = async (page: Page, name: string, times: number) => {
    await page.getByRole('link', { name, exact: true }).focus()
    for (let count = 0; count < times; count++) await page.keyboard.press('Alt+ArrowDown')
  }
  // Anna: a behind c, e is left alone. Boris: e to the top by the menu, and a to the very end.
  await down(anna, a, 2)
  await boris.getByLabel(`Actions for ${e}`).click()
  await boris.getByRole('button', { name: 'Move to the top' }).click()
  await boris.getByLabel(`Actions for ${a}`).click()
  await boris.getByRole('button', { name: 'Move to the end' }).click()
  expect(await order(anna)).toEqual([b, c, a, d, e])
  expect(await order(boris)).toEqual([e, b, c, d, a])
  await anna.getByText('Waiting').first().waitFor()

  await annas.setOffline(false)
  await expect.poll(() => anna.getByText('Waiting').count(), { timeout: 20_000 }).toBe(0)
  await borises.setOffline(false)
  await boris.getByRole('alert').getByText(`Anna Reed moved ${a} too`).waitFor({ timeout: 20_000 })
  await expect.poll(() => order(anna), { timeout: 20_000 }).toEqual([e, b, c, a, d])
  expect(await order(boris)).toEqual([e, b, c, a, d])
  await boris.getByRole('button', { name: 'Use mine' }).click()
  await expect.poll(() => order(anna), { timeout: 20_000 }).toEqual([e, b, c, d, a])
  await Promise.all([anna.reload(), boris.reload()])
  for (const page of [anna, boris]) expect(await order(page)).toEqual([e, b, c, d, a])
  await Promise.all([annas.close(), borises.close()])
})

test('a shortlist fits a phone and a wide screen by day and night, is comparable side by side, and works without scripts', async () => {
  const { annas, page: anna, address, boris } = await newShortlist(3)
  await live(anna)
  await expectFit(anna)
  const names = await order(anna)
  await anna.setViewportSize({ width: 1280, height: 900 })
  for (const name of names.slice(0, 2)) {
    await anna.getByLabel(`Actions for ${name}`).click()
    await anna.getByRole('button', { name: 'Compare', exact: true }).click()
  }
  await anna.getByRole('heading', { name: 'Side by side' }).waitFor()
  await rows(anna).first().click()
  await anna.getByRole('heading', { level: 2, name: names[0] ?? '' }).waitFor()
  await expectFit(anna)
  await anna.keyboard.press('?')
  await anna.getByRole('dialog', { name: 'Keys' }).waitFor()

  const plain = await browser.newContext({ javaScriptEnabled: false })
  await plain.addCookies(boris.cookies)
  const page = await plain.newPage()
  await page.goto(`${origin}${address}`)
  expect(await order(page)).toEqual(names)
  await page.getByLabel(`Actions for ${names[2]}`).click()
  await page.getByRole('button', { name: 'Move to the top' }).click()
  expect(await order(page)).toEqual([names[2], names[0], names[1]])
  await rows(page).first().click()
  await page.getByRole('button', { name: 'Maybe' }).click()
  await page.getByText('Boris Reed: Maybe').waitFor()

  // How it was decided: each place of the slider, by keys, and what a page without scripts is given.
  await anna.goto(`${origin}${address}/replay`)
  const slider = anna.getByRole('slider')
  const replayed = () => anna.locator('[data-entry]').allInnerTexts()
  await expect.poll(() => anna.locator('[data-replayed]').innerText()).toContain(`Boris Reed voted maybe on ${names[2]}`)
  expect((await replayed())[0]).toContain(names[2])
  await slider.press('ArrowLeft')
  await anna.getByText(`Boris Reed put ${names[2]} to number 1`).first().waitFor()
  await slider.press('ArrowLeft')
  await expect.poll(async () => (await replayed())[0]).toContain(names[0])
  await slider.press('Home')
  await anna.getByText('Nobody was on it.').waitFor()
  await expectFit(anna)
  await page.goto(`${origin}${address}/replay?at=4`)
  expect(await page.locator('[data-entry]').count()).toBe(3)
  const [download] = await Promise.all([anna.waitForEvent('download'), anna.getByRole('link', { name: 'Take it as a file' }).click()])
  expect(download.suggestedFilename()).toMatch(/^shortlist-sho_.*\.json$/)
  await Promise.all([annas.close(), plain.close()])
})
