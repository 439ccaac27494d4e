/**
 * Fills an empty database with the seeded world (see `scripts/seed/README.md`), through the areas' own functions.
 * Running it again adds nothing, and is quick.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { count, ne } from 'drizzle-orm'
import { readDb, transact } from '../db/client'
import { facebookPages, jobs } from '../db/schema'
import { noCache } from '../server/core/cache'
import type { Ctx } from '../server/core/ctx'
import { newId } from '../server/core/ids'
import { yearlySalary } from '../server/jobs/core/normalise-salary'
import { countSearchWords } from '../server/jobs/count-search-words'
import { type NewJob, openJobs } from '../server/jobs/open-jobs'
import { readPlaceFacts, readTitleFacts } from '../server/leads/read-facts'
import { takeMarketSnapshot } from '../server/market/take-snapshot'
import { connectPage } from '../server/sources/pages'
import { assetFromDisk } from '../test/asset-from-disk'
import { type SeedOpening, SeedOpenings, SeedPages, type SeedPosting, SeedPostings } from './seed/shapes'

const AT_ONCE = 250
const DAY_MS = 86_400_000

async function seed(address: { url: string; proxy: string | undefined }): Promise<void> {
  const ctx = seedCtx(address)
  const openings = SeedOpenings.parse(JSON.parse(gunzipSync(readFileSync(beside('openings.json.gz'))).toString())).openings
  const postings = SeedPostings.parse(JSON.parse(readFileSync(beside('postings.json'), 'utf8')))
  const { pages } = SeedPages.parse(JSON.parse(readFileSync(beside('pages.json'), 'utf8')))
  const newJobs = [...openings.map(jobOfOpening), ...postings.map((posting) => jobOfPosting(posting, ctx.now()))]
  const [[jobCount], [pageCount]] = await Promise.all([
    ctx.db.select({ count: count() }).from(jobs).where(ne(jobs.origin, 'detected')),
    ctx.db.select({ count: count() }).from(facebookPages),
  ])
  if (Number(jobCount?.count) >= newJobs.length && Number(pageCount?.count) >= pages.length) {
    console.log(`The world is seeded: ${newJobs.length} jobs, ${pages.length} Pages.`)
    return
  }
  for (const page of pages) await connectPage(ctx, { externalId: page.externalId, name: page.name })
  for (let at = 0; at < newJobs.length; at += AT_ONCE) {
    // No event for each: nobody watches an empty catalogue being filled.
    await ctx.transact((tx) => openJobs(ctx, tx, () => {}, newJobs.slice(at, at + AT_ONCE), { isNews: false }))
    console.log(`Seeding ${Math.min(at + AT_ONCE, newJobs.length)} of ${newJobs.length} jobs.`)
  }
  await countSearchWords(ctx)
  await takeMarketSnapshot(ctx)
}

function jobOfOpening(opening: SeedOpening): NewJob {
  const title = readTitleFacts(opening.title)
  const place = readPlaceFacts(opening.place)
  const collectedAt = new Date(opening.updatedAt)
  return {
    ...EMPTY,
    origin: 'synced',
    source: opening.source,
    sourceKey: opening.url,
    sourceUrl: opening.url,
    applyUrl: opening.url,
    title: opening.title,
    companyName: opening.company,
    places: place.places,
    remote: place.remote,
    remoteRegions: place.remoteRegions,
    employmentType: title.employmentType,
    seniority: title.seniority,
    skills: title.skills,
    foundAt: collectedAt,
    postedAt: collectedAt,
  }
}

function jobOfPosting(posting: SeedPosting, now: Date): NewJob {
  const postedAt = new Date(now.getTime() - posting.postedDaysAgo * DAY_MS)
  return {
    ...EMPTY,
    origin: 'posted',
    source: 'numerojobs',
    sourceKey: createHash('sha256').update(`${posting.company}\n${posting.title}`).digest('hex').slice(0, 32),
    title: posting.title,
    companyName: posting.company,
    places: posting.places,
    remote: posting.remote,
    remoteRegions: posting.remoteRegions,
    salary: yearlySalary({
      minCents: Math.round(posting.salary.min * 100),
      maxCents: Math.round(posting.salary.max * 100),
      currency: posting.salary.currency,
      period: posting.salary.period,
      isEstimate: false,
    }),
    employmentType: posting.employmentType,
    seniority: posting.seniority,
    skills: posting.skills,
    description: posting.description,
    applyUrl: posting.applyUrl,
    language: 'en',
    foundAt: postedAt,
    postedAt,
    validThrough: new Date(now.getTime() + posting.validDays * DAY_MS),
  }
}

const EMPTY = {
  sourceUrl: null,
  postId: null,
  salary: null,
  applyUrl: null,
  contact: null,
  contactIsPublic: false,
  description: null,
  excerpt: null,
  language: null,
  fingerprint: [],
  validThrough: null,
}

function seedCtx(address: { url: string; proxy: string | undefined }): Ctx {
  const nothing = async () => {}
  const refuse = () => Promise.reject(new Error('Seeding keeps nothing that is encrypted.'))
  return {
    db: readDb(address),
    rankingDb: null,
    transact: (work) => transact(address, (promise) => void promise, work),
    actor: { role: 'system', key: 'seed', name: 'Seed' },
    requestId: newId('request'),
    now: () => new Date(),
    newId,
    enqueue: nothing,
    publish: async () => ({ last: 0 }),
    forgetRoom: nothing,
    reauthoriseRoom: nothing,
    signTicket: async () => {
      throw new Error('Seeding listens to no room.')
    },
    hash: async (value) => createHash('sha256').update(value).digest('hex'),
    allow: async () => true,
    mail: null,
    texts: null,
    replyDomain: null,
    files: { put: refuse, get: refuse, delete: refuse, listByPrefix: refuse, rewrap: refuse },
    seal: refuse,
    unseal: refuse,
    dataKeyId: 'none',
    findTxtRecords: async () => [],
    findAliases: async () => [],
    fetchPage: async () => {
      throw new Error('No page is fetched here.')
    },
    linkChecksPerMinute: 0,
    fetchCalendar: refuse,
    sendHook: refuse,
    findHookFault: refuse,
    payments: null,
    asset: assetFromDisk,
    ai: null,
    cache: noCache,
    waitUntil: () => {},
    log: { info: () => {}, warn: console.warn, error: console.error },
    count: () => {},
    origin: 'http://localhost',
  }
}

function beside(name: string): URL {
  return new URL(`./seed/${name}`, import.meta.url)
}

const url = process.env.DATABASE_URL
if (!url) throw new Error('Set DATABASE_URL: the address of the database to fill.')
await seed({ url, proxy: process.env.DB_PROXY })
