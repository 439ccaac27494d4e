import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

const ISSUER = 'numerojobs'
const AUDIENCE = 'access'
/** How long an access token is believed without asking the database: the longest that a revoked session can still read. */
export const ACCESS_AGE_S = 60

const Claims = z.object({
  /** The person. */
  sub: z.string(),
  sid: z.string(),
  name: z.string(),
  op: z.boolean(),
  demo: z.boolean(),
})
export type AccessClaims = z.infer<typeof Claims>

/** Signs who somebody is for one minute. */
export async function signAccessToken(secret: string, claims: AccessClaims, now: Date): Promise<string> {
  const issuedAtS = Math.floor(now.getTime() / 1_000)
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + ACCESS_AGE_S)
    .sign(new TextEncoder().encode(secret))
}

/** What a token says, or `null` when it is over or not ours: to its bearer every wrong token is the same. */
export async function readAccessToken(secret: string, token: string, now: Date): Promise<AccessClaims | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      currentDate: now,
      requiredClaims: ['exp'],
    })
    return Claims.parse(payload)
  } catch {
    return null
  }
}
