import type { ErrorCode, Problem } from './contract'

/** What the server refused, or why there was no answer at all. */
export class NumerojobsError extends Error {
  override readonly name = 'NumerojobsError'
  /** One of eight words, stable: what kind of thing went wrong. */
  readonly code: ErrorCode
  /**
   * `area.what-happened`, stable: what exactly went wrong.
   * Of the client's own: `client.no-answer` (no connection), `client.timed-out`, `client.unreadable` (no answer of ours),
   * `client.too-far-behind` (see `watch`).
   */
  readonly reason: string
  /** Status of the answer; 0 when there was none. */
  readonly status: number
  /** To name when you ask about this answer; `null` when there was none. */
  readonly requestId: string | null
  /** For `invalid`: each wrong field, and what is wrong with it. Otherwise empty. */
  readonly fields: Record<string, string>
  /** For `too_many`: seconds until it is worth trying again. */
  readonly retryAfterS: number | null

  constructor(problem: {
    code: ErrorCode
    reason: string
    title: string
    status: number
    requestId?: string | null
    fields?: Record<string, string>
    retryAfterS?: number | null
    cause?: unknown
  }) {
    super(problem.title, { cause: problem.cause })
    this.code = problem.code
    this.reason = problem.reason
    this.status = problem.status
    this.requestId = problem.requestId ?? null
    this.fields = problem.fields ?? {}
    this.retryAfterS = problem.retryAfterS ?? null
  }
}

/** The error of an answer that is not a success. A proxy in between may have answered in its own words. */
export async function errorOf(response: Response): Promise<NumerojobsError> {
  const problem = await readProblem(response)
  const retryAfterS = problem?.retryAfterS ?? readRetryAfterS(response)
  if (problem) return new NumerojobsError({ ...problem, status: response.status, retryAfterS })
  return new NumerojobsError({
    code: codeOf(response.status),
    reason: 'client.unreadable',
    title: `The server answered ${response.status} without saying why.`,
    status: response.status,
    requestId: response.headers.get('x-request-id'),
    retryAfterS,
  })
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('json')) return null
  // A body that is cut off or not JSON is treated as no problem body at all.
  const body: unknown = await response.json().catch(() => null)
  return isProblem(body) ? body : null
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'reason' in body && 'title' in body
}

/** Seconds, or a date, as HTTP allows. */
function readRetryAfterS(response: Response): number | null {
  const hint = response.headers.get('retry-after')
  if (hint === null || hint.trim() === '') return null
  const seconds = Number(hint)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const atMs = Date.parse(hint)
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - Date.now()) / 1_000))
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return 'unauthenticated'
    case 403:
      return 'forbidden'
    case 404:
      return 'not_found'
    case 409:
      return 'conflict'
    case 429:
      return 'too_many'
    default:
      return status < 500 ? 'invalid' : status === 500 ? 'internal' : 'upstream_failed'
  }
}
