import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Problem } from '../../contract/errors'
import { routeRoom } from '../../party/durable'
import { billingWebhooks } from '../billing/webhook'
import { refuseSupport, refuseWhileReadOnly } from '../core/closed-doors'
import { describeError } from '../core/describe-error'
import { AppError, tooMany } from '../core/errors'
import { newId } from '../core/ids'
import { problemOfTrpc } from '../core/trpc'
import { enterAsOperator, OPERATOR_COOKIE } from '../identity/operator-session'
import { leadWebhooks } from '../leads/webhook'
import { messageWebhooks, oneClick } from '../notifications/webhook'
import { followErasures } from '../privacy/cache-generation'
import { privacyWebhooks } from '../privacy/webhook'
import { appRouter } from './app-router'
import { buildCtx, roomsEnvOf } from './build-ctx'
import { type Env, settingsOf } from './env'
import { feeds } from './feeds'
import { checkHealth } from './health'
import type { HttpContext, Variables } from './http-context'
import { identify, supportCookie, visitorOf } from './identify'
import { localInbox } from './local-inbox'
import { logUnexpected } from './log-unexpected'
import { isLoopbackHost } from './loopback-host'
import { countRequest, mayReadMetrics, writeMetrics } from './metrics-text'
import { openToAllOrigins } from './open-to-all-origins'
import { personalFiles } from './personal-files'
import { wantsPage } from './problem-page'
import { keepReady } from './ready-answers'
import { doorOf, traceRequest } from './request-trace'
import { setSecureHeaders } from './secure-headers'
import { servePage, serveProblem } from './serve-page'
import { answerStep, finishProvider, startProvider } from './sign-in'
import { takeAllowance } from './take-allowance'

const WEBHOOK_RETRY_S = 10

/** Calls in one request to `/trpc`. */
const BATCH_MAX = 10
/** Of all calls of one request: a file to import may take 5 MB, and the quotes and line ends of it are two letters each in JSON. */
const CALLS_BYTES_MAX = 7 * 1024 * 1024

/** Every request comes through here, whichever door it is for. */
export const http = new Hono<{ Bindings: Env; Variables: Variables }>()

http.use(async (c, next) => {
  const startedAtMs = Date.now()
  const settings = settingsOf(c.env)
  const requestId = newId('request')
  const door = doorOf(c.req.path)
  const traceparent = c.req.header('traceparent')
  const trace = traceRequest(c.env, (promise) => c.executionCtx.waitUntil(promise), { method: c.req.method, door, requestId, traceparent })
  const ctx = buildCtx(c.env, c.executionCtx, { actor: await visitorOf(c), requestId, trace })
  c.set('ctx', ctx)
  c.set('cookies', [])
  c.set('facebookAppSecret', settings.FACEBOOK_APP_SECRET)
  c.set('webhookSecrets', {
    facebookAppSecret: settings.FACEBOOK_APP_SECRET,
    facebookVerifyToken: settings.FACEBOOK_VERIFY_TOKEN,
    postsSecrets: settings.POSTS_WEBHOOK_SECRETS,
  })
  c.set('messageSecrets', { resendWebhookSecret: settings.RESEND_WEBHOOK_SECRET, twilioAuthToken: settings.TWILIO_AUTH_TOKEN })
  c.set('stripeWebhookSecrets', settings.STRIPE_WEBHOOK_SECRET)
  await followErasures(ctx)
  const { actor, cookies } = await identify(c, ctx)
  // Files, uploads and rooms know nothing of support's visits: to all doors but those that refuse what they must, the visit is nobody's.
  const isVisit = actor.role === 'person' && actor.support !== undefined
  if (isVisit) c.set('visit', actor)
  else ctx.actor = actor
  c.get('cookies').push(...cookies)
  await next()
  const { status } = c.res
  const ms = Date.now() - startedAtMs
  trace.end({ attributes: { 'http.response.status_code': status }, isError: status >= 500 })
  if (c.res.webSocket) return
  for (const cookie of lastOfEachName(c.get('cookies'))) c.header('set-cookie', cookie, { append: true })
  c.header('x-request-id', requestId)
  // What a browser keeps for reading offline is bound to whom it was for.
  if (ctx.actor.role === 'person' && !ctx.actor.support) c.header('x-person', ctx.actor.personId)
  c.header('traceresponse', trace.traceparent)
  setSecureHeaders(c)
  countRequest(ctx, { door, status, ms })
  const kept = c.get('kept')
  if (kept && status === 200 && c.req.method === 'GET') keepReady(c.req.raw, kept, c.res.headers)
  if (status >= 500) ctx.log.error('http.failed', { door, status, ms })
})
http.use(async (c, next) => {
  refuseForeignWrites(c, settingsOf(c.env).APP_ORIGIN)
  await next()
})

http.onError(async (error, c) => {
  const ctx = c.get('ctx')
  const requestId = ctx?.requestId ?? newId('request')
  const problem = problemOfTrpc(error, requestId)
  if (problem.code === 'internal')
    console.error(
      JSON.stringify({ level: 'error', message: 'http.unexpected', requestId, path: doorOf(c.req.path), error: describeError(error) }),
    )
  const answer = wantsPage(c) ? await serveProblem(c, problem, originOf(c)) : answerProblem(problem)
  if (problem.retryAfterS !== undefined) answer.headers.set('retry-after', String(problem.retryAfterS))
  return answer
})

http.get('/health/live', (c) => c.text('ok'))
http.get('/health', async (c) => {
  await takeAllowance(c.get('ctx'))
  const health = await checkHealth(c.get('ctx'), () => roomsAnswer(c.env))
  return c.json(health, health.ok ? 200 : 503, { 'cache-control': 'no-store' })
})
http.get('/metrics', async (c) => {
  const { LOCAL, METRICS_TOKEN } = settingsOf(c.env)
  if (LOCAL !== '1' && !(await mayReadMetrics(METRICS_TOKEN, c.req.header('authorization')))) return servePage(c)
  return c.text(await writeMetrics(c.get('ctx')), 200, {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'cache-control': 'no-store',
  })
})
http.use('/webhooks/*', async (c, next) => {
  const ctx = c.get('ctx')
  if (!(await ctx.allow('webhook', ctx.actor.key))) throw tooMany('webhook.too-many', WEBHOOK_RETRY_S)
  await next()
})
http.route('/webhooks', leadWebhooks)
http.route('/webhooks', privacyWebhooks)
http.route('/webhooks', messageWebhooks)
http.route('/webhooks', billingWebhooks)
http.route('/', oneClick)
// A page of the web whose name was made to lead to this machine brings its own name.
http.use('/dev/*', async (c, next) => {
  if (settingsOf(c.env).LOCAL !== '1' || !isLoopbackHost(c.req.header('host') ?? new URL(c.req.url).host)) return servePage(c)
  await next()
})
http.route('/', localInbox)

http.all('/parties/*', async (c) => {
  const host = settingsOf(c.env).PARTY_HOST
  if (!host) return (await routeRoom(c.req.raw, roomsEnvOf(c.env))) ?? c.notFound()
  // Publishing has its own way in: from outside, rooms are for listening.
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw new AppError('not_found', 'page.not-found')
  const url = new URL(c.req.url)
  return fetch(new Request(`http://${host}${url.pathname}${url.search}`, c.req.raw))
})

http.use(
  '/trpc/*',
  bodyLimit({
    maxSize: CALLS_BYTES_MAX,
    onError: () => {
      throw new AppError('invalid', 'request.too-large', { message: 'This is over 7 MB. Send less at once.', httpStatus: 413 })
    },
  }),
)
http.use('/trpc/*', async (c, next) => {
  // Each call of a batch counts as if it had come alone.
  const calls = c.req.path.split(',').length
  for (let call = 0; call < Math.min(calls, BATCH_MAX); call++) await takeAllowance(c.get('ctx'))
  await next()
})
http.use('/trpc/*', asVisit)
http.all('/trpc/*', (c) =>
  fetchRequestHandler({
    endpoint: '/trpc',
    maxBatchSize: BATCH_MAX,
    req: c.req.raw,
    router: appRouter,
    createContext: () => c.get('ctx'),
    onError: logUnexpected,
  }),
)

http.use('/v1/*', openToAllOrigins)
http.use('/v1/*', asVisit)
http.all('/v1/*', async (c) => (await import('./serve-public')).servePublic(c))

http.post('/operator/support/leave', async (c) => {
  const visit = c.get('visit')
  if (visit?.support) {
    const { leaveSupport } = await import('../support/visits')
    await leaveSupport(c.get('ctx'), visit.support.visitId)
  }
  c.header('set-cookie', supportCookie(c.get('ctx').origin, null), { append: true })
  return c.redirect('/operator/support', 303)
})

http.get('/operator/enter', async (c) => {
  const settings = settingsOf(c.env)
  if (settings.LOCAL !== '1') return servePage(c)
  // Hono answers HEAD by the same handler, and whoever only looks at a link must not use it up.
  if (c.req.method !== 'GET') throw new AppError('not_found', 'page.not-found')
  const entered = await enterAsOperator(c.get('ctx'), settings.SESSION_SECRET, c.req.query('token') ?? '').catch((error: unknown) => {
    // A person is shown a page that says what to do; a program gets the problem.
    if (error instanceof AppError && c.req.header('accept')?.includes('text/html')) return error.reason
    throw error
  })
  c.header('cache-control', 'no-store')
  if (typeof entered === 'string') return c.redirect(`/operator?link=${entered === 'operator.link-used' ? 'used' : 'invalid'}`, 303)
  const { session, maxAgeS } = entered
  c.header(
    'set-cookie',
    `${OPERATOR_COOKIE}=${session}; Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${c.req.url.startsWith('https:') ? '; Secure' : ''}`,
  )
  return c.redirect('/operator', 303)
})

http.get('/auth/start/:provider', (c) => startProvider(c, c.req.param('provider')))
http.get('/auth/callback/:provider', finishProvider)
http.on(['GET', 'POST'], '/auth/passkey/*', answerStep)

http.all('/dev/oidc/*', async (c) => {
  const { devOidc } = await import('./dev-oidc')
  const door = new Hono<{ Bindings: Env; Variables: Variables }>()
  door.use(async (inner, next) => {
    inner.set('ctx', c.get('ctx'))
    await next()
  })
  door.onError((error) => {
    throw error
  })
  return door.route('/dev/oidc', devOidc).fetch(c.req.raw, c.env, c.executionCtx)
})
http.post('/dev/inbound-mail', async (c) => c.json(await (await import('./take-mail')).takeLocalMail(c.get('ctx'), c.req.raw)))
for (const path of ['/attachments', '/resume-files', '/apply-files'])
  http.post(path, async (c, next) => {
    await refuseWhileReadOnly(c.get('ctx'))
    await next()
  })
http.post('/resume-files', async (c) => {
  const { receiveResumeFile } = await import('../resumes/upload')
  const { file, next } = await receiveResumeFile(c.get('ctx'), c.req.raw)
  c.header('cache-control', 'no-store')
  return next ? c.redirect(`${next}${next.includes('?') ? '&' : '?'}file=${file.id}`, 303) : c.json(file, 201)
})

http.post('/apply-files', async (c) => {
  const { receiveSentFile } = await import('../hiring/sent-resume')
  const { fileToken, name, next } = await receiveSentFile(c.get('ctx'), c.req.raw)
  c.header('cache-control', 'no-store')
  return next ? c.redirect(`${next}?${new URLSearchParams({ file: fileToken, name })}`, 303) : c.json({ fileToken, name }, 201)
})

http.get('/privacy/export/:id', async (c) => {
  const { serveExport } = await import('./serve-export')
  return serveExport(c.get('ctx'), c.req.param('id'))
})

http.get('/jobs/:slugId/open', async (c) => {
  const { openOriginal } = await import('./open-original')
  return openOriginal(c, c.req.param('slugId'))
})

http.route('/', feeds)
http.route('/', personalFiles)
http.use('*', asVisit)
http.all('*', async (c) => {
  refuseOthersThanForms(c)
  await refuseBrokenForms(c)
  return servePage(c)
})

/**
 * A page of another site cannot make a browser write here: webhooks carry their own proof, `/v1` gives a cookie no right to write,
 * and everything else must come from our origin.
 */
function refuseForeignWrites(c: HttpContext, origin: string): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS' || /^\/(webhooks|v1)\//.test(c.req.path)) return
  const from = c.req.header('origin')
  if (from !== undefined && from !== origin && from !== new URL(c.req.url).origin)
    throw new AppError('forbidden', 'request.foreign-origin', {
      message: 'This was sent from another site. Open Numerojobs and try again there.',
    })
}

/** Makes an operator's visit the actor, in a door that lets it read what support may and refuses everything else. */
async function asVisit(c: HttpContext, next: () => Promise<void>): Promise<void> {
  const visit = c.get('visit')
  if (visit) {
    refuseSupport(visit, { path: 'people.me', isWrite: c.req.method !== 'GET' && c.req.method !== 'HEAD' })
    c.get('ctx').actor = visit
  }
  await next()
}

/** Pages take what their forms send. @throws invalid `request.no-form`  415 */
function refuseOthersThanForms(c: HttpContext): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS' || TAKES_JSON.test(c.req.path)) return
  const type = c.req.header('content-type')
  const hasBody = type !== undefined || Number(c.req.header('content-length') ?? 0) > 0
  if (!hasBody || /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type ?? '')) return
  throw new AppError('invalid', 'request.no-form', { message: 'Pages take forms. Programs have doors below /v1.', httpStatus: 415 })
}
const TAKES_JSON = /^\/(?:applications\/operations|hiring\/(?:change|messages))$/

/** A form that breaks off, or whose parts have no end, is its sender's mistake and none of the page's. @throws invalid `request.broken-form` */
async function refuseBrokenForms(c: HttpContext): Promise<void> {
  if (c.req.raw.body === null || !/^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')) return
  try {
    await c.req.raw.clone().formData()
  } catch (cause) {
    throw new AppError('invalid', 'request.broken-form', { message: 'This form arrived broken. Go back and send it again.', cause })
  }
}

function answerProblem(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}

/** Our origin, or that of the request while there is no context that knows ours. */
const originOf = (c: HttpContext) => c.get('ctx')?.origin ?? new URL(c.req.url).origin

async function roomsAnswer(env: Env): Promise<boolean> {
  const host = settingsOf(env).PARTY_HOST
  if (!host) return true
  return (await fetch(`http://${host}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok
}

/** A step may set what an earlier one of the same request has set: the last one counts. */
function lastOfEachName(cookies: string[]): Iterable<string> {
  return new Map(cookies.map((cookie) => [cookie.slice(0, cookie.indexOf('=')), cookie])).values()
}
