/** One thing that may be a little old. Public data only: nothing that depends on who asks. */
export interface CacheEntry {
  key: string
  /** How old it may be, in seconds. */
  ageS: number
}

export interface Cache {
  /** The kept value, or what `load` answers, which is then kept. Two at once may both load. */
  through<T>(entry: CacheEntry, load: () => Promise<T>): Promise<T>
  /** Ends an entry before its age does. */
  end(key: string): Promise<void>
}

/** Keeps nothing: for tests and scripts, where every answer is fresh. */
export const noCache: Cache = { through: (_entry, load) => load(), end: async () => {} }

const EDGE_ORIGIN = 'https://cache.numerojobs.invalid/'
const KV_AGE_MIN_S = 60

/**
 * Edge (Cache API, this data centre) → KV (everywhere, within a minute) → `load` (Postgres).
 * KV refuses ages under 60 s, so a younger entry lives at the edge alone.
 */
export function tieredCache(ports: { edge: EdgeCache; kv: KVNamespace | undefined; waitUntil(promise: Promise<unknown>): void }): Cache {
  const { edge, kv, waitUntil } = ports
  const addressOf = (key: string) => new Request(EDGE_ORIGIN + encodeURIComponent(key))
  return {
    async through<T>(entry: CacheEntry, load: () => Promise<T>): Promise<T> {
      const hit = await edge.match(addressOf(entry.key))
      if (hit) return hit.json<T>()
      const far = kv && entry.ageS >= KV_AGE_MIN_S ? await kv.get<T>(entry.key, 'json') : null
      const value = far ?? (await load())
      waitUntil(
        edge.put(addressOf(entry.key), Response.json(value, { headers: { 'cache-control': `max-age=${entry.ageS}` } })).catch(() => {}),
      )
      if (kv && far === null && entry.ageS >= KV_AGE_MIN_S) {
        waitUntil(kv.put(entry.key, JSON.stringify(value), { expirationTtl: entry.ageS }).catch(() => {}))
      }
      return value
    },
    async end(key) {
      await Promise.all([edge.delete(addressOf(key)), kv?.delete(key)])
    },
  }
}

/** The part of the Cache API that we use. */
export interface EdgeCache {
  match(request: Request): Promise<Response | undefined>
  put(request: Request, response: Response): Promise<void>
  delete(request: Request): Promise<boolean>
}

/** This data centre's cache. The Worker's `caches.default` is missing from the browser types that the pages bring along. */
export function edgeCache(): EdgeCache {
  return (caches as unknown as { default: EdgeCache }).default
}
