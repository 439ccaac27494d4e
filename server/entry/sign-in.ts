import { refuseOverSession } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { ACCESS_AGE_S, signAccessToken } from '../identity/access-token'
import { type AuthAnswer, type AuthQuestion, askAuth } from '../identity/ask-auth'
import type { AuthSettings } from '../identity/auth'
import { endSession, type RenewedSession, renewSession, startSession } from '../identity/renew-session'
import { type Env, settingsOf } from './env'
import type { HttpContext } from './http-context'
import { clearedCookies, cookieNames, countryOf, readCookie, sessionCookies, wayCookie, wayCookieName } from './identify'

/** Signing in and out, for pages and for `/v1/auth`. What a step sets in the browser is laid on the answer by itself. */
export interface SignInDoor {
  /** Providers that are switched on, by the names that `/auth/start/:provider` takes. */
  providers: ProviderName[]
  /** Asks better-auth. A session that its answer begins is laid on our answer, and told to `onStarted`. */
  ask(question: Omit<AuthQuestion, 'cookie' | 'userAgent'>, onStarted?: (session: RenewedSession) => void): Promise<AuthAnswer>
  /**
   * Replaces the refresh token of the request's cookie, or the one given.
   * @throws unauthenticated  `session.over`: unknown, too old, or used before, which ends its whole family
   */
  refresh(given?: string): Promise<RenewedSession>
  signOut(): Promise<void>
  /** After a change of the person: their next page knows it, not the one in a minute. */
  renew(): Promise<void>
  /** A session that another area began: a demo's. */
  start(token: string): Promise<RenewedSession>
  /** Remembers in this browser where somebody was on their way to, or forgets it. */
  keepWay(to: string | null): void
  keptWay(): string | null
  /** Signs access tokens. */
  secret: string
}
export type ProviderName = 'google' | 'linkedin' | 'facebook' | 'dev'

export function signInDoor(c: HttpContext): SignInDoor {
  const ctx = c.get('ctx')
  const { SESSION_SECRET: secret } = settingsOf(c.env)
  const settings = authSettingsOf(c.env)
  const cookie = c.req.header('cookie')

  async function start(token: string): Promise<RenewedSession> {
    const session = await startSession(ctx, token, { country: countryOf(c) })
    // Whoever was signed in here is not any more: no two sessions share a browser.
    if (ctx.actor.role === 'person' && ctx.actor.sessionId && ctx.actor.sessionId !== session.claims.sid)
      await endSession(ctx, { sessionId: ctx.actor.sessionId, personId: ctx.actor.personId })
    c.get('cookies').push(...(await sessionCookies(ctx, secret, session)))
    return session
  }

  return {
    providers: (['google', 'linkedin', 'facebook', 'dev'] as const).filter((name) => settings[name]),
    start,
    secret,
    async ask(question, onStarted) {
      const answer = await askAuth(ctx, settings, { ...question, cookie: cookie ?? null, userAgent: c.req.header('user-agent') ?? null })
      c.get('cookies').push(...answer.cookies)
      if (answer.startedSession) {
        const session = await start(answer.startedSession)
        onStarted?.(session)
      }
      return answer
    },
    async refresh(given) {
      const token = given ?? readCookie(cookie, cookieNames(ctx.origin).refresh)
      const renewed = token ? await renewSession(ctx, token, { strict: true, country: countryOf(c) }) : null
      if (!renewed) {
        c.get('cookies').push(...clearedCookies(ctx.origin))
        return refuseOverSession()
      }
      if (given === undefined) c.get('cookies').push(...(await sessionCookies(ctx, secret, renewed)))
      return renewed
    },
    async renew() {
      const token = readCookie(cookie, cookieNames(ctx.origin).refresh)
      const renewed = token ? await renewSession(ctx, token, { strict: false, country: countryOf(c) }) : null
      if (renewed) c.get('cookies').push(...(await sessionCookies(ctx, secret, renewed)))
    },
    keepWay(to) {
      if (to !== null || readCookie(cookie, wayCookieName(ctx.origin))) c.get('cookies').push(wayCookie(ctx.origin, to))
    },
    keptWay: () => safePath(decodeWay(readCookie(cookie, wayCookieName(ctx.origin)))),
    async signOut() {
      if (ctx.actor.role === 'person' && ctx.actor.sessionId)
        await endSession(ctx, { sessionId: ctx.actor.sessionId, personId: ctx.actor.personId })
      c.get('cookies').push(...clearedCookies(ctx.origin))
    },
  }
}

/** Leads to a provider, and comes back to `to`. With a session, it links the provider to it. */
export async function startProvider(c: HttpContext, provider: string): Promise<Response> {
  const door = signInDoor(c)
  const known = door.providers.find((name) => name === provider)
  if (!known) return c.redirect('/sign-in?problem=provider', 303)
  const isLinking = c.get('ctx').actor.role === 'person'
  const to = safePath(c.req.query('to')) ?? (isLinking ? '/settings/security' : '/')
  door.keepWay(isLinking ? null : safePath(c.req.query('to')))
  const answer = await door.ask({
    method: 'POST',
    path: isLinking ? '/link-social' : '/sign-in/social',
    body: {
      provider: known,
      callbackURL: to,
      newUserCallbackURL: `/welcome?${new URLSearchParams({ to })}`,
      errorCallbackURL: isLinking ? '/settings/security' : '/sign-in',
      disableRedirect: true,
    },
  })
  const url = typeof answer.body === 'object' && answer.body !== null && 'url' in answer.body ? answer.body.url : null
  if (typeof url !== 'string') return c.redirect('/sign-in?problem=provider', 303)
  return c.redirect(url, 303)
}

/** Where a provider sends people back to. */
export async function finishProvider(c: HttpContext): Promise<Response> {
  const url = new URL(c.req.url)
  const door = signInDoor(c)
  const way = door.keptWay()
  const answer = await door.ask({ method: 'GET', path: `${url.pathname.slice('/auth'.length)}${url.search}` })
  if (answer.needsSecondStep) return c.redirect(`/sign-in/second-step${way ? `?${new URLSearchParams({ to: way })}` : ''}`, 303)
  const to = answer.location ? new URL(answer.location, c.get('ctx').origin) : null
  if (!to || to.origin !== c.get('ctx').origin) return c.redirect('/sign-in?problem=provider', 303)
  const error = to.searchParams.get('error')
  if (!error) return c.redirect(`${to.pathname}${to.search}`, 303)
  const base = to.pathname.startsWith('/settings') ? '/settings/security' : '/sign-in'
  return c.redirect(`${base}?problem=${/^[a-z_]{1,60}$/i.test(error) ? error : 'provider'}`, 303)
}

/** Steps that a page does by script: passkeys. Everything else goes through a form. */
export async function answerStep(c: HttpContext): Promise<Response> {
  const url = new URL(c.req.url)
  const path = url.pathname.slice('/auth'.length)
  const isRead = c.req.method === 'GET'
  const body: unknown = isRead ? undefined : await c.req.json().catch(() => ({}))
  const answer = await signInDoor(c).ask({
    method: isRead ? 'GET' : 'POST',
    path: `${path}${url.search}`,
    ...(body === undefined ? {} : { body }),
  })
  return new Response(JSON.stringify(answer.body), {
    status: answer.status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })
}

function decodeWay(kept: string | undefined): string | null {
  try {
    return kept ? decodeURIComponent(kept) : null
  } catch {
    // Somebody else wrote this cookie.
    return null
  }
}

/** A path of ours, or `null`: `//host` and `/\host` lead elsewhere. */
export function safePath(to: string | null | undefined): string | null {
  return to && /^\/(?![/\\])[^\s\\]{0,500}$/.test(to) ? to : null
}

/** A key derived for this one use: better-auth's cookies are signed by none of the keys that sign ours. */
function authSettingsOf(env: Env): AuthSettings {
  const settings = settingsOf(env)
  const pair = (clientId: string | undefined, clientSecret: string | undefined) =>
    clientId && clientSecret ? { clientId, clientSecret } : undefined
  return {
    secret: `auth:${settings.SESSION_SECRET}`,
    origin: settings.APP_ORIGIN,
    google: pair(settings.GOOGLE_CLIENT_ID, settings.GOOGLE_CLIENT_SECRET),
    linkedin: pair(settings.LINKEDIN_CLIENT_ID, settings.LINKEDIN_CLIENT_SECRET),
    facebook: pair(settings.FACEBOOK_CLIENT_ID, settings.FACEBOOK_APP_SECRET),
    dev:
      settings.LOCAL === '1' && settings.DEV_OIDC_SECRET
        ? { clientId: 'numerojobs', clientSecret: settings.DEV_OIDC_SECRET, issuer: `${settings.APP_ORIGIN}/dev/oidc` }
        : undefined,
  }
}

/** What `/v1/auth` answers. Tokens stand in the body only for a program that asked for them: a page must not hold them. */
export async function describeSession(ctx: Ctx, secret: string, session: RenewedSession, wantsTokens: boolean) {
  return {
    personId: session.claims.sub,
    accessExpiresAt: new Date(ctx.now().getTime() + ACCESS_AGE_S * 1_000).toISOString(),
    ...(wantsTokens ? { accessToken: await signAccessToken(secret, session.claims, ctx.now()), refreshToken: session.refreshToken } : {}),
  }
}
