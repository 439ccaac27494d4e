import type { TRPCError } from '@trpc/server'
import type { Ctx } from '../core/ctx'

/** Logs a procedure's failure that no caller can act on, with its cause, which the answer does not show. Ordinary refusals are no news. */
export function logUnexpected({ error, path, ctx }: { error: TRPCError; path?: string | undefined; ctx?: Ctx | undefined }): void {
  if (error.code !== 'INTERNAL_SERVER_ERROR') return
  ctx?.log.error('procedure.unexpected', { procedure: path ?? null, error: describeError(error.cause ?? error) })
}

/** Name, code and the place in our code, without the message: a database error may quote a row. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const inner = error.cause instanceof Error ? ` caused by ${nameOf(error.cause)}` : ''
  return `${nameOf(error)}${inner} ${error.stack?.split('\n').filter(isPlace).slice(0, 4).join(' ').slice(0, 400) ?? ''}`
}

const nameOf = (error: Error) => `${error.name}${'code' in error && error.code !== undefined ? ` ${String(error.code)}` : ''}`
/** The lines of a stack that name a place; a message of several lines stands above them. */
const isPlace = (line: string) => /^\s*at /.test(line)
