import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startReceiver } from '../fakes/receiver'
import { signUp } from '../sign-in'
import { expectAccessible, expectFit, openBrowser } from './browser'

const { origin } = inject('system')
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

/** Founds an organisation and answers the address of its page. */
async function found(page: Page, name: string): Promise<string> {
  await page.goto(`${origin}/settings/organisations`)
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Found it' }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  return page.url()
}

test('an owner starts a plan, buys a credit, finds the invoices, and cancels in two clicks and takes it back', async () => {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  const { page } = await signUp(context, 'Rosa Reed')
  const organisation = await found(page, 'Reed & Daughters')
  await page.getByRole('link', { name: 'Plan and payment' }).click()
  await page.getByRole('heading', { name: 'The plan is Free' }).waitFor()
  await expectFit(page)
  await page.getByRole('link', { name: 'USD' }).click()
  await page.getByText('$109').waitFor()
  await page.getByRole('link', { name: 'EUR' }).click()
  await page.getByText('€99').waitFor()
  await page.getByRole('button', { name: 'Start Team' }).click()
  await page.getByRole('heading', { name: 'Pay', exact: true }).waitFor()
  await page.getByText('99.00 EUR a month').waitFor()
  await page.getByRole('button', { name: 'Let the card be refused' }).click()
  await page.getByText('The card was refused').waitFor()
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByText('Thank you. What was paid is here.').waitFor()
  await page.getByRole('heading', { name: 'The plan is Team' }).waitFor()
  await page.getByText('0 of 10').waitFor()

  await page.getByRole('button', { name: 'Buy' }).click()
  await page.getByRole('button', { name: 'Pay', exact: true }).click()
  await page.getByText('1 credit left').waitFor()
  expect(await page.getByRole('link', { name: /^PDF of invoice/ }).count()).toBe(2)
  const pdf = await page.request.get(
    (await page
      .getByRole('link', { name: /^PDF of invoice/ })
      .first()
      .getAttribute('href')) ?? '',
  )
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  await expectFit(page)

  await page.getByRole('link', { name: 'Cancel the plan…' }).click()
  await page.getByRole('button', { name: 'Cancel the plan', exact: true }).click()
  await page.getByText('Cancelled. Nothing more is charged.').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Keep the plan' }).click()
  await page.getByText('The plan goes on.').waitFor()
  await page.getByRole('button', { name: 'Change to Scale' }).click()
  await page.getByRole('heading', { name: 'The plan is Scale' }).waitFor()
  await page.getByRole('button', { name: 'Card, address and tax number' }).click()
  await page.getByRole('heading', { name: 'How you pay' }).waitFor()
  await page.getByRole('link', { name: 'Back to Numerojobs' }).click()
  await page.getByRole('heading', { name: 'The plan is Scale' }).waitFor()

  // A month passes at the provider and the bank refuses: the webhook alone brings it here.
  await page.goto(`${origin}/dev/stripe`)
  await page
    .getByRole('row')
    .filter({ hasText: 'Reed & Daughters' })
    .getByRole('button', { name: 'A month passes, the bank refuses' })
    .first()
    .click()
  await expect
    .poll(
      async () => {
        await page.goto(`${organisation}/billing`)
        return page.getByText('Payment failed').count()
      },
      { timeout: 25_000 },
    )
    .toBe(1)
  await context.close()
})

test('a plan is started without scripts too; who leaves the payment page has paid nothing', async () => {
  const context = await browser.newContext()
  const { page } = await signUp(context, 'Ola Plain')
  const organisation = await found(page, 'Plain Works')
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() })
  const still = await plain.newPage()
  await still.goto(`${organisation}/billing`)
  await still.getByRole('button', { name: 'Start Team' }).click()
  await still.getByRole('link', { name: 'Go on', exact: true }).click()
  await still.getByRole('button', { name: 'Go back' }).click()
  await still.getByText('Nothing was paid.').waitFor()
  await still.getByRole('heading', { name: 'The plan is Free' }).waitFor()
  await plain.close()
  await context.close()
})

test('the page of prices says plainly that seekers never pay, and no page that a seeker uses leads to it', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(`${origin}/pricing`)
  await page.getByText('People who look for work never pay').waitFor()
  await expectFit(page)
  await context.close()
  const seeker = await browser.newContext()
  const { page: own } = await signUp(seeker, 'Sia Seeker')
  for (const path of [
    '/',
    '/jobs',
    '/applications',
    '/today',
    '/recommended',
    '/following',
    '/saved-searches',
    '/profile',
    '/settings',
    '/about',
  ]) {
    await own.goto(`${origin}${path}`)
    expect.soft(await own.locator('a[href*="/pricing"], a[href*="/billing"]').count(), path).toBe(0)
  }
  await seeker.close()
})

test('an owner adds a webhook endpoint, tries it, sees what it answered and sends it again', async () => {
  await using receiver = await startReceiver()
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } })
  const { page } = await signUp(context, 'Hanna Hook')
  await found(page, 'Hook & Line')
  await page.getByRole('link', { name: 'Webhooks' }).click()
  await page.getByText('No endpoints yet').waitFor()
  await expectFit(page)
  await page.getByLabel('Address').fill('http://hooks.example.com/')
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('Choose at least one kind of event.').waitFor()
  await page.getByLabel(/A posting is closed/).check()
  await page.getByRole('button', { name: 'Add it' }).click()
  await page.getByText('Give an address that starts with https://').waitFor()
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByRole('button', { name: 'Add it' }).click()
  const secret = (await page.locator('[data-key]').textContent())?.trim() ?? ''
  expect(secret).toMatch(/^whsec_/)
  await expectAccessible(page)
  await page.getByRole('link', { name: receiver.url }).click()
  await page.getByText('Nothing was sent').waitFor()
  await page.getByRole('button', { name: 'Send a test event' }).click()
  await page.getByText(/It answered 200 in/).waitFor()
  await page.getByRole('link', { name: 'endpoint.tested' }).click()
  await page.getByText('What is posted').first().waitFor()
  await expectFit(page)
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: 'Send again: endpoint.tested' }).click()
  await page.getByText('It is on its way again.').waitFor()
  await expect.poll(() => receiver.got.length, { timeout: 25_000 }).toBe(2)
  expect(receiver.got[0]?.headers['webhook-id']).toBe(receiver.got[1]?.headers['webhook-id'])
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  await page.getByText('The secret before this one signs too until').waitFor()
  await page.getByRole('button', { name: 'Switch it off' }).click()
  await page.getByText('It was switched off by hand.').waitFor()
  await page.getByRole('link', { name: 'Remove…' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByText('No endpoints yet').waitFor()
  await context.close()
})
