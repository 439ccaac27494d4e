import autocannon from 'autocannon'
import { round } from './figure'

export interface Load {
  /** How many were answered, warming up included. */
  count: number
  requestsPerS: number
  p50Ms: number
  p99Ms: number
}

const CONNECTIONS = 16
const WARM_UP_S = 2
/** Each client may ask so often a minute; together they are more than can be served. */
const CLIENTS = 300

export interface LoadOptions {
  seconds: number
  /** Paths that are asked in turn. `[<id>]` in one is another word each time. */
  paths: string[]
}

/**
 * Asks as fast as 16 connections are answered. Each request names another client, so that no limit of one client is measured.
 * @throws when anything was answered with another status than 2xx
 */
export async function load(origin: string, { seconds, paths }: LoadOptions): Promise<Load> {
  const requests = Array.from({ length: Math.max(paths.length, CLIENTS) }, (_, index) => ({
    method: 'GET' as const,
    path: paths[index % paths.length] ?? '/',
    headers: { 'cf-connecting-ip': `10.0.${(index >> 8) & 255}.${index & 255}` },
  }))
  const ask = (duration: number) => autocannon({ url: origin, connections: CONNECTIONS, duration, requests, idReplacement: true })
  const warmUp = await ask(WARM_UP_S)
  const result = await ask(seconds)
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} of ${result.requests.total} answers were no success, ${result.errors} did not come.`)
  return {
    count: warmUp.requests.total + result.requests.total,
    requestsPerS: round(result.requests.average),
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  }
}
