import { Hono } from 'hono'
import { exportJWK, importPKCS8, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { verifications } from '../../db/schema'
import { AppError, invalid } from '../core/errors'
import { type Env, settingsOf } from './env'
import type { Variables } from './http-context'

const CODE_AGE_S = 60
const TOKEN_AGE_S = 300
const CLIENT_ID = 'numerojobs'

/**
 * An OpenID provider of this machine, for development and tests: discovery, the code flow with PKCE (S256), client authentication,
 * signed id tokens, user info. It believes who you say you are, so it exists under `LOCAL=1` only.
 */
export const devOidc = new Hono<{ Bindings: Env; Variables: Variables }>()

devOidc.use(async (c, next) => {
  if (!settingsOf(c.env).DEV_OIDC_KEY || !settingsOf(c.env).DEV_OIDC_SECRET) throw new AppError('not_found', 'page.not-found')
  await next()
  c.header('cache-control', 'no-store')
})

const issuerOf = (env: Env) => `${settingsOf(env).APP_ORIGIN}/dev/oidc`

devOidc.get('/.well-known/openid-configuration', (c) => {
  const issuer = issuerOf(c.env)
  return c.json({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid', 'email', 'profile'],
    claims_supported: ['sub', 'email', 'email_verified', 'name'],
  })
})

devOidc.get('/jwks', async (c) => c.json({ keys: [(await keyOf(c.env)).publicJwk] }))

const Authorize = z.object({
  client_id: z.literal(CLIENT_ID),
  redirect_uri: z.string(),
  response_type: z.literal('code'),
  state: z.string().min(8).max(2_000),
  code_challenge: z.string().regex(/^[\w-]{43}$/, 'PKCE with S256 is needed.'),
  code_challenge_method: z.literal('S256'),
  scope: z.string().default('openid'),
  nonce: z.string().max(300).optional(),
})

/** Who somebody is, is asked on a page of plain HTML. */
devOidc.get('/authorize', (c) => {
  const asked = readAuthorize(c.env, c.req.query())
  const hidden = Object.entries(asked)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')
  return c.html(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Local provider</title>
<body><main><h1>Local provider</h1><p>For development: it believes who you say you are.</p>
<form action="/dev/oidc/consent" method="get">${hidden}
<p><label>E-mail <input name="email" type="email" required autocomplete="email"></label></p>
<p><label>Name <input name="name" required autocomplete="name"></label></p>
<p><label><input type="checkbox" name="unverified" value="1"> My address is not verified</label></p>
<p><button>Continue</button> <a href="${escapeHtml(denied(asked))}">Refuse</a></p></form></main></body></html>`,
  )
})

const Identity = z.object({ email: z.email().max(254), name: z.string().trim().min(1).max(120), unverified: z.string().optional() })

devOidc.get('/consent', async (c) => {
  const asked = readAuthorize(c.env, c.req.query())
  const identity = Identity.safeParse(c.req.query())
  if (!identity.success) throw invalid('oidc.bad-identity', 'Give an e-mail address and a name.')
  const { key } = await keyOf(c.env)
  const code = await new SignJWT({
    email: identity.data.email.toLowerCase(),
    name: identity.data.name,
    verified: identity.data.unverified !== '1',
    challenge: asked.code_challenge,
    redirect: asked.redirect_uri,
    nonce: asked.nonce ?? null,
  })
    .setProtectedHeader({ alg: 'ES256' })
    .setAudience('dev-oidc-code')
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${CODE_AGE_S}s`)
    .sign(key)
  const back = new URL(asked.redirect_uri)
  back.searchParams.set('code', code)
  back.searchParams.set('state', asked.state)
  back.searchParams.set('iss', issuerOf(c.env))
  return c.redirect(back.toString(), 303)
})

const TokenQuestion = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string().max(4_000),
  redirect_uri: z.string().max(500),
  code_verifier: z.string().min(43).max(128),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
})
const Code = z.object({
  email: z.string(),
  name: z.string(),
  verified: z.boolean(),
  challenge: z.string(),
  redirect: z.string(),
  nonce: z.string().nullable(),
  jti: z.string(),
})

devOidc.post('/token', async (c) => {
  const asked = TokenQuestion.safeParse(await c.req.parseBody())
  if (!asked.success) return c.json({ error: 'invalid_request' }, 400)
  const [id, secret] = basicOf(c.req.header('authorization')) ?? [asked.data.client_id, asked.data.client_secret]
  if (id !== CLIENT_ID || secret !== settingsOf(c.env).DEV_OIDC_SECRET) return c.json({ error: 'invalid_client' }, 401)
  const { key, publicKey } = await keyOf(c.env)
  const code = await jwtVerify(asked.data.code, publicKey, { audience: 'dev-oidc-code', algorithms: ['ES256'] })
    .then(({ payload }) => Code.parse(payload))
    .catch(() => null)
  if (!code || code.redirect !== asked.data.redirect_uri || code.challenge !== (await challengeOf(asked.data.code_verifier)))
    return c.json({ error: 'invalid_grant' }, 400)
  const ctx = c.get('ctx')
  // A code counts once.
  const used = await ctx.db
    .insert(verifications)
    .values({
      id: `ver_${code.jti.replaceAll('-', '')}`,
      identifier: 'dev-oidc-code',
      value: 'used',
      expiresAt: new Date(ctx.now().getTime() + CODE_AGE_S * 1_000),
    })
    .onConflictDoNothing()
    .returning({ id: verifications.id })
  if (used.length === 0) return c.json({ error: 'invalid_grant' }, 400)
  const person = { email: code.email, email_verified: code.verified, name: code.name }
  const token = (audience: string, extra: Record<string, unknown>) =>
    new SignJWT({ ...person, ...extra })
      .setProtectedHeader({ alg: 'ES256', kid: 'dev' })
      .setIssuer(issuerOf(c.env))
      .setSubject(`dev|${code.email}`)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_AGE_S}s`)
      .sign(key)
  return c.json({
    token_type: 'Bearer',
    expires_in: TOKEN_AGE_S,
    access_token: await token('dev-oidc-userinfo', {}),
    id_token: await token(CLIENT_ID, code.nonce ? { nonce: code.nonce } : {}),
    scope: 'openid email profile',
  })
})

devOidc.get('/userinfo', async (c) => {
  const { publicKey } = await keyOf(c.env)
  const bearer = c.req.header('authorization')?.replace(/^Bearer /, '') ?? ''
  const claims = await jwtVerify(bearer, publicKey, { audience: 'dev-oidc-userinfo', algorithms: ['ES256'] }).catch(() => null)
  if (!claims) return c.json({ error: 'invalid_token' }, 401)
  const { sub, email, email_verified, name } = claims.payload
  return c.json({ sub, email, email_verified, name })
})

/** Refuses on this page what must not be sent on: an address that is not ours would get the code. */
function readAuthorize(env: Env, query: Record<string, string>) {
  const asked = Authorize.safeParse(query)
  if (!asked.success) throw invalid('oidc.bad-request', `This is no request of a client: ${asked.error.issues[0]?.path.join('.')}.`)
  const redirect = URL.parse(asked.data.redirect_uri)
  if (!redirect || redirect.origin !== settingsOf(env).APP_ORIGIN || !redirect.pathname.startsWith('/auth/'))
    throw invalid('oidc.bad-redirect', 'This address is not registered.')
  return asked.data
}

function denied(asked: z.output<typeof Authorize>): string {
  const back = new URL(asked.redirect_uri)
  back.searchParams.set('error', 'access_denied')
  back.searchParams.set('state', asked.state)
  return back.toString()
}

async function keyOf(env: Env) {
  const key = await importPKCS8(settingsOf(env).DEV_OIDC_KEY ?? '', 'ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(key)
  const publicJwk = { kty, crv, x, y, use: 'sig', alg: 'ES256', kid: 'dev' }
  return { key, publicJwk, publicKey: await importPublic({ kty, crv, x, y }) }
}

async function importPublic(jwk: { kty?: string | undefined; crv?: string | undefined; x?: string | undefined; y?: string | undefined }) {
  return crypto.subtle.importKey('jwk', jwk as JsonWebKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']) // jose exported it.
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

function basicOf(header: string | undefined): [string, string] | null {
  if (!header?.startsWith('Basic ')) return null
  const [id = '', secret = ''] = atob(header.slice(6)).split(':').map(decodeURIComponent)
  return [id, secret]
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
