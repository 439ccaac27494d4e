import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { System } from '../test/start-system'
import { type Bench, percentile, round } from './figure'
import { type Load, load } from './load'
import { costOf } from './processor-time'

const SECONDS = 8
const QUICK_SECONDS = 3
const FIRST_PAGES = 40
const EMPTY: Load = { count: 0, requestsPerS: 0, p50Ms: 0, p99Ms: 0 }

/** The door past Miniflare's entry, which compresses answers. */
export function directOrigin({ dataDir }: System): string {
  const { direct } = z.object({ direct: z.int() }).parse(JSON.parse(readFileSync(path.join(dataDir, 'ports.json'), 'utf8')))
  return `http://127.0.0.1:${direct}`
}

/** An address that the edge has not seen: it is rendered anew. */
const freshPath = (base: string, id: string) => `${base}?fresh=${Date.now().toString(36)}-${id}`

/** The jobs page at 16 connections, straight at workerd, beside a bare ping. */
export const pages: Bench = {
  name: 'pages',
  about: 'The jobs page at 16 connections: rendered anew, from the edge cache, and a bare ping in the same way.',
  async run({ isQuick, system, ping }) {
    const served = await system()
    const seconds = isQuick ? QUICK_SECONDS : SECONDS
    const direct = directOrigin(served)
    const bare = await load((await ping()).directOrigin, { seconds, paths: ['/'] })
    let fresh = EMPTY
    let kept = EMPTY
    const freshCost = await costOf(served, 'jobs page rendered anew', async () => {
      fresh = await load(direct, { seconds, paths: [freshPath('/jobs', '[<id>]')] })
      return fresh.count
    })
    const keptCost = await costOf(served, 'jobs page from the edge cache', async () => {
      kept = await load(direct, { seconds, paths: ['/jobs'] })
      return kept.count
    })
    const landing = await load(direct, { seconds, paths: ['/'] })
    const behindEntry = await load(served.origin, { seconds, paths: ['/jobs'] })
    const first: number[] = []
    for (let count = 0; count < FIRST_PAGES; count++) {
      const startedAt = performance.now()
      await (await fetch(`${served.origin}${freshPath('/jobs', String(count))}`)).arrayBuffer()
      first.push(performance.now() - startedAt)
    }
    return [
      {
        name: 'jobs page rendered anew',
        value: fresh.requestsPerS,
        unit: 'pages/s',
        budget: { atLeast: 350 },
        note: 'the budget is twice the 165–185 pages/s of the other stack, which held 100,000 rows',
      },
      {
        name: 'jobs page from the edge cache',
        value: kept.requestsPerS,
        unit: 'pages/s',
        budget: { atLeast: 1_750 },
        note: 'ten times the other stack',
      },
      { name: 'landing page from the edge cache', value: landing.requestsPerS, unit: 'pages/s' },
      { name: 'jobs page from the edge cache, with compression by the local entry', value: behindEntry.requestsPerS, unit: 'pages/s' },
      { name: 'bare ping', value: bare.requestsPerS, unit: 'requests/s' },
      { name: 'rendered anew against bare ping', value: round(fresh.requestsPerS / bare.requestsPerS), unit: '×' },
      { name: 'from the edge cache against bare ping', value: round(kept.requestsPerS / bare.requestsPerS), unit: '×' },
      { name: 'jobs page rendered anew, one reader, p95', value: percentile(first, 0.95), unit: 'ms' },
      ...freshCost,
      ...keptCost,
    ]
  },
}
