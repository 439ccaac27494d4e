import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { edgeCache } from '../core/cache'
import type { Ctx } from '../core/ctx'
import { AppError, invalid } from '../core/errors'
import { toHex } from '../core/hex'
import { problemOfTrpc } from '../core/trpc'
import { answerOnce } from '../idempotency/answer-once'
import { createCaller } from './app-router'
import type { HttpContext, Variables } from './http-context'
import type { PublicRoute } from './public-route'
import { publicRoutes } from './public-routes'
import { KEPT_AT_HEADER } from './ready-answers'
import { signInDoor } from './sign-in'
import { takeAllowance } from './take-allowance'

type PublicVariables = Pick<Variables, 'ctx' | 'kept'>
type PublicContext = Context<{ Variables: PublicVariables }>

const BODY_BYTES_MAX = 65_536
/** A résumé as JSON: 200,000 characters, of which each may take three bytes. */
const RESUME_BYTES_MAX = 614_400

/**
 * `/v1`: only what we promise to keep, each operation a row of `publicRoutes`.
 * No cookie gives a right to write here: `http.ts` makes every such caller a visitor, so that any site's page may call it.
 */
export const publicApi = new Hono<{ Variables: PublicVariables }>()

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      const message = `This body is over ${Math.round(maxSize / 1_024)} kB. Send less at once.`
      throw new AppError('invalid', 'request.too-large', { message, httpStatus: 413 })
    },
  })
const [limitBody, limitResume] = [limitTo(BODY_BYTES_MAX), limitTo(RESUME_BYTES_MAX)]
publicApi.use('*', (c, next) => {
  // A file is counted by who takes it in, as it comes.
  if (/^\/v1\/resume-files\/?$/.test(c.req.path)) return next()
  return (/^\/v1\/resume(?:s|-files)\b/.test(c.req.path) ? limitResume : limitBody)(c, next)
})
for (const route of publicRoutes) {
  publicApi.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) =>
    route.ageS === null ? answerFresh(c, route) : answerKept(c, route, route.ageS),
  )
}
publicApi.all('*', async (c) => {
  await takeAllowance(c.get('ctx'))
  throw new AppError('not_found', 'request.no-such-operation', {
    message: 'There is no such operation. /developers lists those there are.',
  })
})

/**
 * Answers a read of `/v1` in-process, for the page that explains it: status and body are those that a program gets.
 * @param path below `/v1`, with its query
 */
export async function readPublic(ctx: Ctx, path: string): Promise<{ status: number; body: unknown }> {
  const door = new Hono<{ Variables: PublicVariables }>()
  door.use(async (c, next) => {
    c.set('ctx', ctx)
    await next()
  })
  door.route('/v1', publicApi)
  door.onError((error) => {
    const problem = problemOfTrpc(error, ctx.requestId)
    return Response.json(problem, { status: problem.status })
  })
  const answer = await door.request(`/v1${path}`)
  return { status: answer.status, body: await answer.json() }
}

/** A write with an `Idempotency-Key` is carried out once, however often it is sent. */
async function answerFresh(c: PublicContext, route: PublicRoute): Promise<Response> {
  const ctx = c.get('ctx')
  await takeAllowance(ctx)
  const headers = { 'cache-control': 'no-store' }
  const key = route.isWrite ? c.req.header('idempotency-key') : undefined
  if (key === undefined) {
    const answer = await callRoute(c, route)
    return answer instanceof Response ? answer : c.json(answer, 200, headers)
  }
  const { pathname, search } = new URL(c.req.url)
  const write = { key, operation: route.operationId, request: `${pathname}${search}\n${await c.req.text()}` }
  const answer = await answerOnce(ctx, write, async () => ({ status: 200, body: JSON.stringify(await callRoute(c, route)) }))
  return new Response(answer.body, {
    status: answer.status,
    headers: { ...headers, 'content-type': 'application/json', ...(answer.isReplay ? { 'idempotency-replayed': 'true' } : {}) },
  })
}

/**
 * Answers from the edge when it holds an answer that is young enough, and only headers to who has that one already.
 * Kept under path and query alone: nothing of these answers depends on who asks. Their age ends them; no event does.
 */
async function answerKept(c: PublicContext, route: PublicRoute, ageS: number): Promise<Response> {
  const ctx = c.get('ctx')
  const url = new URL(c.req.url)
  url.searchParams.sort()
  const key = new Request(`https://v1.numerojobs.invalid${url.pathname}${url.search}`)
  const kept = await edgeCache().match(key)
  ctx.count(kept ? HIT : MISS)
  const nowMs = ctx.now().getTime()
  if (!kept) await takeAllowance(ctx)
  const body = kept ? new Uint8Array(await kept.arrayBuffer()) : JSON.stringify(await callRoute(c, route))
  const etag = typeof body === 'string' ? `"${await fingerprint(body)}"` : (kept?.headers.get('etag') ?? '')
  const keptAtMs = kept ? Number(kept.headers.get(KEPT_AT_HEADER)) : nowMs
  if (typeof body !== 'string') c.set('kept', { body, page: null, keptAtMs, ageS, hit: HIT })
  const headers = { 'content-type': 'application/json', 'cache-control': `public, max-age=${ageS}`, etag }
  if (typeof body === 'string') {
    const copy = new Response(body, { headers: { ...headers, [KEPT_AT_HEADER]: String(nowMs) } })
    // An answer that could not be kept is only asked for again.
    ctx.waitUntil(
      edgeCache()
        .put(key, copy)
        .catch(() => {}),
    )
  }
  const age = String(Math.max(0, Math.floor((nowMs - keptAtMs) / 1_000)))
  if (!isKnown(c.req.header('if-none-match'), etag)) return new Response(body, { headers: { ...headers, age } })
  return new Response(null, { status: 304, headers: { 'cache-control': headers['cache-control'], etag, age } })
}

const HIT = 'numerojobs_v1_cache_total{outcome="hit"}'
const MISS = 'numerojobs_v1_cache_total{outcome="miss"}'

async function callRoute(c: PublicContext, route: PublicRoute): Promise<unknown> {
  const ctx = c.get('ctx')
  return route.answer(
    {
      api: createCaller(ctx),
      ctx,
      request: () => c.req.raw,
      document: async () => (await import('./public-document')).publicDocument(ctx.origin),
      // It reads cookies and settings of the request, and only the rows of `/v1/auth` ask for it.
      signIn: () => signInDoor(c as unknown as HttpContext),
    },
    { params: c.req.param(), query: new URL(c.req.url).searchParams, body: route.body ? await readJson(c) : undefined },
  )
}

/** @throws invalid `request.not-json`: also for another content type, which a form of any page could send unasked */
async function readJson(c: PublicContext): Promise<unknown> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json')
    throw new AppError('invalid', 'request.not-json', {
      message: 'Send JSON, with the header Content-Type: application/json.',
      httpStatus: 415,
    })
  try {
    return await c.req.json()
  } catch {
    throw invalid('request.not-json', 'This body is not JSON.')
  }
}

/** The first 128 bits of its SHA-256. */
async function fingerprint(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return toHex(digest.subarray(0, 16))
}

/** Weak and strong tags compare alike: the bytes of an answer follow from what it says. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return known.includes(etag) || known.includes('*')
}
