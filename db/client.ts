import { neon, neonConfig, Pool } from '@neondatabase/serverless'
import type { ExtractTablesWithRelations } from 'drizzle-orm'
import { drizzle as drizzleHttp } from 'drizzle-orm/neon-http'
import { drizzle as drizzleSocket } from 'drizzle-orm/neon-serverless'
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import * as schema from './schema'

/** What a domain function may ask: the same queries over HTTP and inside a transaction. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema, ExtractTablesWithRelations<typeof schema>>

export interface DatabaseAddress {
  url: string
  /** `host:port` of the local bridge that speaks Neon's protocol; absent when the database is Neon itself. */
  proxy?: string | undefined
  /** Longest that one statement may take; 15 seconds when not given. A test gives more: how long it waits says nothing on a busy machine. */
  timeoutMs?: number | undefined
}

/** Single statements, each one round trip over HTTP. Has no transactions: `transact` does. */
export function readDb(address: DatabaseAddress): Db {
  speakThrough(address)
  const known = readers.get(address.url)
  if (known) return known
  // The HTTP driver's query result differs in its type only; every query builder is the same.
  const reader = drizzleHttp(neon(address.url), { schema, casing: 'snake_case' }) as unknown as Db
  readers.set(address.url, reader)
  return reader
}

/** One reader for each database. It holds no connection and nothing of a request: each statement is a fetch of its own. */
const readers = new Map<string, Db>()

/**
 * Runs `work` in one transaction over a socket that lives and dies with this call: a Worker may not keep a socket between requests.
 * The socket costs about 9 ms to set up, so reads go through `readDb`.
 */
export async function transact<T>(
  address: DatabaseAddress,
  later: (promise: Promise<unknown>) => void,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  speakThrough(address)
  const timeoutMs = address.timeoutMs ?? TIMEOUT_MS
  const pool = new Pool({ connectionString: address.url, max: 1, connectionTimeoutMillis: timeoutMs, query_timeout: timeoutMs })
  // Neon drops the socket after `end`; without a listener that would count as an unhandled error.
  pool.on('error', () => {})
  try {
    return await drizzleSocket(pool, { schema, casing: 'snake_case' }).transaction((tx) => work(tx as unknown as Db))
  } finally {
    later(pool.end().catch(() => {}))
  }
}

/** Longest that one statement may take. A page that waits longer is of no use to anybody. */
const TIMEOUT_MS = 15_000

function speakThrough({ proxy, timeoutMs = TIMEOUT_MS }: DatabaseAddress) {
  neonConfig.fetchFunction = (input: string, init: RequestInit) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) })
  if (!proxy) return
  neonConfig.fetchEndpoint = `http://${proxy}/sql`
  neonConfig.wsProxy = (host, port) => `${proxy}/v2?address=${host}:${port}`
  neonConfig.useSecureWebSocket = false
  neonConfig.pipelineTLS = false
  neonConfig.pipelineConnect = false
}
