import { passkey } from '@better-auth/passkey'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { bearer, emailOTP, genericOAuth, twoFactor } from 'better-auth/plugins'
import type { IdKind } from '../../contract/wire'
import * as schema from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { MailTemplate } from '../notifications/mails/mail-templates'
import { type NewMail, queueMail } from '../notifications/queue-mail'
import { endSessionsBesides, SESSION_DAYS } from './renew-session'
import { tellOfNewPassword } from './tell-of-new-password'

/** What signing in needs to know of its surroundings. A provider without an id and secret does not exist. */
export interface AuthSettings {
  secret: string
  origin: string
  google?: Provider | undefined
  linkedin?: Provider | undefined
  facebook?: Provider | undefined
  /** The provider that runs under `LOCAL=1` only. */
  dev?: (Provider & { issuer: string }) | undefined
}
interface Provider {
  clientId: string
  clientSecret: string
}

/** Cookies of better-auth begin with this. The one of its session never leaves the server. */
export const AUTH_COOKIE_PREFIX = 'auth'
const CODE_AGE_S = 600
const CODE_DIGITS = 6
/** Of an address whose codes somebody guesses at. */
const LONG_CODE_DIGITS = 12
const CODE_ATTEMPTS_MAX = 3
export const PASSWORD_LENGTH_MIN = 10

const ID_KINDS: Record<string, IdKind> = {
  user: 'person',
  session: 'session',
  account: 'account',
  verification: 'verification',
  passkey: 'passkey',
  twoFactor: 'twoFactor',
}

/**
 * better-auth over our tables, for one request: it checks passwords, codes, passkeys and providers, and makes session rows.
 * What a browser holds of a session is ours (`ask-auth.ts`).
 */
export function buildAuth(ctx: Ctx, settings: AuthSettings, { hasLongCodes = false }: { hasLongCodes?: boolean } = {}) {
  const mail = <T extends MailTemplate>(message: NewMail<T>) =>
    // Not awaited by the answer: how long it takes tells nobody whether an address is known.
    ctx.waitUntil(queueMail(ctx, ctx.db, message))
  const secondStep = twoFactor({
    issuer: 'Numerojobs',
    allowPasswordless: true,
    schema: { twoFactor: { modelName: 'twoFactors', fields: { userId: 'personId' } } },
    twoFactorTable: 'twoFactors',
  })
  // The plugin asks for the second step after a password only; here every way in but a passkey leads to it.
  for (const hook of secondStep.hooks.after) {
    const matches = hook.matcher
    hook.matcher = (context) =>
      matches(context) || /^\/(?:sign-in\/email-otp|email-otp\/verify-email|callback\/|oauth2\/callback\/)/.test(context.path ?? '')
  }
  return betterAuth({
    appName: 'Numerojobs',
    baseURL: settings.origin,
    basePath: '/auth',
    secret: settings.secret,
    trustedOrigins: [settings.origin],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(ctx.db, {
      provider: 'pg',
      schema: {
        people: schema.people,
        sessions: schema.sessions,
        accounts: schema.accounts,
        verifications: schema.verifications,
        twoFactors: schema.twoFactors,
        passkeys: schema.passkeys,
      },
    }),
    user: {
      modelName: 'people',
      additionalFields: {
        timeZone: { type: 'string', required: false, input: false },
        isOperator: { type: 'boolean', required: false, input: false },
      },
    },
    session: {
      modelName: 'sessions',
      fields: { userId: 'personId' },
      expiresIn: SESSION_DAYS * 86_400,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: { userId: 'personId' },
      // Only an address that the provider calls verified, and that was proved here too, links by itself.
      accountLinking: { enabled: true, allowDifferentEmails: true },
    },
    verification: { modelName: 'verifications', storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: 128,
      // Every session but the one that typed the code: it has just proved the address.
      revokeSessionsOnPasswordReset: false,
      onPasswordReset: async ({ user }) => {
        await endSessionsBesides(ctx, user.id)
        ctx.waitUntil(tellOfNewPassword(ctx, user.id))
      },
      onExistingUserSignUp: async ({ user }) =>
        mail({ template: 'already-registered', to: user.email, personId: user.id, data: { link: `${settings.origin}/sign-in` } }),
    },
    emailVerification: { autoSignInAfterVerification: true },
    socialProviders: {
      ...(settings.google ? { google: settings.google } : {}),
      ...(settings.linkedin ? { linkedin: settings.linkedin } : {}),
      ...(settings.facebook ? { facebook: settings.facebook } : {}),
    },
    databaseHooks: {
      account: {
        // We ask providers who somebody is, and nothing later: their tokens are not kept.
        create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
        update: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) },
      },
      user: {
        create: { before: async (user) => ({ data: { ...user, name: user.name.trim() || user.email.split('@')[0] || 'Somebody' } }) },
      },
    },
    // The platform's own limit stands before this door (`askAuth`).
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: AUTH_COOKIE_PREFIX,
      useSecureCookies: settings.origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: ({ model }) => ctx.newId(ID_KINDS[model] ?? 'verification') },
    },
    plugins: [
      bearer(),
      emailOTP({
        otpLength: CODE_DIGITS,
        ...(hasLongCodes ? { generateOTP: () => randomDigits(LONG_CODE_DIGITS) } : {}),
        expiresIn: CODE_AGE_S,
        allowedAttempts: CODE_ATTEMPTS_MAX,
        storeOTP: 'hashed',
        sendVerificationOnSignUp: true,
        overrideDefaultEmailVerification: true,
        sendVerificationOTP: async ({ email, otp, type }) => {
          if (type === 'change-email') return
          const { template, page } = CODE_MAILS[type]
          const link = `${settings.origin}${page}?${new URLSearchParams({ email, code: otp })}`
          mail({ template, to: email, personId: null, data: { code: otp, link, minutes: CODE_AGE_S / 60 } })
        },
      }),
      secondStep,
      passkey({
        // A passkey belongs to a name, never to a number: on one's own machine it works at localhost.
        rpID: new URL(settings.origin).hostname.replace('127.0.0.1', 'localhost'),
        rpName: 'Numerojobs',
        origin: [settings.origin, settings.origin.replace('//127.0.0.1', '//localhost')],
        schema: { passkey: { modelName: 'passkeys', fields: { userId: 'personId' } } },
      }),
      ...(settings.dev
        ? [
            genericOAuth({
              config: [
                {
                  providerId: 'dev',
                  discoveryUrl: `${settings.dev.issuer}/.well-known/openid-configuration`,
                  clientId: settings.dev.clientId,
                  clientSecret: settings.dev.clientSecret,
                  scopes: ['openid', 'email', 'profile'],
                  requireIdTokenVerification: true,
                },
              ],
            }),
          ]
        : []),
    ],
  })
}

/** Evenly chosen: of a byte only values under 250 count, so that each digit is as likely. */
function randomDigits(count: number): string {
  let digits = ''
  while (digits.length < count)
    for (const byte of crypto.getRandomValues(new Uint8Array(count))) if (byte < 250 && digits.length < count) digits += String(byte % 10)
  return digits
}

const NO_TOKENS = { accessToken: null, refreshToken: null, idToken: null, accessTokenExpiresAt: null, refreshTokenExpiresAt: null }
/** Where each code is typed. The link in the mail opens the same form filled in, and its button sends it: looking at a mail uses nothing up. */
const CODE_MAILS = {
  'sign-in': { template: 'sign-in-code', page: '/sign-in/code' },
  'email-verification': { template: 'verify-address', page: '/sign-up/code' },
  'forget-password': { template: 'reset-password', page: '/reset-password' },
} as const
