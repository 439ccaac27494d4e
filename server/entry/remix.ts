import * as build from 'virtual:remix/server-build'
import { createRequestHandler, type ServerBuild } from '@remix-run/cloudflare'
import type { Problem } from '../../contract/errors'
import { edgeCache } from '../core/cache'
import { describeError } from '../core/describe-error'
import type { HttpContext } from './http-context'
import { changedAtMs, findKept, keptForS, PAGE_AGE_S, renewOnce } from './kept-pages'
import { findNonces, newNonce, withNonce } from './page-nonce'
import { problemPage } from './problem-page'
import { KEPT_AT_HEADER } from './ready-answers'
import { pagePolicy } from './secure-headers'
import { signInDoor } from './sign-in'
import { takeAllowance } from './take-allowance'

// The virtual module is Remix's own build; its type is that of the package.
const render = createRequestHandler(build as unknown as ServerBuild, process.env.NODE_ENV)

const CACHED_PATHS = /^\/(?:$|jobs(?:\/|\.data|$)|companies\/|market(?:\.data|$)|about|search(?:\.data|\/found|$)|_root\.data|__manifest$)/
const CACHED_STATUS = 200
const NONCE_HEADER = 'x-page-nonce'
const HIT = 'numerojobs_page_cache_total{outcome="hit"}'
const STALE = 'numerojobs_page_cache_total{outcome="stale"}'

/**
 * Answers with a page. Anonymous reads of public pages are kept at the edge for ten seconds, and for a stated while longer answered at once while they are
 * rendered anew (`kept-pages.ts`); each answer gets a nonce of its own, also a kept one.
 * A request with any cookie of ours, or any other method, is always rendered anew and never kept.
 */
export async function servePage(c: HttpContext): Promise<Response> {
  const ctx = c.get('ctx')
  const nonce = newNonce()
  const isShared = c.req.method === 'GET' && ctx.actor.role === 'visitor' && CACHED_PATHS.test(c.req.path)
  if (!isShared) return finish(await renderPage(c, c.req.raw, nonce), nonce, ctx.origin, false)

  const key = new Request(`https://pages.numerojobs.invalid/${build.assets.version}${c.req.path}${new URL(c.req.url).search}`)
  const nowMs = ctx.now().getTime()
  const found = await findKept({ edge: edgeCache(), nowMs, changedAtMs: (subject) => changedAtMs(ctx, subject) }, key, c.req.path)
  if (found) {
    const { page, keptAtMs, isStale } = found
    ctx.count(isStale ? STALE : HIT)
    const { body, nonceAt } = findNonces(await page.text(), page.headers.get(NONCE_HEADER) ?? nonce)
    if (isStale) ctx.waitUntil(renewOnce(ctx, key.url, nowMs, () => renew(c, key)))
    else c.set('kept', { body, page: { nonceAt, origin: ctx.origin }, keptAtMs, ageS: PAGE_AGE_S, hit: HIT })
    const answer = finish(new Response(withNonce(body, nonceAt, nonce), { headers: page.headers }), nonce, ctx.origin, true)
    if (isStale) answer.headers.set('age', String(Math.floor((nowMs - keptAtMs) / 1_000)))
    return answer
  }
  ctx.count('numerojobs_page_cache_total{outcome="miss"}')
  await takeAllowance(ctx)
  const fresh = await renderPage(c, c.req.raw, nonce)
  if (!isKeepable(fresh)) return finish(fresh, nonce, ctx.origin, true)
  const [shown, kept] = fresh.body.tee()
  ctx.waitUntil(keep(key, c, fresh, kept, nonce).catch(() => {}))
  return finish(new Response(shown, { status: fresh.status, headers: fresh.headers }), nonce, ctx.origin, true)
}

/** Renders a page anew that was answered already, and keeps it. One that is no more, or that nobody may keep, ends what is kept. */
async function renew(c: HttpContext, key: Request): Promise<void> {
  const nonce = newNonce()
  // The reader of the stale one may be gone: this rendering is not theirs.
  const fresh = await renderPage(c, new Request(c.req.url, { headers: c.req.raw.headers }), nonce)
  if (isKeepable(fresh)) return keep(key, c, fresh, fresh.body, nonce)
  await fresh.body?.cancel()
  if (fresh.status < 500) await edgeCache().delete(key)
}

type Keepable = Response & { body: ReadableStream }
const isKeepable = (page: Response): page is Keepable =>
  page.status === CACHED_STATUS && !page.headers.has('set-cookie') && page.body !== null

async function keep(
  key: Request,
  c: HttpContext,
  { status, headers: given }: Response,
  body: ReadableStream,
  nonce: string,
): Promise<void> {
  const headers = new Headers(given)
  headers.set('cache-control', `public, max-age=${keptForS(c.req.path)}`)
  headers.set(NONCE_HEADER, nonce)
  headers.set(KEPT_AT_HEADER, String(c.get('ctx').now().getTime()))
  await edgeCache().put(key, new Response(body, { status, headers }))
}

function renderPage(c: HttpContext, request: Request, nonce: string): Promise<Response> {
  const ctx = c.get('ctx')
  return render(request, {
    ctx,
    nonce,
    signIn: signInDoor(c),
    report: (error) => ctx.log.error('page.unexpected', { error: describeError(error) }),
  })
}

/** Answers a browser with a page about a failure that came before any page was rendered. Kept by nobody. */
export function serveProblem(c: HttpContext, problem: Problem, origin: string): Response {
  const nonce = newNonce()
  const { pathname, search } = new URL(c.req.url)
  // What a form sent cannot be tried again by a link.
  const here = c.req.method === 'GET' ? `${pathname}${search}` : '/'
  return new Response(problemPage(problem, { stylesheet: stylesheetOf(), nonce, here }), {
    status: problem.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-security-policy': pagePolicy(nonce, origin),
    },
  })
}

/** The stylesheet of every page, whose name changes with each build. */
function stylesheetOf(): string {
  const links = build.routes.root?.module.links?.() ?? []
  for (const link of links) if ('rel' in link && link.rel === 'stylesheet' && link.href) return link.href
  return ''
}

function finish(page: Response, nonce: string, origin: string, isShared: boolean): Response {
  const headers = new Headers(page.headers)
  headers.delete(NONCE_HEADER)
  headers.delete(KEPT_AT_HEADER)
  // Browsers and proxies ask again each time: only our own edge keeps pages, since only it can give each answer its nonce.
  headers.set('cache-control', isShared ? 'no-cache' : 'private, no-store')
  headers.set('content-security-policy', pagePolicy(nonce, origin))
  return new Response(page.body, { status: page.status, headers })
}
