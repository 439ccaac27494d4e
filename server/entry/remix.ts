import * as build from 'virtual:remix/server-build'
import { createRequestHandler, type ServerBuild } from '@remix-run/cloudflare'
import type { Problem } from '../../contract/errors'
import { edgeCache } from '../core/cache'
import { describeError } from '../core/describe-error'
import type { HttpContext } from './http-context'
import { findNonces, newNonce, withNonce } from './page-nonce'
import { problemPage } from './problem-page'
import { KEPT_AT_HEADER } from './ready-answers'
import { pagePolicy } from './secure-headers'
import { signInDoor } from './sign-in'
import { takeAllowance } from './take-allowance'

// The virtual module is Remix's own build; its type is that of the package.
const render = createRequestHandler(build as unknown as ServerBuild, process.env.NODE_ENV)

/** How old an anonymous page may be. Its live feed starts from the sequence it was read at, so an open page catches up at once. */
const PAGE_AGE_S = 10
const CACHED_PATHS = /^\/(?:$|jobs(?:\/|\.data|$)|companies\/|about|search(?:\.data|\/found|$)|_root\.data|__manifest$)/
const CACHED_STATUS = 200
const NONCE_HEADER = 'x-page-nonce'
const HIT = 'numerojobs_page_cache_total{outcome="hit"}'

/**
 * Answers with a page. Anonymous reads of public pages are kept at the edge for ten seconds; each answer gets a nonce of its own, also a kept one.
 * A request with any cookie of ours, or any other method, is always rendered anew and never kept.
 */
export async function servePage(c: HttpContext): Promise<Response> {
  const ctx = c.get('ctx')
  const nonce = newNonce()
  const isShared = c.req.method === 'GET' && ctx.actor.role === 'visitor' && CACHED_PATHS.test(c.req.path)
  if (!isShared) return finish(await renderPage(c, nonce), nonce, ctx.origin, false)

  const key = new Request(`https://pages.numerojobs.invalid/${build.assets.version}${c.req.path}${new URL(c.req.url).search}`)
  const hit = await edgeCache().match(key)
  if (hit) {
    ctx.count(HIT)
    const { body, nonceAt } = findNonces(await hit.text(), hit.headers.get(NONCE_HEADER) ?? nonce)
    const keptAtMs = Number(hit.headers.get(KEPT_AT_HEADER))
    c.set('kept', { body, page: { nonceAt, origin: ctx.origin }, keptAtMs, ageS: PAGE_AGE_S, hit: HIT })
    return finish(new Response(withNonce(body, nonceAt, nonce), { headers: hit.headers }), nonce, ctx.origin, true)
  }
  ctx.count('numerojobs_page_cache_total{outcome="miss"}')
  await takeAllowance(ctx)
  const fresh = await renderPage(c, nonce)
  if (fresh.status !== CACHED_STATUS || fresh.headers.has('set-cookie') || !fresh.body) return finish(fresh, nonce, ctx.origin, true)
  const [shown, kept] = fresh.body.tee()
  const headers = new Headers(fresh.headers)
  headers.set('cache-control', `public, max-age=${PAGE_AGE_S}`)
  headers.set(NONCE_HEADER, nonce)
  headers.set(KEPT_AT_HEADER, String(ctx.now().getTime()))
  ctx.waitUntil(
    edgeCache()
      .put(key, new Response(kept, { status: fresh.status, headers }))
      .catch(() => {}),
  )
  return finish(new Response(shown, { status: fresh.status, headers: fresh.headers }), nonce, ctx.origin, true)
}

function renderPage(c: HttpContext, nonce: string): Promise<Response> {
  const ctx = c.get('ctx')
  return render(c.req.raw, {
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
