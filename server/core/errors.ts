import { ERROR_STATUS, type ErrorCode, type Problem } from '../../contract/errors'

interface ErrorOptions {
  /** For a person: what happened and what to do. */
  message?: string
  /** Ids and figures only: it reaches logs. */
  details?: Record<string, string | number | boolean | null>
  fields?: Record<string, string>
  retryAfterS?: number
  cause?: unknown
  retryable?: boolean
  /** In place of the code's own status, where HTTP has a closer one: 413 for a body that is too large. */
  httpStatus?: number
}

/** Something a caller can act on. Anything else that is thrown is a bug, and the edge answers `internal`. */
export class AppError extends Error {
  readonly status: number
  readonly details: Record<string, string | number | boolean | null>
  readonly fields: Record<string, string> | undefined
  readonly retryAfterS: number | undefined
  readonly retryable: boolean

  constructor(
    readonly code: ErrorCode,
    readonly reason: string,
    options: ErrorOptions = {},
  ) {
    super(options.message ?? DEFAULT_MESSAGE[code], { cause: options.cause })
    this.name = 'AppError'
    this.status = options.httpStatus ?? ERROR_STATUS[code]
    this.details = options.details ?? {}
    this.fields = options.fields
    this.retryAfterS = options.retryAfterS
    this.retryable = options.retryable ?? false
  }
}

const DEFAULT_MESSAGE: Record<ErrorCode, string> = {
  invalid: 'Some of this cannot be used. Correct the marked fields and send it again.',
  unauthenticated: 'Sign in and come back: this needs to know who you are.',
  forbidden: 'You may see this but not do that. Ask somebody with the right to do it.',
  not_found: 'There is nothing here, or nothing that you may see.',
  conflict: 'Somebody changed this first. Look at the newest state and decide again.',
  too_many: 'That was too often. Wait a moment and try again.',
  upstream_failed: 'A service that we need did not answer. Nothing is lost; try again in a minute.',
  internal: 'This is our fault. Nothing is lost; try again, and name the request id if it stays.',
}

/** @param thing the word of DESIGN §2 for what is missing: `job`, `lead`, `task` … */
export function notFound(thing: string, id: string): AppError {
  return new AppError('not_found', `${thing}.not-found`, {
    message: `There is no such ${thing}, or you may not see it.`,
    details: { id: id.slice(0, 60) },
  })
}

export function conflict(reason: string, details: ErrorOptions['details'] = {}, message?: string): AppError {
  return new AppError('conflict', reason, message ? { details, message } : { details })
}

export function invalid(reason: string, message: string, fields?: Record<string, string>): AppError {
  return new AppError('invalid', reason, fields ? { message, fields } : { message })
}

export function tooMany(reason: string, retryAfterS: number): AppError {
  return new AppError('too_many', reason, { message: `That was too often. Try again in ${retryAfterS} seconds.`, retryAfterS })
}

export function upstreamFailed(vendor: string, options: { cause?: unknown; retryable: boolean }): AppError {
  return new AppError('upstream_failed', `${vendor}.failed`, options)
}

/** The body that every door sends for an error. Only an `AppError` shows its words; anything else is `internal`. */
export function problemOf(error: unknown, requestId: string): Problem {
  const app = error instanceof AppError ? error : new AppError('internal', 'server.unexpected', { cause: error })
  return {
    type: `/developers#error-${app.code}`,
    title: app.message,
    status: app.status,
    code: app.code,
    reason: app.reason,
    requestId,
    ...(app.fields ? { fields: app.fields } : {}),
    ...(app.retryAfterS === undefined ? {} : { retryAfterS: app.retryAfterS }),
  }
}
