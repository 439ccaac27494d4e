import { sql } from 'drizzle-orm'
import { countFacets } from '../server/jobs/count-facets'
import { searchJobs } from '../server/jobs/search-jobs'
import { databaseCtx } from './database-ctx'
import { type Bench, percentile, round } from './figure'
import { NAMED_QUERIES, queryString } from './queries'

const ROUNDS = 3
const PLAIN_ASKS = 200

/** Search and facets over the seeded catalogue, at the database and through the Worker, one at a time. */
export const search: Bench = {
  name: 'search',
  about: `${NAMED_QUERIES.length} named searches with their facets over the seeded catalogue, one after the other.`,
  async run({ isQuick, system }) {
    const served = await system()
    const ctx = databaseCtx(served)
    const rounds = isQuick ? 1 : ROUNDS
    const plain = await time(PLAIN_ASKS, () => ctx.db.execute(sql`select 1`))
    await time(NAMED_QUERIES.length, (index) => searchJobs(ctx, queryAt(index)))
    const found = await time(NAMED_QUERIES.length * rounds, (index) => searchJobs(ctx, queryAt(index)))
    const counted = await time(NAMED_QUERIES.length * rounds, (index) => countFacets(ctx, queryAt(index)))
    const both = found.map((ms, index) => ms + (counted[index] ?? 0))
    const total = (await countFacets(ctx, { ...queryAt(0), q: '', place: [], remote: [] })).total
    // Each limit is another address to the edge, so that every answer is a fresh one.
    const worker = await time(NAMED_QUERIES.length * rounds, async (index) => {
      const response = await fetch(
        `${served.origin}/v1/jobs?${queryString(queryAt(index))}&limit=${20 + Math.floor(index / NAMED_QUERIES.length)}`,
      )
      if (!response.ok) throw new Error(`A search was answered with ${response.status}.`)
      await response.arrayBuffer()
    })
    const worst = found.indexOf(Math.max(...found))
    return [
      { name: 'search p50, through the bridge', value: percentile(found, 0.5), unit: 'ms', note: `${total} open jobs` },
      { name: 'search p95, through the bridge', value: percentile(found, 0.95), unit: 'ms' },
      { name: 'facets p95, through the bridge', value: percentile(counted, 0.95), unit: 'ms' },
      {
        name: 'search and facets p95, one after the other',
        value: percentile(both, 0.95),
        unit: 'ms',
        budget: { atMost: 60 },
        note: `the budget is for 1,000,000 rows; slowest search: ${queryString(queryAt(worst))}`,
      },
      { name: 'plain `select 1` p50, through the bridge', value: percentile(plain, 0.5), unit: 'ms' },
      { name: 'search p50 against `select 1`', value: round(percentile(found, 0.5) / percentile(plain, 0.5)), unit: '×' },
      { name: 'search through the Worker p50', value: percentile(worker, 0.5), unit: 'ms' },
      { name: 'search through the Worker p95', value: percentile(worker, 0.95), unit: 'ms' },
    ]
  },
}

function queryAt(index: number) {
  const query = NAMED_QUERIES[index % NAMED_QUERIES.length]
  if (!query) throw new Error('There is no query.')
  return query
}

async function time(count: number, act: (index: number) => Promise<unknown>): Promise<number[]> {
  const ms: number[] = []
  for (let index = 0; index < count; index++) {
    const startedAt = performance.now()
    await act(index)
    ms.push(performance.now() - startedAt)
  }
  return ms
}
