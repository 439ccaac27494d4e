import { cacheGeneration } from '../core/cache'
import { newId } from '../core/ids'
import { areErasuresKnown } from '../privacy/cache-generation'
import type { Env } from './env'
import type { KeptAnswer } from './http-context'
import { addCount, isFlushDue } from './metrics'
import { countRequest } from './metrics-text'
import { newNonce, withNonce } from './page-nonce'
import { doorOf, traceRequest } from './request-trace'
import { pagePolicy } from './secure-headers'

/** When an answer was made, in milliseconds: a header of what is kept, which no answer shows. */
export const KEPT_AT_HEADER = 'x-kept-at'

interface ReadyAnswer extends KeptAnswer {
  door: string
  headers: Headers
  generation: string
}

/** What this isolate was asked for more than once, ready to be sent: public answers only, of nobody in particular. */
const ready = new Map<string, ReadyAnswer>()
let readyBytes = 0
const READY_BYTES_MAX = 16_000_000

/** Headers by which a request may say who asks, or what it holds already: it is then answered the long way. */
const OF_ONE_CALLER = ['cookie', 'authorization', 'if-none-match', 'upgrade']
/** Headers of one answer; the next has its own. */
const OF_ONE_ANSWER = ['x-request-id', 'traceresponse', 'age']

/**
 * Answers a visitor's `GET` from this isolate's memory, before anything that only other requests need is built; `undefined` when it holds no answer.
 * What is sent is what the long way would send: a request id, a trace and a nonce of its own, counted like any other.
 * Every few seconds a request goes the long way, where figures are flushed and erasures are followed.
 */
export function answerReady(
  request: Request,
  env: Env,
  execution: { waitUntil(promise: Promise<unknown>): void },
  nowMs = Date.now(),
): Response | undefined {
  if (request.method !== 'GET') return undefined
  const address = addressOf(request)
  const kept = ready.get(address)
  if (!kept) return undefined
  if (kept.keptAtMs + kept.ageS * 1_000 <= nowMs || kept.generation !== cacheGeneration()) {
    forget(address, kept)
    return undefined
  }
  if (!areErasuresKnown(nowMs) || isFlushDue(nowMs) || OF_ONE_CALLER.some((name) => request.headers.has(name))) return undefined

  const requestId = newId('request')
  const trace = traceRequest(env, (promise) => execution.waitUntil(promise), {
    method: request.method,
    door: kept.door,
    requestId,
    traceparent: request.headers.get('traceparent') ?? undefined,
  })
  const nonce = kept.page && newNonce()
  // Copied as a whole by the runtime, which is much quicker than a dozen names and values from here.
  const answer = new Response(kept.page && nonce ? withNonce(kept.body, kept.page.nonceAt, nonce) : kept.body, { headers: kept.headers })
  if (kept.page && nonce) answer.headers.set('content-security-policy', pagePolicy(nonce, kept.page.origin))
  else answer.headers.set('age', String(Math.max(0, Math.floor((nowMs - kept.keptAtMs) / 1_000))))
  answer.headers.set('x-request-id', requestId)
  answer.headers.set('traceresponse', trace.traceparent)
  addCount(kept.hit)
  countRequest({ count: addCount }, { door: kept.door, status: 200, ms: Date.now() - nowMs })
  trace.end({ attributes: { 'http.response.status_code': 200 } })
  return answer
}

/** Keeps an answer as it left by the long way, with all its headers. When there are too many, those that came first leave first. */
export function keepReady(request: Request, answer: KeptAnswer, sent: Headers): void {
  if (sent.has('set-cookie') || answer.body.byteLength > READY_BYTES_MAX / 10) return
  const address = addressOf(request)
  const known = ready.get(address)
  if (known) forget(address, known)
  const headers = new Headers(sent)
  for (const name of OF_ONE_ANSWER) headers.delete(name)
  ready.set(address, { ...answer, headers, door: doorOf(new URL(request.url).pathname), generation: cacheGeneration() })
  readyBytes += sizeOf(answer)
  for (const [oldest, held] of ready) {
    if (readyBytes <= READY_BYTES_MAX) break
    forget(oldest, held)
  }
}

function forget(address: string, answer: ReadyAnswer): void {
  ready.delete(address)
  readyBytes -= sizeOf(answer)
}

/** What an answer takes in memory: its body, and about this much for its headers and address. */
const sizeOf = ({ body }: KeptAnswer) => body.byteLength + 4_000

/** Path and query, as they were sent. */
function addressOf({ url }: Request): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}
