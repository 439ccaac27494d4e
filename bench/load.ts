import autocannon from 'autocannon'
import { round } from './figure'

export interface Load {
  requestsPerS: number
  p50Ms: number
  p99Ms: number
}

const CONNECTIONS = 16
const WARM_UP_S = 2

export interface LoadOptions {
  seconds: number
  /** Paths that are asked in turn. */
  paths: string[]
}

/**
 * Asks as fast as 16 connections are answered. Each request names another client, so that no limit of one client is measured.
 * @throws when anything was answered with another status than 2xx
 */
export async function load(origin: string, { seconds, paths }: LoadOptions): Promise<Load> {
  const requests = paths.map((path, index) => ({
    method: 'GET' as const,
    path,
    headers: { 'cf-connecting-ip': `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}` },
  }))
  const ask = (duration: number) => autocannon({ url: origin, connections: CONNECTIONS, duration, requests })
  await ask(WARM_UP_S)
  const result = await ask(seconds)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} of ${result.requests.total} answers were no success, ${result.errors} did not come.`)
  return { requestsPerS: round(result.requests.average), p50Ms: result.latency.p50, p99Ms: result.latency.p99 }
}
