import { SUPPORT_MINUTES_MAX } from '../../contract/support'
import { isOperator } from '../core/actor'
import type { Actor, Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { ACCESS_AGE_S, type AccessClaims, readAccessToken, signAccessToken } from '../identity/access-token'
import { API_KEY_START, findKeyOwner } from '../identity/api-keys'
import { findOperator, OPERATOR_COOKIE } from '../identity/operator-session'
import { type RenewedSession, renewSession, SESSION_DAYS } from '../identity/renew-session'
import { hmacHex } from '../vendors/hmac'
import { type Env, settingsOf } from './env'
import type { HttpContext } from './http-context'
import { networkOf } from './network-of'

/** Who asks, and the cookies their answer brings. */
export interface Identified {
  actor: Actor
  cookies: string[]
}

/** Who asks as long as nothing else is known. `ctx` of this actor is what `identify` looks further with. */
export async function visitorOf(c: HttpContext): Promise<Actor> {
  return visitorAt(c.env, c.req.header('cf-connecting-ip') ?? 'local')
}

/** Whoever asks from an address, by a key that does not tell it. All of one household are one. */
export async function visitorAt(env: Env, address: string): Promise<Actor> {
  return {
    role: 'visitor',
    key: (await hmacHex(settingsOf(env).SESSION_SECRET, `visitor:${networkOf(address)}`)).slice(0, 24),
    name: 'Visitor',
  }
}

/**
 * Finds out who asks: a program by its key or access token in `Authorization`, a person by their cookies, an operator by theirs.
 * An access token that is over is renewed by the refresh token on the way, so that nobody waits for it.
 *
 * @throws unauthenticated  a key or token in `Authorization` that counts for nothing; cookies that do so make a visitor
 */
export async function identify(c: HttpContext, ctx: Ctx): Promise<Identified> {
  const { SESSION_SECRET: secret } = settingsOf(c.env)
  const bearer = c.req.header('authorization')?.match(/^Bearer\s+(\S+)$/i)?.[1]
  if (bearer && !c.req.path.startsWith('/metrics')) return { actor: await findBearer(ctx, secret, bearer), cookies: [] }

  const header = c.req.header('cookie')
  if (!header || !mayUseCookies(c)) return { actor: ctx.actor, cookies: [] }
  const names = cookieNames(ctx.origin)
  const operator = await findOperator(secret, readCookie(header, OPERATOR_COOKIE))
  const access = readCookie(header, names.access)
  const refresh = readCookie(header, names.refresh)
  const claims = access ? await readAccessToken(secret, access, ctx.now()) : null
  const support = readCookie(header, supportCookieName(ctx.origin))
  if (claims) return { actor: await asSupport(ctx, actorOf(claims, operator !== null), support), cookies: [] }
  const renewed = refresh ? await renewSession(ctx, refresh, { strict: false, country: countryOf(c) }) : null
  if (renewed)
    return {
      actor: await asSupport(ctx, actorOf(renewed.claims, operator !== null), support),
      cookies: await sessionCookies(ctx, secret, renewed),
    }
  const cookies = access || refresh ? clearedCookies(ctx.origin) : []
  if (operator) return { actor: await asSupport(ctx, { role: 'operator', key: operator.key, name: 'Operator' }, support), cookies }
  // Only who is nobody else here is the guest of a shortlist.
  const guest = readCookie(header, guestCookieName(ctx.origin))
  const { findGuest } = guest ? await import('../shortlists/guest-session') : { findGuest: null }
  return { actor: (guest && (await findGuest?.(ctx, guest))) || ctx.actor, cookies }
}

/** An operator who looks as somebody is that person, and may only read; without their own session the visit counts for nothing. */
async function asSupport(ctx: Ctx, actor: Actor, token: string | undefined): Promise<Actor> {
  if (!token || !isOperator(actor)) return actor
  const { findSupportActor } = await import('../support/visits')
  return (await findSupportActor(ctx, token, actor.key)) ?? actor
}

/**
 * A page of any site may call `/v1`, so a cookie counts there for reading only, and for writing when the caller is our own page
 * or no page at all: a browser names the origin of every write.
 */
function mayUseCookies(c: HttpContext): boolean {
  if (!c.req.path.startsWith('/v1/') || c.req.method === 'GET' || c.req.method === 'HEAD') return true
  const from = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return from === undefined || from === settingsOf(c.env).APP_ORIGIN || from === new URL(c.req.url).origin
}

async function findBearer(ctx: Ctx, secret: string, bearer: string): Promise<Actor> {
  if (bearer.startsWith(API_KEY_START)) return findKeyOwner(ctx, bearer)
  const claims = await readAccessToken(secret, bearer, ctx.now())
  if (!claims)
    throw new AppError('unauthenticated', 'session.access-over', {
      message: 'This access token is over or not ours. Get a new one with your refresh token.',
    })
  return actorOf(claims, false)
}

function actorOf(claims: AccessClaims, isOperatorByLink: boolean): Actor {
  return {
    role: 'person',
    key: claims.sub,
    name: claims.name,
    personId: claims.sub,
    sessionId: claims.sid,
    scopes: null,
    isOperator: claims.op || isOperatorByLink,
    isDemo: claims.demo,
  }
}

/** The cookies of a session: the access part for a minute, the refresh part when there is a new one. */
export async function sessionCookies(ctx: Ctx, secret: string, session: RenewedSession): Promise<string[]> {
  const names = cookieNames(ctx.origin)
  const access = await signAccessToken(secret, session.claims, ctx.now())
  return [
    cookie(ctx.origin, names.access, access, ACCESS_AGE_S),
    ...(session.refreshToken ? [cookie(ctx.origin, names.refresh, session.refreshToken, SESSION_DAYS * 86_400)] : []),
  ]
}

export function clearedCookies(origin: string): string[] {
  return Object.values(cookieNames(origin)).map((name) => cookie(origin, name, '', 0))
}

/** With https they are bound to this host by their name: no neighbour's subdomain can set them. */
export function cookieNames(origin: string): { access: string; refresh: string } {
  return origin.startsWith('https:') ? { access: '__Host-access', refresh: '__Host-refresh' } : { access: 'access', refresh: 'refresh' }
}

/** What a guest link leaves in the browser, so that its address need not stay in sight. */
export const guestCookieName = (origin: string) => (origin.startsWith('https:') ? '__Host-guest' : 'guest')
export const guestCookie = (origin: string, token: string) => cookie(origin, guestCookieName(origin), token, GUEST_AGE_S)
const GUEST_AGE_S = 30 * 86_400

/** What the browser of an operator holds while they look as somebody. `null` forgets it. */
export const supportCookie = (origin: string, token: string | null) =>
  cookie(origin, supportCookieName(origin), token ?? '', token === null ? 0 : SUPPORT_MINUTES_MAX * 60)
const supportCookieName = (origin: string) => (origin.startsWith('https:') ? '__Host-support' : 'support')

/** Where somebody was on their way to when they were asked to sign in: for steps that begin in another tab, or come back from a provider. */
export const wayCookieName = (origin: string) => (origin.startsWith('https:') ? '__Host-way' : 'way')

/** Keeps the way for as long as a code counts; `null` forgets it. */
export const wayCookie = (origin: string, to: string | null) =>
  cookie(origin, wayCookieName(origin), encodeURIComponent(to ?? ''), to === null ? 0 : WAY_AGE_S)
const WAY_AGE_S = 600

function cookie(origin: string, name: string, value: string, maxAgeS: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${origin.startsWith('https:') ? '; Secure' : ''}`
}

/** The country that Cloudflare saw, as two letters. */
export function countryOf(c: HttpContext): string | null {
  const country = c.req.header('cf-ipcountry')
  return country && /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : null
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1]
}
