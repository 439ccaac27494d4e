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
      const far = kv && entry.ageS >= KV_AGE_MIN_S ? await kv.get<T>(`${generation}:${entry.key}`, 'json') : null
      const value = far ?? (await load())
      waitUntil(
        edge.put(addressOf(entry.key), Response.json(value, { headers: { 'cache-control': `max-age=${entry.ageS}` } })).catch(() => {}),
      )
      if (kv && far === null && entry.ageS >= KV_AGE_MIN_S) {
        waitUntil(kv.put(`${generation}:${entry.key}`, JSON.stringify(value), { expirationTtl: entry.ageS }).catch(() => {}))
      }
      return value
    },
    async end(key) {
      await Promise.all([edge.delete(addressOf(key)), kv?.delete(`${generation}:${key}`)])
    },
  }
}

/**
 * The number under which everything is kept. A new one makes all that was kept before unreachable, here and in every data centre:
 * what erasing a person needs, since nobody can list what every edge holds.
 */
let generation = '0'
export function setCacheGeneration(next: string): void {
  generation = next
}
export const cacheGeneration = () => generation

/**
 * This isolate's memory in front of this data centre's cache, for answers that are the same for everybody.
 * Both keep an answer by its `cache-control: max-age`. A `delete` reaches this isolate and the data centre; other isolates forget by age.
 */
export function edgeCache(): EdgeCache {
  return inMemoryBefore(dataCentreCache())
}

/** The Worker's `caches.default` is missing from the browser types that the pages bring along. */
function dataCentreCache(): EdgeCache {
  return (caches as unknown as { default: EdgeCache }).default
}

const ANSWERS_MAX = 500
const ANSWER_CHARS_MAX = 300_000
/** A character takes up to two bytes, and a Worker has 128 MB for everything. */
const CHARS_MAX = 12_000_000
const KEPT_UNTIL_HEADER = 'x-kept-until'

interface KeptAnswer {
  text: string
  status: number
  headers: [string, string][]
  untilMs: number
}
/** What stands in memory before each cache behind it: public answers only, of nobody in particular. The oldest leaves when there are too many. */
const memories = new WeakMap<EdgeCache, { answers: Map<string, KeptAnswer>; chars: number }>()

/** Keeps what `far` keeps in memory as well, so that most answers need no way out of the isolate. */
export function inMemoryBefore(far: EdgeCache, nowMs: () => number = Date.now): EdgeCache {
  const memory = memories.get(far) ?? { answers: new Map<string, KeptAnswer>(), chars: 0 }
  memories.set(far, memory)
  const { answers } = memory
  const forget = (url: string) => {
    memory.chars -= answers.get(url)?.text.length ?? 0
    answers.delete(url)
  }
  const underGeneration = (request: Request) =>
    new Request(`${request.url}${request.url.includes('?') ? '&' : '?'}generation=${generation}`)
  const remember = (url: string, answer: KeptAnswer) => {
    forget(url)
    if (answer.text.length > ANSWER_CHARS_MAX) return
    answers.set(url, answer)
    memory.chars += answer.text.length
    for (const oldest of answers.keys()) {
      if (answers.size <= ANSWERS_MAX && memory.chars <= CHARS_MAX) break
      forget(oldest)
    }
  }
  return {
    async match(asked) {
      const request = underGeneration(asked)
      const near = answers.get(request.url)
      if (near && near.untilMs > nowMs()) return new Response(near.text, { status: near.status, headers: near.headers })
      const hit = await far.match(request)
      if (!hit) return undefined
      const untilMs = Number(hit.headers.get(KEPT_UNTIL_HEADER))
      if (!(untilMs > nowMs())) return hit
      const answer = {
        text: await hit.text(),
        status: hit.status,
        headers: [...hit.headers].filter(([name]) => name !== KEPT_UNTIL_HEADER),
        untilMs,
      }
      remember(request.url, answer)
      return new Response(answer.text, { status: answer.status, headers: answer.headers })
    },
    async put(asked, response) {
      const request = underGeneration(asked)
      const ageS = Number(/max-age=(\d+)/.exec(response.headers.get('cache-control') ?? '')?.[1] ?? 0)
      const untilMs = nowMs() + ageS * 1_000
      const answer = { text: await response.text(), status: response.status, headers: [...response.headers], untilMs }
      remember(request.url, answer)
      const headers = new Headers(answer.headers)
      headers.set(KEPT_UNTIL_HEADER, String(untilMs))
      await far.put(request, new Response(answer.text, { status: answer.status, headers }))
    },
    async delete(asked) {
      const request = underGeneration(asked)
      forget(request.url)
      return far.delete(request)
    },
  }
}

/** The part of the Cache API that we use. */
export interface EdgeCache {
  match(request: Request): Promise<Response | undefined>
  put(request: Request, response: Response): Promise<void>
  delete(request: Request): Promise<boolean>
}
