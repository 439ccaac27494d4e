import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, inject, test } from 'vitest'
import { signIn } from '../sign-in'
import { expectAccessible, openBrowser } from './browser'

const system = inject('system')
const { origin } = system
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function enter() {
  const { cookies } = await signIn(system, 'Ada Novak')
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await context.addCookies(cookies)
  return { context, page: await context.newPage() }
}

test('a file of 200 rows is looked at, imported and taken back by one press', async () => {
  const { context, page } = await enter()
  const rows = Array.from({ length: 200 }, (_, row) => `Job ${row},Company ${row},Applied`)
  const csv = ['Job Title,Company,List', ...rows, 'Odd,Nobody,Nowhere', 'Job 7,Company 7,Applied'].join('\n')
  await page.goto(`${origin}/applications/import`)
  await expectAccessible(page)
  await page.getByLabel('CSV file').setInputFiles({ name: 'huntr.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await page.getByRole('button', { name: 'Look at the file' }).click()
  await page.getByText('These are the columns of Huntr.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import 200 applications' }).click()
  await page.getByText('200 applications imported.').waitFor()
  await page.getByRole('button', { name: 'Take the whole import back' }).click()
  await page.getByText('Taken back: 200 applications.').waitFor()
  await page.goto(`${origin}/applications/export`)
  await expectAccessible(page)
  await context.close()
})
