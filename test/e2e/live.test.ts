import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { facebookDelivery } from '../senders'
import { openBrowser } from './browser'

const { origin, vars, dataDir } = inject('system')
/** A Page that the seeded world has connected. */
const PAGE = '100000000000101'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
})

const offer = (title: string) =>
  `We are hiring! Harbour Light Software is looking for a ${title} in Hamburg, Germany. Full-time, €75,000 - €90,000 per year. You will work with TypeScript and PostgreSQL. Apply at https://harbour-light.example/careers`
async function say(id: string, text: string | undefined, verb: 'add' | 'edited' | 'remove' = 'add') {
  const { body, headers } = facebookDelivery(vars.FACEBOOK_APP_SECRET ?? '', [
    { pageId: PAGE, id, verb, ...(text === undefined ? {} : { text }) },
  ])
  const answer = await fetch(`${origin}/webhooks/facebook`, { method: 'POST', body, headers })
  expect(answer.status).toBe(200)
}

test('a signed post becomes a card on two open screens, and its page says where it comes from', async () => {
  const [wide, phone] = await Promise.all([
    browser.newPage({ viewport: { width: 1280, height: 800 } }),
    browser.newPage({ viewport: { width: 375, height: 700 } }),
  ])
  await Promise.all([wide.goto(`${origin}/`), phone.goto(`${origin}/`)])
  await Promise.all([wide, phone].map((page) => page.getByText(', live').waitFor({ state: 'attached' })))
  await say('e2e-1', offer('Tidal Energy Planner'))
  await Promise.all(
    [wide, phone].map((page) =>
      page
        .getByRole('link', { name: /Tidal Energy Planner/ })
        .first()
        .waitFor({ timeout: 10_000 }),
    ),
  )
  await wide
    .getByRole('link', { name: /Tidal Energy Planner/ })
    .first()
    .click()
  await wide.getByRole('heading', { level: 1, name: /Tidal Energy Planner/ }).waitFor()
  await expect.poll(() => wide.locator('main').innerText()).toMatch(/Facebook/i)
  expect(await wide.locator('main').innerText()).toMatch(/Hamburg/)
  await Promise.all([wide.close(), phone.close()])
})

test('an open search counts what fits it and moves nothing; a removed post takes its card away', async () => {
  const page = await browser.newPage()
  await page.goto(`${origin}/jobs?q=lamplighter`)
  await say('e2e-2', offer('Lamplighter Coordinator'))
  const pill = page
    .getByRole('button', { name: /1 new/ })
    .or(page.getByRole('link', { name: /1 new/ }))
    .first()
  await pill.waitFor({ timeout: 10_000 })
  expect(await page.getByRole('link', { name: /Lamplighter Coordinator/ }).count()).toBe(0)
  await pill.click()
  await page
    .getByRole('link', { name: /Lamplighter Coordinator/ })
    .first()
    .waitFor()
  await page
    .getByRole('link', { name: /Lamplighter Coordinator/ })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: /Lamplighter Coordinator/ }).waitFor()
  await say('e2e-2', undefined, 'remove')
  await page
    .getByText(/closed|no longer/i)
    .first()
    .waitFor({ timeout: 10_000 })
  await expect.poll(async () => (await fetch(page.url())).status, { timeout: 15_000 }).toBe(410)
  await page.close()
})

test('rooms that die come back, and an open screen misses nothing and shows nothing twice', async () => {
  const page = await browser.newPage()
  await page.goto(`${origin}/`)
  await page.getByText(', live').waitFor({ state: 'attached' })
  process.kill(-roomsGroup(), 'SIGKILL')
  await say('e2e-3', offer('Snow Plough Scheduler'))
  await say('e2e-4', offer('Payroll Administrator'))
  for (const title of [/Snow Plough Scheduler/, /Payroll Administrator/]) {
    await page.getByRole('link', { name: title }).first().waitFor({ timeout: 40_000 })
    expect(await page.getByRole('listitem').filter({ hasText: title }).count()).toBe(1)
  }
  await page.close()
})

/** The process group of the rooms, as their supervisor notes it. */
function roomsGroup(): number {
  return JSON.parse(readFileSync(path.join(dataDir, 'run', 'rooms.json'), 'utf8')).pid
}
