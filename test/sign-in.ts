import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { newId } from '../server/core/ids'
import { hashToken, newRefreshToken } from '../server/identity/renew-session'

export interface SignedIn {
  personId: string
  /** What a browser has after signing in, for `context.addCookies`. */
  cookies: { name: string; value: string; url: string }[]
}

/** Somebody new with an account on a running system, signed in on a new device: past the ways in, which have tests of their own. */
export async function signIn(
  system: { origin: string; dataDir: string },
  name: string,
  { timeZone = 'UTC' }: { timeZone?: string } = {},
): Promise<SignedIn> {
  const client = new pg.Client({ connectionString: databaseUrl(system.dataDir) })
  await client.connect()
  try {
    const [personId, sessionId, refresh] = [newId('person'), newId('session'), newRefreshToken()]
    await client.query(`insert into people (id, name, email, email_verified, time_zone) values ($1, $2, $3, true, $4)`, [
      personId,
      name,
      `${personId}@example.com`,
      timeZone,
    ])
    await client.query(`insert into sessions (id, person_id, token, expires_at) values ($1, $2, $3, now() + interval '1 day')`, [
      sessionId,
      personId,
      newRefreshToken(),
    ])
    await client.query(`insert into refresh_tokens (token_hash, session_id, created_at) values ($1, $2, now())`, [
      await hashToken(refresh),
      sessionId,
    ])
    return { personId, cookies: [{ name: 'refresh', value: refresh, url: system.origin }] }
  } finally {
    await client.end()
  }
}

/** The database of a running system, past everything that is to be shown about it. */
export function databaseUrl(dataDir: string): string {
  return z.object({ url: z.string() }).parse(JSON.parse(readFileSync(path.join(dataDir, 'secrets', 'database.json'), 'utf8'))).url
}

/** Somebody with an account, signed in in a context of their own. */
export interface SignedUp {
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
export async function signUp(context: BrowserContext, name: string, email: string = newAddress(name)): Promise<SignedUp> {
  const { origin } = await systemOfTest()
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
  const { expect } = await import('vitest')
  await expect.poll(read, { timeout: 15_000 }).not.toBe('')
  return read()
}
const CODE = /^(\d{6})$/m

/** Mails to an address as the local inbox has them, the newest first. */
export async function listMails(email: string): Promise<{ subject: string; text: string }[]> {
  const { origin } = await systemOfTest()
  const answer = await fetch(`${origin}/dev/mail.json?${new URLSearchParams({ to: email })}`)
  const { mails } = (await answer.json()) as { mails: { subject: string; text: string }[] } // The inbox is ours.
  return mails
}

/** Benches sign in too, and run without the test runner. */
const systemOfTest = async () => (await import('vitest')).inject('system')
