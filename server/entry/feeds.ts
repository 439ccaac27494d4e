import { type Context, Hono } from 'hono'
import { type JobCard, JobFilters, JobSort } from '../../contract/jobs'
import type { CareerPage } from '../../contract/postings'
import { Cursor } from '../../contract/wire'
import { countCompanyPages, listCompanyPages } from '../companies/list-company-pages'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { invalidInput } from '../core/trpc'
import { jobPath } from '../jobs/core/job-path'
import { countJobPages, listJobPages } from '../jobs/list-job-pages'
import { createCaller } from './app-router'
import { payOf } from './pay-of'
import { takeAllowance } from './take-allowance'

type FeedContext = Context<{ Variables: { ctx: Ctx } }>
type Format = 'rss' | 'atom'

const FEED_AGE_S = 300
const FEED_JOBS_MAX = 50
const SITEMAP_AGE_S = 3_600
const SITEMAP_CHUNK = 10_000
const PUBLIC_PAGES = ['/', '/jobs', '/market', '/about', '/developers', '/privacy', '/numerology', '/employers', '/pricing']

/** What readers and crawlers ask for beside pages: feeds of any search, the sitemap, and what robots may do. */
export const feeds = new Hono<{ Variables: { ctx: Ctx } }>()
  .get('/jobs.rss', (c) => answerFeed(c, 'rss'))
  .get('/jobs.atom', (c) => answerFeed(c, 'atom'))
  .get('/careers/:slug/feed.xml', async (c) => {
    const ctx = c.get('ctx')
    await takeAllowance(ctx)
    const page = await createCaller(ctx).careers.show({ slug: c.req.param('slug') })
    const home = `${ctx.origin}/careers/${page.slug}`
    return answerXml(c, await writeCareerFeed(ctx, page, home, `${home}/feed.xml`), 'application/rss+xml', FEED_AGE_S)
  })
  .get('/careers/:slug/feed.json', async (c) => {
    const ctx = c.get('ctx')
    await takeAllowance(ctx)
    const [{ writeJsonFeed }, page] = await Promise.all([
      import('./career-document'),
      createCaller(ctx).careers.show({ slug: c.req.param('slug') }),
    ])
    const home = `${ctx.origin}/careers/${page.slug}`
    const feed = writeJsonFeed(page, { origin: ctx.origin, home, self: `${home}/feed.json` })
    // Read by scripts of the employer's own site, and the same for everybody.
    c.header('access-control-allow-origin', '*')
    return answerXml(c, feed, 'application/feed+json', FEED_AGE_S)
  })
  .get('/careers/:slug/embed', async (c) => {
    await takeAllowance(c.get('ctx'))
    const { answerFrame } = await import('./career-frame')
    return answerFrame(c.get('ctx'), c.req.param('slug'), c.req.query('theme'))
  })
  .get('/careers/frame.js', async (c) => {
    const { writeFrameScript } = await import('./career-document')
    return c.body(writeFrameScript(c.get('ctx').origin), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': `public, max-age=${SITEMAP_AGE_S}`,
    })
  })
  .get('/sitemap.xml', async (c) =>
    answerXml(c, await kept(c, 'sitemap', SITEMAP_AGE_S, writeSitemapIndex), 'application/xml', SITEMAP_AGE_S),
  )
  .get('/sitemap-pages.xml', async (c) =>
    answerXml(c, await kept(c, 'sitemap-pages', SITEMAP_AGE_S, async (ctx) => writePagesSitemap(ctx)), 'application/xml', SITEMAP_AGE_S),
  )
  .get('/:file{sitemap-[0-9]{1,6}\\.xml}', (c) => answerChunk(c, /[0-9]+/, writeJobsSitemap))
  .get('/:file{sitemap-companies-[0-9]{1,6}\\.xml}', (c) => answerChunk(c, /[0-9]+/, writeCompaniesSitemap))
  .get('/robots.txt', (c) => c.text(writeRobots(c.get('ctx').origin), 200, { 'cache-control': `public, max-age=${SITEMAP_AGE_S}` }))

/**
 * The parameters of the search page. A feed is always newest first and has no second page, so `sort` and `cursor` are read and not used;
 * a parameter that the search does not know is refused, since its reader would otherwise follow something else than was asked for.
 */
const FeedSearch = JobFilters.extend({ sort: JobSort.optional(), cursor: Cursor.optional() }).strict()
const LISTS = ['place', 'remote', 'type', 'seniority', 'skill', 'source']
const USUAL_CURRENCY = 'EUR'

/** @throws invalid  with one message for each parameter that cannot be read */
export function readFeedSearch(params: URLSearchParams): JobFilters {
  const asked: Record<string, string | string[]> = {}
  for (const name of new Set(params.keys())) {
    const values = [...new Set(params.getAll(name).filter((value) => value.trim() !== ''))]
    const [first] = values
    if (first !== undefined) asked[name] = LISTS.includes(name) ? values : first
  }
  if (asked.payMin !== undefined) asked.currency ??= USUAL_CURRENCY
  const read = FeedSearch.safeParse(asked)
  if (!read.success) throw invalidInput(read.error)
  return JobFilters.parse(read.data)
}

async function answerFeed(c: FeedContext, format: Format): Promise<Response> {
  const ctx = c.get('ctx')
  await takeAllowance(ctx)
  const filters = readFeedSearch(new URL(c.req.url).searchParams)
  const feed = await kept(c, `feed:${format}:${JSON.stringify(filters)}`, FEED_AGE_S, async () => {
    const page = await createCaller(ctx).jobs.search({ ...filters, sort: 'newest', limit: FEED_JOBS_MAX })
    return writeFeed(format, { origin: ctx.origin, filters, jobs: page.data, now: ctx.now() })
  })
  return answerXml(c, feed, format === 'rss' ? 'application/rss+xml' : 'application/atom+xml', FEED_AGE_S)
}

/**
 * A search as a feed, newest job first. The same jobs give the same bytes, so that a reader who has them is answered 304.
 * An empty feed is dated by the day, since it has no job to be dated by.
 */
export async function writeFeed(
  format: Format,
  feed: { origin: string; filters: JobFilters; jobs: JobCard[]; now: Date },
): Promise<string> {
  const { origin, filters, jobs, now } = feed
  const query = queryOf(filters)
  return writeEntries(format, {
    origin,
    title: titleOf(filters),
    page: `${origin}/jobs${query}`,
    self: `${origin}/jobs.${format}${query}`,
    jobs,
    now,
  })
}

/** The openings of a career page as RSS. */
export function writeCareerFeed(ctx: Ctx, { name, jobs }: CareerPage, page: string, self: string): Promise<string> {
  return writeEntries('rss', { origin: ctx.origin, title: plain(`Careers at ${name}`), page, self, jobs, now: ctx.now() })
}

interface Feed {
  origin: string
  title: string
  /** The page whose jobs these are, and the feed's own address. */
  page: string
  self: string
  jobs: JobCard[]
  now: Date
}

async function writeEntries(format: Format, feed: Feed): Promise<string> {
  const { generateAtomFeed, generateRssFeed } = await import('feedsmith')
  const { origin, title, page, self, jobs } = feed
  const updated = jobs[0] ? new Date(jobs[0].foundAt) : new Date(Math.floor(feed.now.getTime() / 86_400_000) * 86_400_000)
  const description = 'Jobs, found where people really post them.'
  const entries = jobs.map((job) => ({
    id: `${origin}/jobs/${job.id}`,
    title: plain(job.companyName ? `${job.title} at ${job.companyName}` : job.title),
    link: origin + jobPath(job),
    summary: plain(summaryOf(job)),
    foundAt: new Date(job.foundAt),
    skills: job.skills.map(plain),
  }))
  if (format === 'rss') {
    return generateRssFeed({
      title,
      link: page,
      description,
      language: 'en',
      lastBuildDate: updated,
      ttl: FEED_AGE_S / 60,
      items: entries.map((entry) => ({
        title: entry.title,
        link: entry.link,
        guid: { value: entry.id, isPermaLink: true },
        description: entry.summary,
        pubDate: entry.foundAt,
        categories: entry.skills.map((name) => ({ name })),
      })),
      atom: { links: [{ href: self, rel: 'self', type: 'application/rss+xml' }] },
    })
  }
  return generateAtomFeed({
    id: self,
    title: { value: title },
    subtitle: { value: description },
    updated,
    authors: [{ name: 'Numerojobs', uri: origin }],
    links: [
      { href: self, rel: 'self', type: 'application/atom+xml' },
      { href: page, rel: 'alternate', type: 'text/html' },
    ],
    entries: entries.map((entry) => ({
      id: entry.id,
      title: { value: entry.title },
      links: [{ href: entry.link, rel: 'alternate', type: 'text/html' }],
      updated: entry.foundAt,
      published: entry.foundAt,
      summary: { value: entry.summary, type: 'text' },
      categories: entry.skills.map((term) => ({ term })),
    })),
  })
}

/** The filters as the search page writes them in its address. */
function queryOf(filters: JobFilters): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined || value === '' || (name === 'currency' && filters.payMin === undefined)) continue
    for (const each of Array.isArray(value) ? value : [value]) params.append(name, String(each))
  }
  const query = params.toString()
  return query ? `?${query}` : ''
}

function titleOf(filters: JobFilters): string {
  const words = Object.entries(filters).flatMap(([name, value]) =>
    name === 'currency' || name === 'payMin' || name === 'maxAgeDays' || value === undefined || value === '' ? [] : value,
  )
  if (filters.payMin !== undefined) words.push(`from ${filters.payMin.toLocaleString('en')} ${filters.currency ?? USUAL_CURRENCY} a year`)
  if (filters.maxAgeDays !== undefined) words.push(`last ${filters.maxAgeDays} days`)
  return plain(
    words.length > 0 ? `Numerojobs: ${words.map((word) => String(word).replaceAll('_', ' ')).join(', ')}` : 'Numerojobs: all jobs',
  )
}

function summaryOf(job: JobCard): string {
  return [
    job.places.join(' / '),
    job.remote,
    job.employmentType?.replace('_', ' '),
    job.salary && payOf(job.salary),
    job.skills.slice(0, 8).join(', '),
    `found on ${job.source}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Without the control characters that XML has no way to write. */
const plain = (text: string) => text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')

/** The index of sitemaps: as many as all open jobs and all companies that have some need. */
async function writeSitemapIndex(ctx: Ctx): Promise<string> {
  const [jobCount, companyCount] = await Promise.all([countJobPages(ctx), countCompanyPages(ctx)])
  const chunks = (count: number) => Array.from({ length: Math.ceil(count / SITEMAP_CHUNK) }, (_, index) => index + 1)
  const files = [
    'sitemap-pages.xml',
    ...chunks(jobCount).map((chunk) => `sitemap-${chunk}.xml`),
    ...chunks(companyCount).map((chunk) => `sitemap-companies-${chunk}.xml`),
  ]
  return `${XML_HEAD}<sitemapindex xmlns="${SITEMAP_NS}">\n${files.map((file) => `<sitemap><loc>${ctx.origin}/${file}</loc></sitemap>\n`).join('')}</sitemapindex>\n`
}

function writePagesSitemap(ctx: Ctx): string {
  return writeUrlSet(PUBLIC_PAGES.map((path) => ({ address: ctx.origin + path })))
}

/** One stretch of open jobs; `null` past the last one. */
async function writeJobsSitemap(ctx: Ctx, chunk: number): Promise<string | null> {
  const lines = await listJobPages(ctx, { chunk, size: SITEMAP_CHUNK })
  return lines.length === 0 ? null : writeUrlSet(lines.map((line) => ({ address: ctx.origin + jobPath(line), changedAt: line.foundAt })))
}

async function writeCompaniesSitemap(ctx: Ctx, chunk: number): Promise<string | null> {
  const lines = await listCompanyPages(ctx, { chunk, size: SITEMAP_CHUNK })
  return lines.length === 0
    ? null
    : writeUrlSet(lines.map((line) => ({ address: `${ctx.origin}/companies/${line.slug}`, changedAt: line.newestFoundAt })))
}

const XML_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SITEMAP_NS = 'http://www.sitemaps.org/schemas/sitemap/0.9'

function writeUrlSet(pages: { address: string; changedAt?: string }[]): string {
  const urls = pages.map(({ address, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt}</lastmod>` : ''
    return `<url><loc>${new URL(address).href.replaceAll('&', '&amp;').replaceAll("'", '&apos;')}</loc>${changed}</url>\n`
  })
  return `${XML_HEAD}<urlset xmlns="${SITEMAP_NS}">\n${urls.join('')}</urlset>\n`
}

async function answerChunk(c: FeedContext, number: RegExp, write: (ctx: Ctx, chunk: number) => Promise<string | null>): Promise<Response> {
  await takeAllowance(c.get('ctx'))
  const file = c.req.path.slice(1)
  const chunk = Number(number.exec(file)?.[0])
  // An empty text stands for "none" in the cache, so that asking for chunks that do not exist asks the database once an hour.
  const xml = await kept(c, file, SITEMAP_AGE_S, async (ctx) => (chunk >= 1 ? ((await write(ctx, chunk)) ?? '') : ''))
  if (xml === '') throw notFound('sitemap', file)
  return answerXml(c, xml, 'application/xml', SITEMAP_AGE_S)
}

export function writeRobots(origin: string): string {
  const closed = ['/operator', '/trpc', '/webhooks', '/parties', '/jobs/*/open']
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}Allow: /\n\nSitemap: ${origin}/sitemap.xml\n`
}

function kept(c: FeedContext, key: string, ageS: number, write: (ctx: Ctx) => Promise<string>): Promise<string> {
  const ctx = c.get('ctx')
  return ctx.cache.through({ key: `${key}@${ctx.origin}`, ageS }, () => write(ctx))
}

/** Whoever holds these bytes already gets 304 and no body. */
async function answerXml(c: FeedContext, xml: string, type: string, ageS: number): Promise<Response> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(xml)))
  const etag = `"${[...digest.slice(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`
  const headers = { etag, 'cache-control': `public, max-age=${ageS}` }
  const held = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (held.includes(etag) || held.includes('*')) return c.body(null, 304, headers)
  return c.body(xml, 200, { ...headers, 'content-type': `${type}; charset=utf-8` })
}
