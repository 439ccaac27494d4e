import { jwtVerify, SignJWT } from 'jose'
import { usedOperatorLinks } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'

const ISSUER = 'numerojobs'
const LINK_AUDIENCE = 'operator-link'
const SESSION_AUDIENCE = 'operator-session'
const SESSION_HOURS = 12
export const OPERATOR_COOKIE = 'operator'

/**
 * Turns a one-time operator link into a session of twelve hours. A local door: only a system under `LOCAL=1` has it.
 * @throws unauthenticated  `operator.link-used` or `operator.bad-link`
 */
export async function enterAsOperator(ctx: Ctx, secret: string, token: string): Promise<{ session: string; maxAgeS: number }> {
  const claims = await verify(secret, token, LINK_AUDIENCE)
  if (!claims?.jti)
    throw new AppError('unauthenticated', 'operator.bad-link', {
      message: 'This link is not valid any more. `npm start -- --operator-link` prints a new one.',
    })
  const used = await ctx.db
    .insert(usedOperatorLinks)
    .values({ jti: claims.jti, usedAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ jti: usedOperatorLinks.jti })
  if (used.length === 0)
    throw new AppError('unauthenticated', 'operator.link-used', {
      message: 'This link was used already. `npm start -- --operator-link` prints a new one.',
    })
  const session = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(SESSION_AUDIENCE)
    .setSubject(`operator-${claims.jti.slice(0, 12)}`)
    .setIssuedAt()
    .setExpirationTime(`${SESSION_HOURS}h`)
    .sign(new TextEncoder().encode(secret))
  return { session, maxAgeS: SESSION_HOURS * 3_600 }
}

/** Who holds this session, or `null` when it is none, is over, or is not ours. */
export async function findOperator(secret: string, session: string | undefined): Promise<{ key: string } | null> {
  if (!session) return null
  const claims = await verify(secret, session, SESSION_AUDIENCE)
  return claims?.sub ? { key: claims.sub } : null
}

async function verify(secret: string, token: string, audience: string) {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience,
      clockTolerance: 5,
      requiredClaims: ['exp'],
    })
    return payload
  } catch {
    // To its bearer every wrong token is the same.
    return null
  }
}
