import { JobPage } from '../contract/jobs'
import { type Bench, round } from './figure'
import { load } from './load'
import { directOrigin } from './pages'
import { costOf } from './processor-time'
import { NAMED_QUERIES, queryString } from './queries'

const SECONDS = 8
const QUICK_SECONDS = 3
const JOBS = 50
const LIMITS = 60

/** `/v1` at 16 connections, straight at workerd. */
export const api: Bench = {
  name: 'api',
  about: 'Searches and single jobs of `/v1` at 16 connections: kept at the edge as another stack keeps them in Redis, and read anew.',
  async run({ isQuick, system, ping }) {
    const served = await system()
    const seconds = isQuick ? QUICK_SECONDS : SECONDS
    const direct = directOrigin(served)
    const { data } = JobPage.parse(await (await fetch(`${served.origin}/v1/jobs?limit=${JOBS}`)).json())
    const searches = NAMED_QUERIES.map((query) => `/v1/jobs?${queryString(query)}`)
    const bare = await load((await ping()).directOrigin, { seconds, paths: ['/'] })
    let kept = 0
    const keptCost = await costOf(served, '/v1 search, kept answers', async () => {
      const { requestsPerS, count } = await load(direct, { seconds, paths: searches })
      kept = requestsPerS
      return count
    })
    const anew = await load(direct, { seconds, paths: NAMED_QUERIES.flatMap(manyLimits) })
    const one = await load(direct, { seconds, paths: data.map(({ id }) => `/v1/jobs/${id}`) })
    return [
      {
        name: '/v1 search, kept answers',
        value: kept,
        unit: 'requests/s',
        budget: { atLeast: 2_400 },
        note: `${searches.length} searches in turn; the other stack gave 2,400 with Redis`,
      },
      {
        name: '/v1 search, read anew',
        value: anew.requestsPerS,
        unit: 'requests/s',
        note: 'each address is new until all of them were asked',
      },
      {
        name: '/v1 one job, kept answers',
        value: one.requestsPerS,
        unit: 'requests/s',
        budget: { atLeast: 3_500 },
        note: `${JOBS} jobs in turn; the other stack gave 3,500 with Redis`,
      },
      { name: 'bare ping', value: bare.requestsPerS, unit: 'requests/s' },
      { name: '/v1 one job against bare ping', value: round(one.requestsPerS / bare.requestsPerS), unit: '×' },
      ...keptCost,
    ]
  },
}

/** Addresses that ask the same, each for a few jobs more. */
function manyLimits(query: (typeof NAMED_QUERIES)[number]): string[] {
  return Array.from({ length: LIMITS }, (_, index) => `/v1/jobs?${queryString(query)}&limit=${11 + index}`)
}
