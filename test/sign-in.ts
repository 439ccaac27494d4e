import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
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
