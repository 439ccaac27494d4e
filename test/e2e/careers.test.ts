import { createServer } from 'node:http'
import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { careerPages, members, organisations, postings } from '../../db/schema'
import { newId } from '../../server/core/ids'
import { openJobs } from '../../server/jobs/open-jobs'
import { withEvents } from '../../server/live/outbox'
import { PLAIN_JOB } from '../plain-job'
import { signIn } from '../sign-in'
import { systemCtx } from '../system-ctx'
import { expectFit, openBrowser } from './browser'

const system = inject('system')
const { origin } = system

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('a site that the owner named shows the openings in a frame as high as they are, by keyboard too; a site that is taken out shows none', async () => {
  const { organisationId, slug, cookies } = await addOwner()
  await using site = await newSite(slug)
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookies)
  const owner = await context.newPage()
  await owner.goto(`${origin}/organisations/${slug}/careers`)
  await owner.getByText('Name a site first, and this page shows what it will show.').waitFor()
  await owner.getByLabel('Sites, one a line').fill('https://www.wagtail.example\nnot a site')
  await owner.getByRole('button', { name: 'Save the sites' }).click()
  await owner.getByText('Give the address of a site without a path, like https://www.example.com.').waitFor()
  await owner.getByLabel('Sites, one a line').fill('https://www.wagtail.example')
  await owner.getByRole('button', { name: 'Save the sites' }).click()
  await owner.getByText('Browsers let these sites show the page, and no others.').waitFor()
  const preview = owner.frameLocator('iframe[title="Your openings, as the sites show them"]')
  await preview.getByRole('link', { name: 'Wheelwright 30' }).waitFor()
  const snippet = await owner.getByLabel('What to put into your page').inputValue()
  await expectFit(owner)

  // Real sites are asked for https; a test's own has none.
  const { db } = systemCtx(system)
  await db
    .update(careerPages)
    .set({ frameOrigins: [site.origin] })
    .where(eq(careerPages.organisationId, organisationId))
  site.show(snippet)
  const visitor = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
  await visitor.goto(site.origin)
  const frame = visitor.frameLocator('iframe')
  await frame.getByRole('heading', { level: 1, name: 'Careers at Wagtail Wheels' }).waitFor()
  await expect.poll(() => heights(visitor), { timeout: 20_000 }).toEqual(expect.objectContaining({ fits: true }))
  // It is many lines long, so the usual height was not enough.
  expect((await heights(visitor)).frame).toBeGreaterThan(1_000)
  await frame.getByRole('link', { name: 'Wheelwright 1', exact: true }).focus()
  await visitor.keyboard.press('Tab')
  await expect
    .poll(() => frame.getByRole('link', { name: 'Wheelwright 2', exact: true }).evaluate((link) => link === document.activeElement))
    .toBe(true)
  const [opened] = await Promise.all([visitor.context().waitForEvent('page'), visitor.keyboard.press('Enter')])
  await opened.waitForURL(`${origin}/jobs/**`)
  await opened.getByRole('heading', { level: 1, name: 'Wheelwright 2' }).waitFor()
  await expectFit(visitor)

  await db.update(careerPages).set({ frameOrigins: [] }).where(eq(careerPages.organisationId, organisationId))
  const refused = visitor.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
  await visitor.reload()
  await refused
  expect(await frame.getByRole('heading', { level: 1 }).count()).toBe(0)
})

/** How high the frame is, and whether all of its page is seen in it. */
async function heights(page: Page): Promise<{ frame: number; fits: boolean }> {
  const inner = await page.frames()[1]?.evaluate(() => Math.ceil(document.documentElement.getBoundingClientRect().height))
  const frame = await page.locator('iframe').evaluate((element) => element.clientHeight)
  return { frame, fits: inner === frame }
}

/** An organisation with thirty openings, and its owner. */
async function addOwner() {
  const ctx = systemCtx(system)
  const { personId, cookies } = await signIn(system, 'Wanda')
  const organisationId = newId('organisation')
  const slug = `wagtail-${organisationId.slice(-12)}`
  const now = new Date()
  await ctx.db.insert(organisations).values({ id: organisationId, name: 'Wagtail Wheels', slug, createdAt: now })
  await ctx.db.insert(members).values({ organisationId, personId, role: 'owner', joinedAt: now })
  const facts = { origin: 'posted', source: 'numerojobs', companyName: 'Wagtail Wheels', places: ['Ghent, Belgium'] } as const
  const rows = Array.from({ length: 30 }, (_, index) => ({ id: newId('posting'), title: `Wheelwright ${index + 1}`, index }))
  const jobIds = await withEvents(ctx, (tx, emit) =>
    openJobs(
      ctx,
      tx,
      emit,
      // The newest stands first.
      rows.map(({ id, title, index }) => ({
        ...PLAIN_JOB,
        ...facts,
        places: [...facts.places],
        sourceKey: id,
        title,
        foundAt: new Date(now.getTime() - index * 60_000),
      })),
    ),
  )
  await ctx.db.insert(postings).values(
    rows.map(({ id, title }, index) => ({
      id,
      organisationId,
      jobId: jobIds[index] ?? null,
      state: 'published' as const,
      title,
      statements: { usesAi: false, isExistingVacancy: true },
      replyPromiseDays: 14,
      publishedAt: now,
      createdAt: now,
      updatedAt: now,
    })),
  )
  return { organisationId, slug, cookies }
}

/** A site of somebody else, on another port: another origin. */
async function newSite(slug: string) {
  let body = ''
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    answer.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${slug}</title></head><body><main><h1>We turn wheels</h1>${body}</main></body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    origin: `http://127.0.0.1:${port}`,
    show(html: string) {
      body = html
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
