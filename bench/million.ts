import { type JobSearch, JobSearch as JobSearchShape } from '../contract/jobs'
import { transact } from '../db/client'
import type { Ctx } from '../server/core/ctx'
import { countFacets } from '../server/jobs/count-facets'
import { type NewJob, openJobs } from '../server/jobs/open-jobs'
import { searchJobs } from '../server/jobs/search-jobs'
import { databaseAddress, databaseCtx } from './database-ctx'
import { type Bench, type Figure, percentile, round } from './figure'
import { MILLION_PHRASES, MILLION_QUERIES, queryString } from './queries'
import { MILLION, seedMillion } from './seed-million'

const INGEST_MS = 10_000
const INGEST_BATCH = 100

/** Search with three filters and facets among a million recombined jobs: at the database, at the Worker, and while jobs come in. */
export const million: Bench = {
  name: 'million',
  about: `${MILLION_QUERIES.length} searches of words and three filters, with facets, over ${MILLION.toLocaleString('en')} recombined jobs.`,
  async run({ isQuick, system, log }) {
    const served = await system()
    await seedMillion(databaseAddress(served).url, { count: isQuick ? MILLION / 20 : MILLION, log })
    const ctx = databaseCtx(served)
    const plain = await time(MILLION_PHRASES, () => ctx.db.execute('select 1'))
    await time(MILLION_QUERIES, (query) => searchJobs(ctx, query))
    const alone = await searchesOf(ctx, MILLION_QUERIES)
    const phrases = await searchesOf(ctx, MILLION_PHRASES)
    // What a page asks beside this, such as how many wait for the same answer, is part of it: each address is new to the edge.
    const worker = await time(MILLION_QUERIES, (query) => answerOf(`${served.origin}/v1/jobs?${queryString(query)}&limit=21`))
    const page = await time(MILLION_QUERIES, (query) => answerOf(`${served.origin}/jobs?${queryString(query)}`))
    const landing = await time([JobSearchShape.parse({})], () => answerOf(`${served.origin}/jobs?sort=newest&maxAgeDays=364`))
    const [rate, during] = await Promise.all([ingestRate(served, ctx), searchesOf(ctx, MILLION_QUERIES)])
    return [
      ...figuresOf('search with three filters and facets', alone, { atMost: 60 }),
      ...figuresOf('search of a phrase alone and facets', phrases, { atMost: 60 }),
      { name: 'plain `select 1` p50, through the bridge', value: percentile(plain, 0.5), unit: 'ms' },
      { name: 'first page of /v1/jobs at the Worker p95', value: percentile(worker, 0.95), unit: 'ms', budget: { atMost: 100 } },
      { name: 'first page of /jobs at the Worker p95', value: percentile(page, 0.95), unit: 'ms', budget: { atMost: 100 } },
      { name: '/jobs without words at the Worker', value: percentile(landing, 0.5), unit: 'ms', budget: { atMost: 100 } },
      { name: 'jobs opened a second while all of it is searched', value: round(rate), unit: 'jobs/s', budget: { atLeast: 500 } },
      { name: 'search and facets p95 meanwhile', value: percentile(during.both, 0.95), unit: 'ms' },
    ]
  },
}

interface Took {
  search: number[]
  facets: number[]
  both: number[]
  slowest: JobSearch | undefined
}

async function searchesOf(ctx: Ctx, queries: JobSearch[]): Promise<Took> {
  const search = await time(queries, (query) => searchJobs(ctx, query))
  const facets = await time(queries, (query) => countFacets(ctx, query))
  const both = search.map((ms, index) => ms + (facets[index] ?? 0))
  return { search, facets, both, slowest: queries[both.indexOf(Math.max(...both))] }
}

function figuresOf(what: string, { search, facets, both, slowest }: Took, budget: Figure['budget'] & object): Figure[] {
  return [
    { name: `${what}, p50, one after the other`, value: percentile(both, 0.5), unit: 'ms' },
    {
      name: `${what}, p95, one after the other`,
      value: percentile(both, 0.95),
      unit: 'ms',
      budget,
      note: slowest ? `slowest: ${queryString(slowest)}` : '',
    },
    { name: `of it the search, p95`, value: percentile(search, 0.95), unit: 'ms', note: what },
    { name: `of it the facets, p95`, value: percentile(facets, 0.95), unit: 'ms', note: what },
  ]
}

/** Jobs that one writer opens a second, in the transactions that an import makes. */
async function ingestRate(served: Parameters<typeof databaseAddress>[0], ctx: Ctx): Promise<number> {
  const address = databaseAddress(served)
  const startedMs = performance.now()
  let opened = 0
  while (performance.now() - startedMs < INGEST_MS) {
    const batch = Array.from({ length: INGEST_BATCH }, (_, index) => newJob(opened + index))
    await transact(
      address,
      () => {},
      (tx) => openJobs(ctx, tx, () => {}, batch, { isNews: false }),
    )
    opened += INGEST_BATCH
  }
  return opened / ((performance.now() - startedMs) / 1_000)
}

function newJob(index: number): NewJob {
  return {
    origin: 'synced',
    source: 'bench',
    sourceKey: `million-${Date.now()}-${index}`,
    sourceUrl: null,
    postId: null,
    title: `Bench Hand ${index % 900}`,
    companyName: `Bench Works ${index % 300}`,
    places: [['Berlin, Germany', 'Porto, Portugal', 'Leeds, United Kingdom'][index % 3] ?? ''],
    remote: null,
    remoteRegions: [],
    salary: null,
    employmentType: 'full_time',
    seniority: null,
    skills: ['Python', 'SQL'],
    applyUrl: null,
    contact: null,
    contactIsPublic: false,
    description: null,
    excerpt: null,
    language: null,
    fingerprint: [],
    foundAt: new Date(),
    postedAt: null,
    validThrough: null,
  }
}

async function answerOf(address: string): Promise<void> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} was answered with ${response.status}.`)
  await response.arrayBuffer()
}

async function time<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<number[]> {
  const ms: number[] = []
  for (const item of items) {
    const startedMs = performance.now()
    await act(item)
    ms.push(performance.now() - startedMs)
  }
  return ms
}
