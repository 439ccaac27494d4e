import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { System } from '../test/start-system'
import { type Bench, percentile, round } from './figure'
import { load } from './load'

const SECONDS = 8
const QUICK_SECONDS = 3
const FIRST_PAGES = 40

/** The door past Miniflare's entry, which compresses answers. */
export function directOrigin({ dataDir }: System): string {
  const { direct } = z.object({ direct: z.int() }).parse(JSON.parse(readFileSync(path.join(dataDir, 'ports.json'), 'utf8')))
  return `http://127.0.0.1:${direct}`
}

/** Addresses that the edge has not seen: each is rendered anew. */
export const freshPaths = (base: string, count: number) => {
  const run = Date.now().toString(36)
  return Array.from({ length: count }, (_, index) => `${base}${base.includes('?') ? '&' : '?'}fresh=${run}-${index}`)
}

/** The jobs page at 16 connections, straight at workerd, beside a bare ping. */
export const pages: Bench = {
  name: 'pages',
  about: 'The jobs page at 16 connections: rendered anew, from the edge cache, and a bare ping in the same way.',
  async run({ isQuick, system, ping }) {
    const served = await system()
    const seconds = isQuick ? QUICK_SECONDS : SECONDS
    const direct = directOrigin(served)
    const bare = await load((await ping()).directOrigin, { seconds, paths: ['/'] })
    const fresh = await load(direct, { seconds, paths: freshPaths('/jobs', 40_000) })
    const kept = await load(direct, { seconds, paths: ['/jobs'] })
    const landing = await load(direct, { seconds, paths: ['/'] })
    const behindEntry = await load(served.origin, { seconds, paths: ['/jobs'] })
    const first: number[] = []
    for (const address of freshPaths('/jobs', FIRST_PAGES)) {
      const startedAt = performance.now()
      await (await fetch(`${served.origin}${address}`)).arrayBuffer()
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
    ]
  },
}
