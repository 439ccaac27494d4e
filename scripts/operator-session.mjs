/**
 * Prints a session of an operator, for a deployed system where nobody can sign in yet: `SESSION_SECRET=… node scripts/operator-session.mjs`.
 * Opens no door: whoever holds SESSION_SECRET signs sessions with it anyway. docs/deploy.md says where it goes.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const AGE_S = 12 * 3_600

/** @param {{ secret: string, now?: Date }} options `secret` is SESSION_SECRET of the system that is entered */
export function operatorSession({ secret, now = new Date() }) {
  const nowS = Math.floor(now.getTime() / 1_000)
  const claims = { iss: 'numerojobs', aud: 'operator-session', sub: `operator-${randomUUID().slice(0, 12)}`, iat: nowS, exp: nowS + AGE_S }
  const body = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const secret = process.env.SESSION_SECRET ?? ''
  if (secret.length < 32) {
    console.error('Give the SESSION_SECRET of the system in the environment: SESSION_SECRET=… node scripts/operator-session.mjs')
    process.exit(2)
  }
  console.log(operatorSession({ secret }))
}
