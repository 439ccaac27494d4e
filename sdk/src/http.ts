import { errorOf, NumerojobsError } from './errors'

export interface CallOptions {
  /** Ends the call, also while it waits to try again. */
  signal?: AbortSignal | undefined
  /** How long one attempt may take, in place of the client's own. */
  timeoutMs?: number | undefined
}

/** How a call that changes something is made. */
export interface WriteOptions extends CallOptions {
  /**
   * Names this one write, so that sending it again, also from another process, does it once: 1 to 255 visible ASCII characters. Without
   * it each call has a random one of its own.
   */
  idempotencyKey?: string | undefined
}

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[]
export interface Request extends WriteOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/v1`. */
  path: string
  query?: Record<string, QueryValue>
  body?: unknown
  /** In place of `body`: a file as it is. */
  file?: { name: string; bytes: Blob | ArrayBuffer | Uint8Array<ArrayBuffer> }
  /** The answer is a file: a `Blob`, with its media type. */
  isFile?: boolean
}
/** Calls one operation and answers its body. */
export type Call = <T>(request: Request) => Promise<T>

interface HttpOptions {
  baseUrl: string
  fetch: typeof fetch
  timeoutMs: number
  retries: number
  apiKey: string | undefined
  accessToken: (() => string | Promise<string>) | undefined
}

const RETRIED_STATUSES = [429, 502, 503, 504]
/** A server that asks for more patience than this is not waited for. */
const RETRY_AFTER_S_MAX = 120

/**
 * Calls `/v1` with a time-out for each attempt. Calls that get no answer, or 429, 502, 503 or 504, are tried again after the
 * time the server names, or a growing one with some chance in it. Writes too: each carries a key under which the server does it once,
 * whether or not the first attempt arrived.
 */
export function newCall(options: HttpOptions): Call {
  return async (asked) => {
    const isWrite = (asked.method ?? 'GET') !== 'GET'
    const request = isWrite ? { ...asked, idempotencyKey: asked.idempotencyKey ?? newKey() } : asked
    const attemptsMax = options.retries + 1
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptOnce(options, request)
      } catch (error) {
        request.signal?.throwIfAborted()
        const waitMs = error instanceof NumerojobsError && attempt < attemptsMax ? waitMsAfter(error, attempt) : null
        if (waitMs === null) throw error
        await sleep(waitMs, request.signal)
      }
    }
  }
}

async function attemptOnce<T>(options: HttpOptions, request: Request): Promise<T> {
  request.signal?.throwIfAborted()
  const timeout = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs)
  const bearer = options.accessToken ? await options.accessToken() : options.apiKey
  const init: RequestInit = {
    method: request.method ?? 'GET',
    headers: {
      accept: request.isFile ? '*/*' : 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(request.file ? { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(request.file.name) } : {}),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': request.idempotencyKey }),
    },
    signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    ...(request.file ? { body: request.file.bytes } : request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  }
  try {
    const response = await options.fetch(addressOf(options.baseUrl, request), init)
    if (!response.ok) throw await errorOf(response)
    // Whoever asked for a file has `Blob` as its type.
    return request.isFile ? ((await response.blob()) as T) : await response.json()
  } catch (error) {
    if (error instanceof NumerojobsError || request.signal?.aborted) throw error
    throw noAnswer(error, timeout.aborted)
  }
}

function noAnswer(cause: unknown, isTimeout: boolean): NumerojobsError {
  return isTimeout
    ? new NumerojobsError({ code: 'upstream_failed', reason: 'client.timed-out', title: 'The server took too long.', status: 0, cause })
    : new NumerojobsError({ code: 'upstream_failed', reason: 'client.no-answer', title: 'The server cannot be reached.', status: 0, cause })
}

/** Milliseconds to wait before the next attempt, or `null` when trying again cannot help. */
function waitMsAfter(error: NumerojobsError, attempt: number): number | null {
  const isPassing = error.status === 0 || RETRIED_STATUSES.includes(error.status) || error.reason === 'idempotency.in-progress'
  if (!isPassing) return null
  if ((error.retryAfterS ?? 0) > RETRY_AFTER_S_MAX) return null
  return Math.max((error.retryAfterS ?? 0) * 1_000, backOffMs(attempt))
}

/** 128 random bits. `crypto.randomUUID` is missing from pages that are not served over https. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Doubles from 300 ms to 10 s; half of it is chance, so that many clients do not come back at once. */
export function backOffMs(attempt: number): number {
  return Math.min(300 * 2 ** (attempt - 1), 10_000) * (0.5 + Math.random() / 2)
}

/** @throws the signal's reason when it ends the wait */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const end = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', end)
      resolve()
    }, ms)
    signal?.addEventListener('abort', end, { once: true })
  })
}

function addressOf(baseUrl: string, { path, query = {} }: Request): string {
  const url = new URL(`${baseUrl}/v1${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue
    for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(each))
  }
  return url.toString()
}
