import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { members } from '../../db/schema'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { expectAccessible, expectFit, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
const SHOTS = process.env.SHOTS_DIR
const WALK_MS_MAX = 150_000

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test(
  'a posting is written, held back by the law of its place, approved by a second person, found by everybody, and closed',
  async () => {
    const { owner, manager, slug } = await openTeam('Larch Analytics')
    await owner.goto(`${origin}/organisations/${slug}/postings`)
    await owner.getByText('No posting yet').waitFor()
    await owner.getByRole('button', { name: 'New posting' }).click()
    await owner.waitForURL(/\/postings\/pos_/)
    await typedTogether(owner)
    await owner.getByLabel('Title').fill('Data engineer for soil sensors')
    await owner.getByLabel('Description').fill(`You keep the readings of nine hundred probes honest. ${'We plan in weeks. '.repeat(3)}`)
    await owner.getByLabel('Places of work').fill('Toronto, Canada')
    await owner.getByLabel('Whose law holds').selectOption('CA-ON')
    await owner.getByLabel('From').fill('80000')
    await owner.getByLabel('To', { exact: true }).fill('140000')
    await owner.getByLabel('Currency').fill('CAD')
    const rules = owner.getByRole('region', { name: 'Before it can be published' })
    await rules.getByText('This range is wider than C$50,000 a year.').waitFor()
    await rules.getByText('3 things stand against it.').waitFor()
    await owner.getByRole('button', { name: 'Add a question' }).click()
    await owner.getByLabel('Question 1', { exact: true }).fill('May you work in Canada?')
    await owner.getByLabel('Answered by').selectOption('yes-no')
    await owner.getByLabel('An application is marked when the answer is').selectOption('no')
    await saved(owner)
    await expectFit(owner)
    await shoot(owner, 'editor-blocked')

    await owner.getByRole('button', { name: 'Submit for approval' }).click()
    await owner.getByText('It waits for approval now.').waitFor()
    expect(await owner.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0)
    await manager.goto(owner.url())
    await manager.getByText('Send it back').click()
    await manager.getByLabel('What should change').fill('The range is too wide for Ontario.')
    await manager.getByRole('button', { name: 'Send back' }).click()

    await owner.getByText('The range is too wide for Ontario.').waitFor()
    await owner.getByLabel('To', { exact: true }).fill('120000')
    await owner.getByLabel('Does software take part in screening or assessing?').selectOption('no')
    await owner.getByLabel('Does the vacancy exist now?').selectOption('yes')
    await rules.getByText('Nothing stands against it.').waitFor()
    await saved(owner)
    await owner.getByRole('link', { name: 'Preview' }).click()
    await owner.getByText('Needed: yes.').waitFor()
    await expectAccessible(owner)
    await shoot(owner, 'preview')
    await owner.goBack()
    await owner.getByRole('button', { name: 'Submit for approval' }).click()
    await manager.getByRole('button', { name: 'Approve', exact: true }).click()
    await manager.getByText('Approved. It can be published now.').waitFor()

    const visitor = await (await browser.newContext()).newPage()
    await visitor.goto(`${origin}/jobs?q=soil+sensors`)
    await owner.getByRole('button', { name: 'Publish' }).click()
    await owner.getByText('Published. Everybody can find it and apply.').waitFor()
    await shoot(owner, 'published')
    await expect
      .poll(async () => {
        await visitor.goto(`${origin}/jobs?q=${encodeURIComponent('engineer soil sensors')}&at=${Date.now()}`)
        return visitor.getByRole('link', { name: 'Data engineer for soil sensors' }).count()
      })
      .toBeGreaterThan(0)
    await visitor.getByRole('link', { name: 'Data engineer for soil sensors' }).first().click()
    await visitor.getByRole('heading', { level: 1, name: 'Data engineer for soil sensors' }).waitFor()
    expect(await visitor.locator('a[href*="/apply/pos_"]').count()).toBe(1)

    await owner.getByText('Close it for good').click()
    await owner.getByLabel('Why').selectOption('filled')
    await owner.getByRole('button', { name: 'Close this posting' }).click()
    await owner.getByText('Closed. Everybody whose application is open is told.').waitFor()
    await owner.goto(`${origin}/organisations/${slug}/postings?state=closed`)
    await owner.getByText('The places are filled').waitFor()
    await expectFit(owner)
    await shoot(owner, 'list')
  },
  WALK_MS_MAX,
)

test(
  'two people type in one description at once, one of them offline for a while, and both end with every word',
  async () => {
    const { owner, manager, slug, managerContext } = await openTeam('Alder Optics')
    await owner.goto(`${origin}/organisations/${slug}/postings`)
    await owner.getByRole('button', { name: 'New posting' }).click()
    await owner.waitForURL(/\/postings\/pos_/)
    await typedTogether(owner)
    await owner.getByLabel('Description').fill('Begin. End.')
    await saved(owner)
    await manager.goto(owner.url())
    await typedTogether(manager)
    await owner.getByText(/is here too/).waitFor()
    const words = (page: Page) => page.getByLabel('Description').inputValue()

    await caretTo(owner, 'Begin.'.length)
    await caretTo(manager, 'Begin. End.'.length)
    await Promise.all([
      owner.keyboard.type(' Anna types here, slowly.', { delay: 15 }),
      manager.keyboard.type(' And Boris there.', { delay: 20 }),
    ])
    const both = 'Begin. Anna types here, slowly. End. And Boris there.'
    await expect.poll(() => words(owner)).toBe(both)
    await expect.poll(() => words(manager)).toBe(both)

    await managerContext.setOffline(true)
    await caretTo(manager, both.length)
    await manager.keyboard.type(' Written in a tunnel.')
    await caretTo(owner, 0)
    await owner.keyboard.type('First of all: ')
    await saved(owner)
    await manager.getByText('Not saved: no connection. What you typed is kept here.').waitFor({ timeout: 40_000 })
    await managerContext.setOffline(false)
    const all = `First of all: ${both} Written in a tunnel.`
    await expect.poll(() => words(owner), { timeout: 40_000 }).toBe(all)
    await expect.poll(() => words(manager), { timeout: 40_000 }).toBe(all)
    await saved(manager)
    await manager.reload()
    expect(await words(manager)).toBe(all)
  },
  WALK_MS_MAX,
)

test('two people edit different fields at once and keep both; of one field the second is asked', async () => {
  const { owner, manager, slug } = await openTeam('Rowan Tools')
  await owner.goto(`${origin}/organisations/${slug}/postings`)
  await owner.getByRole('button', { name: 'New posting' }).click()
  await owner.waitForURL(/\/postings\/pos_/)
  await manager.goto(owner.url())
  await Promise.all([typedTogether(owner), typedTogether(manager)])
  await Promise.all([owner.getByLabel('People to be hired').fill('3'), manager.getByLabel('Skills').fill('Welding, Milling')])
  await Promise.all([saved(owner), saved(manager)])
  await expect.poll(() => owner.getByLabel('Skills').inputValue()).toBe('Welding, Milling')
  await expect.poll(() => manager.getByLabel('People to be hired').inputValue()).toBe('3')
})

test('without scripts a posting is a form with one button, and keeps what it is sent', async () => {
  const { owner, slug } = await openTeam('Hazel Prints')
  await owner.goto(`${origin}/organisations/${slug}/postings`)
  await owner.getByRole('button', { name: 'New posting' }).click()
  await owner.waitForURL(/\/postings\/pos_/)
  const context = await browser.newContext({ javaScriptEnabled: false })
  await context.addCookies(await owner.context().cookies())
  const page = await context.newPage()
  await page.goto(owner.url())
  await page.getByLabel('Title').fill('Printer')
  await page.getByLabel('Places of work').fill('Ghent, Belgium\nBruges, Belgium')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect(await page.getByLabel('Title').inputValue()).toBe('Printer')
  expect(await page.getByLabel('Places of work').inputValue()).toBe('Ghent, Belgium\nBruges, Belgium')
})

test('an organisation begins to prove a domain, and gives its career page a look that everybody sees', async () => {
  const { owner, slug, manager } = await openTeam('Birch & Sons')
  await owner.goto(`${origin}/organisations/${slug}/careers`)
  await owner.getByLabel('By a DNS record').fill('birch.example')
  await owner.getByRole('button', { name: 'Show the record' }).click()
  await owner.getByText('_numerojobs.birch.example').waitFor()
  await owner.getByLabel('By mail to an address there').fill('birch@gmail.com')
  await owner.getByRole('button', { name: 'Send a code' }).click()
  await owner.getByText('Anybody can have an address there.').waitFor()
  await owner.getByLabel('Letters in place of a logo').fill('B&S')
  await owner.getByLabel('Colour').selectOption('blue')
  await owner.getByLabel('What you say about yourselves').fill('Furniture that is mended, not replaced.')
  await owner.getByRole('button', { name: 'Save', exact: true }).click()
  await owner.getByText('Saved.').waitFor()
  await expectFit(owner)
  await shoot(owner, 'career-settings')

  const call = async (page: Page, name: string, input: object) => {
    const answer = await page.request.post(`${origin}/trpc/postings.${name}`, { data: input, headers: { origin } })
    expect([name, answer.status()]).toEqual([name, 200])
    return (await answer.json()).result.data
  }
  const { db } = systemCtx(system)
  const organisation = await db.query.organisations.findFirst({ where: (row, { eq }) => eq(row.slug, slug) })
  const fields = {
    title: 'Upholsterer',
    places: ['Leeds, United Kingdom'],
    jurisdiction: 'GB',
    description: 'You take old chairs apart and put them together for another fifty years.',
  }
  const { id: postingId } = await call(owner, 'create', { organisationId: organisation?.id, fields })
  await call(owner, 'submit', { postingId })
  await call(manager, 'approve', { postingId })
  await call(owner, 'publish', { postingId })
  const visitor = await (await newContext()).newPage()
  await visitor.goto(`${origin}/careers/${slug}`)
  await visitor.getByRole('heading', { level: 1, name: 'Careers at Birch & Sons' }).waitFor()
  await visitor.getByRole('heading', { level: 2, name: 'Leeds, United Kingdom' }).waitFor()
  await visitor.getByRole('link', { name: 'Upholsterer' }).waitFor()
  await expectFit(visitor)
  await shoot(visitor, 'careers')
  const feed = await visitor.request.get(`${origin}/careers/${slug}/feed.xml`)
  expect([feed.status(), (await feed.text()).includes('Upholsterer at Birch')]).toEqual([200, true])
})

/** An owner and a hiring manager of one new organisation, each in a browser of their own. */
async function openTeam(name: string) {
  const [ownerContext, managerContext] = [await newContext(), await newContext()]
  const [anna, boris] = [await signIn(system, 'Anna'), await signIn(system, 'Boris')]
  await ownerContext.addCookies(anna.cookies)
  await managerContext.addCookies(boris.cookies)
  const owner = await ownerContext.newPage()
  await owner.goto(`${origin}/settings/organisations`)
  await owner.getByLabel('Name').fill(name)
  await owner.getByRole('button', { name: /Found|Create/ }).click()
  await owner.waitForURL(/\/organisations\/[^/]+$/)
  const slug = new URL(owner.url()).pathname.split('/').at(-1) ?? ''
  const { db } = systemCtx(system)
  const organisation = await db.query.organisations.findFirst({ where: (row, { eq }) => eq(row.slug, slug) })
  await db
    .insert(members)
    .values({ organisationId: organisation?.id ?? '', personId: boris.personId, role: 'hiring_manager', joinedAt: new Date() })
  return { owner, manager: await managerContext.newPage(), managerContext, slug }
}

const newContext = (): Promise<BrowserContext> => browser.newContext({ viewport: { width: 1280, height: 900 } })
/** The text is open, so that others can type in it too. */
const typedTogether = (page: Page) => page.locator('[data-shared="true"]').waitFor({ state: 'attached' })
const saved = (page: Page) => page.locator('[data-save="saved"]').waitFor({ timeout: 20_000 })
const caretTo = (page: Page, at: number) =>
  page.getByLabel('Description').evaluate((element, place) => {
    if (!(element instanceof HTMLTextAreaElement)) return
    element.focus()
    element.setSelectionRange(place, place)
  }, at)

async function shoot(page: Page, name: string) {
  if (!SHOTS) return
  mkdirSync(SHOTS, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [375, 1280]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `${SHOTS}/${name}-${colorScheme}-${width}.png`, fullPage: true })
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 900 })
}
