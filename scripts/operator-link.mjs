/** A link that lets one person in as operator, once, within half an hour. The door it opens exists under LOCAL=1 only. */
import { createHmac, randomUUID } from 'node:crypto'

const ageMaxS = 30 * 60

/** @param {{ origin: string, secret: string, now?: Date }} options `secret` is SESSION_SECRET */
export function operatorLink({ origin, secret, now = new Date() }) {
  const nowS = Math.floor(now.getTime() / 1_000)
  const claims = { iss: 'numerojobs', aud: 'operator-link', jti: randomUUID(), iat: nowS, exp: nowS + ageMaxS }
  const body = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const signature = createHmac('sha256', secret).update(body).digest('base64url')
  return `${origin}/operator/enter?token=${body}.${signature}`
}
