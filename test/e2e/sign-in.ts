import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject } from 'vitest'

/** Somebody with an account, signed in in a context of their own. */
export interface SignedIn {
  page: Page
  email: string
}

/** A place of one's own in the world: guessing at codes is limited for each, and all tests come from one machine. */
export function newPlace(): Record<string, string> {
  const part = () => 1 + Math.floor(Math.random() * 250)
  return { 'cf-connecting-ip': `10.${part()}.${part()}.${part()}` }
}

/** An address that nobody else in this run has. */
export const newAddress = (name: string) => `${name.toLowerCase().replace(/\W+/g, '.')}.${crypto.randomUUID().slice(0, 8)}@example.com`

/** Makes an account by a code of the mail, as a new person does, and leaves the context signed in. */
export async function signUp(context: BrowserContext, name: string, email: string = newAddress(name)): Promise<SignedIn> {
  const { origin } = inject('system')
  await context.setExtraHTTPHeaders(newPlace())
  const page = await context.newPage()
  await page.goto(`${origin}/sign-in`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByLabel('Code', { exact: true }).fill(await readCode(email))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Save and go on' }).click()
  await page.getByRole('button', { name: `Account of ${name}` }).waitFor()
  return { page, email }
}

/** The code of the newest mail to an address that has one. `after` are mails that were there before: an older code counts no more. */
export async function readCode(email: string, { after = 0 }: { after?: number } = {}): Promise<string> {
  const read = async () => {
    const mails = (await listMails(email)).filter(({ text }) => CODE.test(text))
    return mails.length > after ? (CODE.exec(mails[0]?.text ?? '')?.[1] ?? '') : ''
  }
  await expect.poll(read, { timeout: 15_000 }).not.toBe('')
  return read()
}
const CODE = /^(\d{6})$/m

/** Mails to an address as the local inbox has them, the newest first. */
export async function listMails(email: string): Promise<{ subject: string; text: string }[]> {
  const { origin } = inject('system')
  const answer = await fetch(`${origin}/dev/mail.json?${new URLSearchParams({ to: email })}`)
  const { mails } = (await answer.json()) as { mails: { subject: string; text: string }[] } // The inbox is ours.
  return mails
}
