import { createHmac } from 'node:crypto'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { listMails, newAddress, newPlace, readCode, signUp } from '../sign-in'
import { expectAccessible, openBrowser } from './browser'

const { origin } = inject('system')
const PASSWORD = 'a kettle of fish'
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const enter = (options: BrowserContextOptions = {}) => browser.newContext({ extraHTTPHeaders: newPlace(), ...options })

async function open(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await enter(options)
  return { context, page: await context.newPage() }
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('navigation', { name: 'Account' }).getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
}

const personId = async (page: Page) => (await (await page.request.get(`${origin}/v1/people/me`)).json()).id

const VISITORS = [
  '/sign-in',
  '/sign-in/code?email=anna%40example.com',
  '/sign-in/second-step',
  '/sign-in/second-step?by=backup',
  '/sign-up',
]
const MORE = ['/sign-up/code?email=anna%40example.com', '/reset-password', '/reset-password?email=anna%40example.com']

test.each([...VISITORS, ...MORE])('%s is accessible by day and by night, and fits 320 pixels', async (path) => {
  for (const [colorScheme, width] of [
    ['light', 320],
    ['dark', 1280],
  ] as const) {
    const { context, page } = await open({ colorScheme, viewport: { width, height: 800 } })
    await expectGoodPage(page, path)
    await context.close()
  }
})

test('the pages of an account are accessible by day and by night, fit 320 pixels, and are for its person alone', async () => {
  const context = await enter()
  const { page } = await signUp(context, 'Paula Reader')
  await page.goto(`${origin}/settings/organisations`)
  await page.getByLabel('Name').fill('Reader & Sons')
  await page.getByRole('button', { name: 'Found it' }).click()
  await page.getByRole('heading', { level: 1, name: 'Reader & Sons' }).waitFor()
  const organisation = new URL(page.url()).pathname
  const paths = ['/welcome', '/settings', '/settings/security', '/settings/keys', '/settings/organisations', '/invitations', organisation]
  const storageState = await context.storageState()
  for (const path of paths) {
    for (const [colorScheme, width] of [
      ['light', 320],
      ['dark', 1280],
    ] as const) {
      const other = await open({ storageState, colorScheme, viewport: { width, height: 800 } })
      await expectGoodPage(other.page, path)
      await other.context.close()
    }
    const asVisitor = await fetch(`${origin}${path}`)
    expect([path, asVisitor.status, asVisitor.headers.get('cache-control')]).toEqual([path, 401, 'private, no-store'])
  }
  const stranger = await enter()
  const asStranger = await (await signUp(stranger, 'Sam Stranger')).page.goto(`${origin}${organisation}`)
  expect(asStranger?.status()).toBe(404)
  await Promise.all([context.close(), stranger.close()])
})

async function expectGoodPage(page: Page, path: string) {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(`${origin}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(complaints).toEqual([])
}

test('whoever is asked to sign in comes back to where they were', async () => {
  const { context, page } = await open()
  await page.goto(`${origin}/settings/keys`)
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  const email = newAddress('Bea Back')
  await page.getByLabel('E-mail address').fill(email)
  // Enter in the address asks for a code.
  await page.keyboard.press('Enter')
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  await page.getByRole('link', { name: 'Later' }).click()
  await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor()
  await context.close()
})

test('the way back is known in the tab that the link of the mail opens, and after a provider and a second step', async () => {
  const { context, page } = await open()
  await page.goto(`${origin}/sign-in?to=/settings/keys`)
  const email = newAddress('Wanda Way')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await readCode(email)
  const tab = await context.newPage()
  await tab.goto((await listMails(email))[0]?.text.match(/http\S+code=\d{6}/)?.[0] ?? '')
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
  await tab.getByRole('link', { name: 'Later' }).click()
  await tab.getByRole('heading', { level: 1, name: 'API keys' }).waitFor()

  await tab.goto(`${origin}/settings/security`)
  await tab.getByRole('button', { name: 'Set up a second step' }).click()
  const secret = (await tab.locator('[data-secret]').innerText()).replaceAll(' ', '')
  await tab.getByLabel('Code of the app').fill(totp(secret))
  await tab.getByRole('button', { name: 'Switch the second step on' }).click()
  await tab.getByText('The second step is on.').waitFor()
  await signOut(tab)
  await tab.goto(`${origin}/sign-in?to=/settings/keys`)
  await tab.getByRole('link', { name: 'Continue with Local provider' }).click()
  await tab.getByLabel('E-mail').fill(email)
  await tab.getByLabel('Name').fill('Wanda Way')
  await tab.getByRole('button', { name: 'Continue' }).click()
  await tab.getByRole('heading', { level: 1, name: 'Second step' }).waitFor()
  await tab.getByLabel('Code of your app').fill(totp(secret))
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click()
  await tab.getByRole('heading', { level: 1, name: 'API keys' }).waitFor()
  await context.close()
})

test.each(['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example/'])('the way back never leads to %s', async (to) => {
  const { context, page } = await open()
  await page.goto(`${origin}/sign-in?${new URLSearchParams({ to })}`)
  const email = newAddress('Otto Out')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Later' }).click()
  await page.getByRole('button', { name: /^Account of/ }).waitFor()
  expect(new URL(page.url()).origin).toBe(origin)
  await context.close()
})

test('without scripts one signs in by the link of the mail, and looking at it uses nothing up', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  const email = newAddress('Nora Script')
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByRole('heading', { level: 1, name: 'Type the code' }).waitFor()
  const code = await readCode(email)
  const link = (await listMails(email))[0]?.text.match(/http\S+code=\d{6}/)?.[0] ?? ''
  for (let look = 0; look < 5; look++) expect((await fetch(link)).status).toBe(200)
  await page.goto(link)
  expect(await page.getByLabel('Code', { exact: true }).inputValue()).toBe(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByRole('link', { name: /^Account of/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('This code is not right').waitFor()
  await context.close()
})

test('after three wrong codes the right one no longer counts, and a new one does', async () => {
  const { context, page } = await open()
  const email = newAddress('Walt Wrong')
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  const field = page.getByLabel('Code', { exact: true })
  await field.waitFor()
  const code = await readCode(email)
  const wrong = code === '000000' ? '111111' : '000000'
  for (let time = 0; time < 3; time++) {
    await field.fill(wrong)
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await answered
  }
  await page.getByText('This code is not right').waitFor()
  await field.fill(code)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('Three tries were wrong').waitFor()
  await page.getByRole('button', { name: 'Send a new code' }).click()
  await page.getByText('A new code is on its way').waitFor()
  await field.fill(await readCode(email, { after: 1 }))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  await context.close()
})

test('an account at a provider opens the account that its verified address has, and makes no second one', async () => {
  const { context, page } = await open()
  const email = newAddress('Lina Linked')
  async function byProvider() {
    await page.goto(`${origin}/sign-in`)
    await page.getByRole('link', { name: 'Continue with Local provider' }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Name').fill('Lina Linked')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('button', { name: /^Account of/ }).waitFor()
    return personId(page)
  }
  const { email: sameEmail } = await signUp(context, 'Lina Linked', email)
  expect(sameEmail).toBe(email)
  const [byCode] = [await personId(page)]
  await page.goto(origin)
  await signOut(page)
  expect(await byProvider()).toBe(byCode)
  await page.goto(`${origin}/settings/security`)
  await page.getByRole('button', { name: 'Unlink Local provider' }).click()
  await page.getByText('Unlinked.').waitFor()
  await page.getByRole('link', { name: 'Link Local provider' }).click()
  await page.getByLabel('E-mail').fill(newAddress('Lina elsewhere'))
  await page.getByLabel('Name').fill('Lina L.')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Unlink Local provider' }).waitFor()
  expect(await personId(page)).toBe(byCode)
  await context.close()
})

test('who refuses at the provider comes back to the other ways in', async () => {
  const { context, page } = await open()
  await page.goto(`${origin}/auth/start/dev`)
  await page.getByRole('link', { name: 'Refuse' }).click()
  await page.getByText('You did not let it tell us who you are').waitFor()
  await page.getByRole('button', { name: 'Send me a code' }).waitFor()
  await context.close()
})

/** Makes an account with a password, and signs it in. */
async function signUpByPassword(page: Page, name: string): Promise<string> {
  const email = newAddress(name)
  await page.goto(`${origin}/sign-up`)
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password (optional)').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor()
  return email
}

async function signInByPassword(page: Page, email: string, password: string) {
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByText('Use a password instead').click()
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('a known address and an unknown one are answered alike when signing up, and its owner is told by mail', async () => {
  const { context, page } = await open()
  const email = await signUpByPassword(page, 'Kim Known')
  const addresses = [email, newAddress('Uma Unknown')]
  const seen = []
  for (const address of addresses) {
    const other = await open()
    await other.page.goto(`${origin}/sign-up`)
    await other.page.getByLabel('Name').fill('Somebody')
    await other.page.getByLabel('E-mail address').fill(address)
    await other.page.getByLabel('Password (optional)').fill('another long one')
    await other.page.getByRole('button', { name: 'Sign up' }).click()
    await other.page.getByRole('heading', { level: 1, name: 'Confirm your address' }).waitFor()
    seen.push((await other.page.getByRole('main').innerText()).replaceAll(address, '@'))
    await other.context.close()
  }
  expect(seen[0]).toBe(seen[1])
  await expect.poll(async () => (await listMails(email)).length, { timeout: 15_000 }).toBe(2)
  await context.close()
})

test('who signed up and never confirmed is led to the code, with a new one on its way', async () => {
  const { context, page } = await open()
  const email = newAddress('Una Confirmed')
  await page.goto(`${origin}/sign-up`)
  await page.getByLabel('Name').fill('Una Confirmed')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password (optional)').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { level: 1, name: 'Confirm your address' }).waitFor()
  await readCode(email)
  await signInByPassword(page, email, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'Confirm your address' }).waitFor()
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email, { after: 1 }))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  await context.close()
})

test('a wrong password says so, keeps the address and never the password', async () => {
  const { context, page } = await open()
  const email = newAddress('Ines Incorrect')
  await signInByPassword(page, email, 'not a password of anybody')
  await page.getByText('do not belong together').waitFor()
  expect(await page.getByLabel('E-mail address').inputValue()).toBe(email)
  expect(await page.content()).not.toContain('not a password of anybody')
  await context.close()
})

test('a second step is asked for after the password, by the app or by a backup code that counts once', async () => {
  const { context, page } = await open()
  const email = await signUpByPassword(page, 'Tom Two')
  await page.goto(`${origin}/settings/security`)
  await page.getByLabel('Password, to show that it is you').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set up a second step' }).click()
  const secret = (await page.locator('[data-secret]').innerText()).replaceAll(' ', '')
  const codes = await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').allInnerTexts()
  expect(codes.length).toBeGreaterThanOrEqual(8)
  await expectAccessible(page)
  await page.getByLabel('Code of the app').fill('000000')
  await page.getByRole('button', { name: 'Switch the second step on' }).click()
  await page.getByText('This code is not right').waitFor()
  expect((await page.locator('[data-secret]').innerText()).replaceAll(' ', '')).toBe(secret)
  await page.getByLabel('Code of the app').fill(totp(secret))
  await page.getByRole('button', { name: 'Switch the second step on' }).click()
  await page.getByText('The second step is on.').waitFor()
  expect(await page.content()).not.toContain(codes[0])
  await signOut(page)

  await signInByPassword(page, email, PASSWORD)
  await page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor()
  await page.getByLabel('Code of your app').fill(totp(secret))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Account of Tom Two' }).waitFor()
  await signOut(page)

  for (const [time, expected] of [
    [1, 'let in'],
    [2, 'refused'],
  ] as const) {
    await signInByPassword(page, email, PASSWORD)
    await page.getByRole('link', { name: 'No app at hand? Use a backup code' }).click()
    await page.getByLabel('Backup code').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    if (expected === 'let in') {
      await page.getByRole('button', { name: 'Account of Tom Two' }).waitFor()
      await signOut(page)
    } else await page.getByText('none of your backup codes').waitFor()
    expect(time).toBeLessThan(3)
  }

  // No other way in goes around it: neither a code by mail, nor a code that confirms the address once more.
  const before = (await listMails(email)).filter(({ text }) => /^\d{6}$/m.test(text)).length
  await page.goto(`${origin}/sign-up/code?${new URLSearchParams({ email })}`)
  await page.getByRole('button', { name: 'Send a new code' }).click()
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email, { after: before }))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByRole('heading', { level: 1, name: 'Second step' }).waitFor()
  await context.close()
})

test('a passkey opens the account that it was made for, until it is removed', async () => {
  // A passkey belongs to a name, so this one test comes by the machine's name.
  const named = origin.replace('127.0.0.1', 'localhost')
  const { context, page } = await open()
  await signUp(context, 'Pia Key').then((signedIn) => signedIn.page.close())
  const cookies = (await context.cookies()).map(({ name, value, httpOnly, sameSite, expires }) => ({
    ...{ name, value, httpOnly, sameSite, expires },
    domain: 'localhost',
    path: '/',
  }))
  await context.addCookies(cookies)
  const devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto(`${named}/settings/security`)
  await page.getByLabel('Name of the new passkey').fill('Test device')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('link', { name: 'Remove Test device' }).waitFor()
  await page.getByRole('link', { name: 'Rename Test device' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('My phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('link', { name: 'Remove My phone' }).waitFor()
  await signOut(page)
  // The browser offers it in the field of the address by itself; asked or not, the passkey lets them in.
  await page.goto(`${named}/sign-in?to=/settings`)
  await page
    .getByRole('button', { name: 'Continue with a passkey' })
    .click({ timeout: 5_000 })
    .catch(() => {})
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()

  await page.goto(`${named}/settings/security`)
  await page.getByRole('link', { name: 'Remove My phone' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('None yet.').waitFor()
  await signOut(page)
  // Offered by the browser or asked for, the device still has it, and it opens nothing.
  await page.goto(`${named}/sign-in`)
  await page.getByRole('button', { name: 'Continue with a passkey' }).click()
  await page.getByText('This passkey is not known here').waitFor()
  await context.close()
})

test('a new password by mail signs out every device, and the old one opens nothing', async () => {
  const { context, page } = await open()
  const email = await signUpByPassword(page, 'Rita Reset')
  const other = await open()
  await other.page.goto(`${origin}/reset-password`)
  await other.page.getByLabel('E-mail address').fill(email)
  await other.page.getByRole('button', { name: 'Send me a code' }).click()
  await other.page.getByLabel('Code', { exact: true }).fill(await readCode(email, { after: 1 }))
  await other.page.getByLabel('New password').fill('short')
  await other.page.getByLabel('New password').fill('a newer kettle of fish')
  await other.page.getByRole('button', { name: 'Set the password' }).click()
  await other.page.getByText('Your new password counts').waitFor()
  await signInByPassword(other.page, email, PASSWORD)
  await other.page.getByText('do not belong together').waitFor()
  await signInByPassword(other.page, email, 'a newer kettle of fish')
  await other.page.getByRole('button', { name: 'Account of Rita Reset' }).waitFor()
  await context.clearCookies({ name: 'access' })
  expect((await page.goto(`${origin}/settings`))?.status()).toBe(401)
  await Promise.all([context.close(), other.context.close()])
})

test('a device that is signed out from another one says so at once, and is let in nowhere', async () => {
  const context = await enter()
  const { page, email } = await signUp(context, 'Dora Devices')
  const phone = await open({ userAgent: 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' })
  await phone.page.goto(`${origin}/sign-in`)
  await phone.page.getByLabel('E-mail address').fill(email)
  await phone.page.getByRole('button', { name: 'Send me a code' }).click()
  await phone.page.getByLabel('Code', { exact: true }).fill(await readCode(email, { after: 1 }))
  await phone.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await phone.page.getByRole('button', { name: 'Account of Dora Devices' }).waitFor()
  // The page before may open its own socket late and take it along when it goes: only a frame that /settings gets counts.
  const listening = new Promise<void>((resolve) => {
    phone.page.on('websocket', (socket) => {
      socket.on('framereceived', () => {
        const isOnSettings = new URL(phone.page.url()).pathname === '/settings'
        if (isOnSettings && socket.url().includes('/parties/person/')) resolve()
      })
    })
  })
  await phone.page.goto(`${origin}/settings`)
  await listening
  await phone.page.getByLabel('Headline (optional)').fill('Half a sentence')

  await page.goto(`${origin}/settings/security`)
  expect(await page.locator('[data-session]').count()).toBe(2)
  await page.getByRole('button', { name: 'Sign out Firefox on Android' }).click()
  await page.getByText('Signed out there.').waitFor()
  await phone.page.getByText('This device was signed out.').waitFor()
  expect(await phone.page.getByLabel('Headline (optional)').inputValue()).toBe('Half a sentence')
  await phone.context.clearCookies({ name: 'access' })
  expect((await phone.page.goto(`${origin}/settings`))?.status()).toBe(401)
  await Promise.all([context.close(), phone.context.close()])
})

test('a key is shown once, does what its rights say, and nothing after it is revoked', async () => {
  const context = await enter()
  const { page } = await signUp(context, 'Dev Loper')
  await page.goto(`${origin}/settings/keys`)
  await page.getByLabel('Name').fill('A spreadsheet')
  await page.getByRole('button', { name: 'Make the key' }).click()
  await page.getByText('Choose at least one right.').waitFor()
  await page.getByLabel('Read your profile').check()
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.locator('[data-key]').innerText()
  await expectAccessible(page)
  const asProgram = (method: string) =>
    fetch(`${origin}/v1/people/me`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(method === 'PATCH' ? { body: JSON.stringify({ headline: 'Changed' }) } : {}),
    })
  expect((await asProgram('GET')).status).toBe(200)
  expect((await asProgram('PATCH')).status).toBe(403)
  await page.reload()
  expect(await page.content()).not.toContain(key)
  await page.getByText(/^Last used/).waitFor()
  await page.getByRole('button', { name: 'Rotate A spreadsheet' }).click()
  const successor = await page.locator('[data-key]').innerText()
  expect(successor).not.toBe(key)
  await page.getByRole('link', { name: 'Revoke A spreadsheet' }).last().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Revoked. Programs').waitFor()
  expect((await asProgram('GET')).status).toBe(401)
  await context.close()
})

test('an invited colleague joins by their own address, and the last owner cannot leave', async () => {
  const [context, other] = [await enter(), await enter()]
  const owner = await signUp(context, 'Olga Owner')
  const colleague = newAddress('Carl Colleague')
  await owner.page.goto(`${origin}/settings/organisations`)
  await owner.page.getByLabel('Name').fill('Olga Works')
  await owner.page.getByRole('button', { name: 'Found it' }).click()
  await owner.page.getByLabel('E-mail address').fill(colleague)
  await owner.page.getByRole('radio', { name: /^Viewer/ }).check()
  await owner.page.getByRole('button', { name: 'Send the invitation' }).click()
  await owner.page.getByText(`${colleague} is invited.`).waitFor()
  await owner.page.getByRole('button', { name: `Withdraw the invitation of ${colleague}` }).waitFor()
  await expect.poll(async () => (await listMails(colleague))[0]?.text ?? '', { timeout: 15_000 }).toContain(`${origin}/invitations`)

  const { page } = await signUp(other, 'Carl Colleague', colleague)
  await page.goto(`${origin}/invitations`)
  await page.getByRole('button', { name: 'Join Olga Works' }).click()
  await page.getByRole('heading', { level: 1, name: 'Olga Works' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Invite somebody' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /^Change the role/ }).count()).toBe(0)

  await owner.page.reload()
  await owner.page.getByRole('link', { name: 'Leave Olga Works' }).click()
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await owner.page.getByText('An organisation needs an owner.').waitFor()
  await owner.page.getByRole('combobox', { name: 'Role of Carl Colleague' }).selectOption('owner')
  await owner.page.getByRole('button', { name: 'Change the role of Carl Colleague' }).click()
  await owner.page.getByText('The role is changed.').waitFor()
  await owner.page.getByRole('link', { name: 'Leave Olga Works' }).click()
  await owner.page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click()
  await owner.page.getByRole('heading', { level: 1, name: 'Organisations' }).waitFor()
  await Promise.all([context.close(), other.close()])
})

test('what the profile shows to others is shown first to its person, and only when they say so', async () => {
  const context = await enter()
  const { page } = await signUp(context, 'Petra Public')
  const id = await personId(page)
  await page.goto(`${origin}/settings`)
  expect((await fetch(`${origin}/v1/people/${id}`)).status).toBe(404)
  await page.getByLabel('Headline (optional)').fill('Bridge builder')
  await page.getByLabel('Show my name and headline to everybody').check()
  await page.getByRole('complementary', { name: 'What others see' }).getByText('Bridge builder').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(await (await fetch(`${origin}/v1/people/${id}`)).json()).toEqual({ id, name: 'Petra Public', headline: 'Bridge builder' })
  await context.close()
})

/** RFC 6238 with SHA-1, six digits and 30 seconds, as authenticator apps reckon. */
function totp(secret: string): string {
  const bits = [...secret.replace(/=+$/, '')]
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('')
  const key = Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000)))
  const hash = new DataView(new Uint8Array(createHmac('sha1', key).update(counter).digest()).buffer)
  return String((hash.getUint32(hash.getUint8(19) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
