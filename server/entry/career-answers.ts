import type { Ctx } from '../core/ctx'
import { AppError } from '../core/errors'
import { newId } from '../core/ids'
import { showCareerPage } from '../postings/career-page'
import { findCareerHost } from '../postings/find-career-host'
import { buildCtx } from './build-ctx'
import { careerHeaders, writeCareerDocument, writeJsonFeed, writeMissingDocument } from './career-document'
import type { Env } from './env'
import { visitorAt } from './identify'
import { countRequest } from './metrics-text'
import { traceRequest } from './request-trace'
import { takeAllowance } from './take-allowance'

/** How long a host keeps showing what was changed, closed or given up. */
const HOST_AGE_S = 60
const DOOR = 'career-host'

/**
 * Answers for a host that is not ours: the career page of the organisation that proved it, its feeds, sitemap and robots file, and nothing else.
 * No cookie is read or set there. A host that nobody proved is misdirected (421).
 */
export async function answerCareerHost(request: Request, env: Env, execution: ExecutionContext): Promise<Response> {
  const startedAtMs = Date.now()
  const requestId = newId('request')
  const waitUntil = (promise: Promise<unknown>) => execution.waitUntil(promise)
  const trace = traceRequest(env, waitUntil, { method: request.method, door: DOOR, requestId, traceparent: undefined })
  const actor = await visitorAt(env, request.headers.get('cf-connecting-ip') ?? 'local')
  const ctx = buildCtx(env, execution, { actor, requestId, trace })
  const answer = await answerAsked(ctx, request).catch((error: unknown) => answerFailure(ctx, error))
  trace.end({ attributes: { 'http.response.status_code': answer.status }, isError: answer.status >= 500 })
  countRequest(ctx, { door: DOOR, status: answer.status, ms: Date.now() - startedAtMs })
  for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value)
  answer.headers.set('x-request-id', requestId)
  return request.method === 'HEAD' ? new Response(null, answer) : answer
}

async function answerAsked(ctx: Ctx, request: Request): Promise<Response> {
  const { hostname: host, pathname } = new URL(request.url)
  await takeAllowance(ctx)
  // An empty text stands for none, so that names which point here for nothing ask the database once a minute.
  const slug = await ctx.cache.through(
    { key: `career-host:${host}`, ageS: HOST_AGE_S },
    async () => (await findCareerHost(ctx.db, host)) ?? '',
  )
  if (slug === '')
    return answerMissing(421, { title: 'Nothing is shown here', text: 'No organisation shows its jobs under this name.', link: null })
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD', 'content-security-policy': NOTHING } })
  const home = `https://${host}`
  const shown = { 'cache-control': `public, max-age=${HOST_AGE_S}`, 'content-security-policy': NOTHING }
  const show = () => ctx.cache.through({ key: `career-page:${host}`, ageS: HOST_AGE_S }, () => showCareerPage(ctx, slug))
  switch (pathname) {
    case '/': {
      const page = await show()
      const html = writeCareerDocument(page, { origin: ctx.origin, canonical: `${home}/`, feeds: home, isFrame: false, theme: 'auto' })
      return new Response(html, { headers: { ...shown, ...(await careerHeaders("'none'", null)) } })
    }
    case '/feed.xml': {
      const [page, { writeCareerFeed }] = await Promise.all([show(), import('./feeds')])
      const feed = await writeCareerFeed(ctx, page, home, `${home}/feed.xml`)
      return new Response(feed, { headers: { ...shown, 'content-type': 'application/rss+xml; charset=utf-8' } })
    }
    case '/feed.json': {
      const feed = writeJsonFeed(await show(), { origin: ctx.origin, home: `${home}/`, self: `${home}/feed.json` })
      const headers = { ...shown, 'content-type': 'application/feed+json; charset=utf-8', 'access-control-allow-origin': '*' }
      return new Response(feed, { headers })
    }
    case '/robots.txt':
      return new Response(`User-agent: *\nAllow: /\n\nSitemap: ${home}/sitemap.xml\n`, { headers: { ...shown, 'content-type': TEXT } })
    case '/sitemap.xml': {
      // Jobs stand at our address: a sitemap names pages of its own host only.
      const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n<url><loc>${home}/</loc></url>\n</urlset>\n`
      return new Response(xml, { headers: { ...shown, 'content-type': 'application/xml; charset=utf-8' } })
    }
    default:
      return answerMissing(404, { title: 'There is no such page', text: 'This name shows open jobs, and nothing else.', link: '/' })
  }
}

async function answerMissing(status: 404 | 421, words: Parameters<typeof writeMissingDocument>[0]): Promise<Response> {
  const headers = { ...(await careerHeaders("'none'", null)), 'cache-control': `public, max-age=${HOST_AGE_S}` }
  return new Response(writeMissingDocument(words), { status, headers })
}

/** Short words and no cause: whoever reads this knows nothing of us. */
function answerFailure(ctx: Ctx, error: unknown): Response {
  const status = error instanceof AppError ? error.status : 500
  if (status >= 500) ctx.log.error('career-host.failed', { error: error instanceof Error ? error.name : 'unknown' })
  const text =
    status === 404
      ? 'Nothing is open here now.\n'
      : status === 429
        ? 'Too many requests. Try again in a minute.\n'
        : 'Try again in a moment.\n'
  return new Response(text, { status, headers: { 'content-type': TEXT, 'cache-control': 'no-store', 'content-security-policy': NOTHING } })
}

const TEXT = 'text/plain; charset=utf-8'
const NOTHING = "default-src 'none'; frame-ancestors 'none'"
/** As on our own pages, but for what speaks of names besides this one. */
const HEADERS = {
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}
