import { eq } from 'drizzle-orm'
import { sessions } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'
import { AppError, tooMany } from '../core/errors'
import type { AuthSettings } from './auth'
import { forgetContestedPassword } from './forget-contested-password'
import { tellOfNewPassword } from './tell-of-new-password'
import { isGuessedAt, noteWrongCode } from './wrong-codes'

/** A request for better-auth, below `/auth`. */
export interface AuthQuestion {
  method: 'GET' | 'POST'
  /** `/sign-in/email`, with its query. */
  path: string
  body?: unknown
  /** The `Cookie` header of the browser that asks. */
  cookie?: string | null
  userAgent?: string | null
}

export interface AuthAnswer {
  status: number
  /** Parsed when it is JSON; holds no token of a session. */
  body: unknown
  location: string | null
  /** `Set-Cookie` values of steps that are under way: state of a provider, a second step, a passkey's challenge. */
  cookies: string[]
  /** better-auth's token of the session that this answer began, for `startSession`. */
  startedSession: string | null
  /** A second step is to be done first. */
  needsSecondStep: boolean
}

const SESSION_COOKIE = /^(?:__Secure-)?auth\.session_(?:token|data)$/
const OUR_COOKIE = /^(?:__Secure-)?auth[.-]/
const RETRY_S = 60

const GIVES_CODE = /\/email-otp\/(?:send-verification-otp|request-password-reset)$|\/sign-(?:up|in)\/email$/
const TAKES_CODE = /\/sign-in\/email-otp$|\/email-otp\/(?:verify-email|reset-password)$/

/** Answered before an address is looked up, so that the time of the answer says nothing of it. */
const ANSWERED_FIRST = /\/email-otp\/request-password-reset$/
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** What better-auth serves to us. Everything else it can do has a door of our own, or none. */
const PATHS =
  /^\/(?:sign-up\/email|sign-in\/(?:email|email-otp|social)|email-otp\/(?:send-verification-otp|verify-email|request-password-reset|reset-password)|callback\/(?:google|linkedin|facebook|dev)|oauth2\/callback\/dev|link-social|unlink-account|list-accounts|change-password|two-factor\/(?:enable|disable|verify-totp|verify-backup-code|generate-backup-codes)|passkey\/(?:generate-(?:register|authenticate)-options|verify-(?:registration|authentication)|list-user-passkeys|update-passkey|delete-passkey)|error)$/

/**
 * Asks better-auth. Its session token is put in from our own session on the way in and taken out on the way back,
 * so that a browser only ever holds our access and refresh tokens.
 *
 * @throws not_found  `auth.no-such-step`
 * @throws too_many   `auth.too-many`: more than ten attempts a minute for one person's address, or 120 from one place
 */
export async function askAuth(ctx: Ctx, settings: AuthSettings, question: AuthQuestion): Promise<AuthAnswer> {
  const url = new URL(`${settings.origin}/auth${question.path}`)
  if (!PATHS.test(url.pathname.slice('/auth'.length))) throw new AppError('not_found', 'auth.no-such-step')
  await takeAttempt(ctx, question)

  const headers = new Headers({ origin: settings.origin, 'user-agent': question.userAgent?.slice(0, 300) ?? '' })
  const token = await findOwnToken(ctx)
  if (token) headers.set('authorization', `Bearer ${token}`)
  const cookies = splitCookies(question.cookie).filter(([name]) => OUR_COOKIE.test(name) && !SESSION_COOKIE.test(name))
  if (cookies.length > 0) headers.set('cookie', cookies.map((pair) => pair.join('=')).join('; '))
  if (question.body !== undefined) headers.set('content-type', 'application/json')
  const address = addressOf(question)
  const handle = async () => {
    // Loaded by the first who signs in: reading a job must not wait for it.
    const { buildAuth } = await import('./auth')
    const hasLongCodes = address !== null && GIVES_CODE.test(url.pathname) && (await isGuessedAt(ctx, address))
    return buildAuth(ctx, settings, { hasLongCodes }).handler(
      new Request(url, {
        method: question.method,
        headers,
        ...(question.body === undefined ? {} : { body: JSON.stringify(question.body) }),
      }),
    )
  }
  if (address !== null && ANSWERED_FIRST.test(url.pathname) && ADDRESS.test(address)) {
    ctx.waitUntil(handle().catch((error) => ctx.log.error('auth.reset-failed', { error: describeError(error) })))
    return { status: 200, body: { success: true }, location: null, cookies: [], startedSession: null, needsSecondStep: false }
  }
  const response = await handle()
  if (address !== null && TAKES_CODE.test(url.pathname) && response.status >= 400) await noteWrongCode(ctx, address)
  if (question.path === '/change-password' && response.ok && ctx.actor.role === 'person')
    ctx.waitUntil(tellOfNewPassword(ctx, ctx.actor.personId))
  // Not awaited by the answer: how long it takes tells nobody whether an address is known.
  if (url.pathname === '/auth/sign-up/email') ctx.waitUntil(forgetContestedPassword(ctx, question.body))
  return readAnswer(response)
}

async function readAnswer(response: Response): Promise<AuthAnswer> {
  const set = response.headers.getSetCookie().map((line) => ({ line, name: line.slice(0, line.indexOf('=')) }))
  const session = set.find(({ name }) => name.endsWith('auth.session_token'))?.line
  const value = session?.slice(session.indexOf('=') + 1).split(';')[0]
  const isCleared = !value || /max-age=0/i.test(session ?? '')
  const text = await response.text()
  const body = withoutTokens(parseJson(text))
  return {
    status: response.status,
    body,
    location: response.headers.get('location'),
    cookies: set.filter(({ name }) => !SESSION_COOKIE.test(name)).map(({ line }) => line),
    startedSession: isCleared ? null : (decodeURIComponent(value).split('.')[0] ?? null),
    needsSecondStep: typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect === true,
  }
}

/** Guessing costs: each try takes from the allowance of the place it comes from, and of the address it is about. */
async function takeAttempt(ctx: Ctx, question: AuthQuestion): Promise<void> {
  if (question.method !== 'POST') return
  const isAbout = addressOf(question)
  const limits = [
    ['signInPlace', ctx.actor.key],
    ...(isAbout === null ? [] : [['signIn', await ctx.hash(`sign-in:${isAbout}`)] as const]),
  ] as const
  for (const [limit, key] of limits) if (!(await ctx.allow(limit, key))) throw tooMany('auth.too-many', RETRY_S)
}

/** The address that a step is about, as addresses are compared. */
function addressOf({ body }: AuthQuestion): string | null {
  return typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string'
    ? body.email.trim().toLowerCase()
    : null
}

async function findOwnToken(ctx: Ctx): Promise<string | null> {
  if (ctx.actor.role !== 'person' || ctx.actor.sessionId === null) return null
  const [held] = await ctx.db.select({ token: sessions.token }).from(sessions).where(eq(sessions.id, ctx.actor.sessionId))
  return held?.token ?? null
}

/** Sign-in answers repeat the session's token in their body. */
function withoutTokens(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const { token: _token, session: _session, ...rest } = body as Record<string, unknown> // Every JSON object is one.
  return rest
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const splitCookies = (header: string | null | undefined): [string, string][] =>
  (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at > 0 ? [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as [string, string]] : []
  })
