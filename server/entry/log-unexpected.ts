import type { TRPCError } from '@trpc/server'
import type { Ctx } from '../core/ctx'
import { describeError } from '../core/describe-error'

/** Logs a procedure's failure that no caller can act on, with its cause, which the answer does not show. Ordinary refusals are no news. */
export function logUnexpected({ error, path, ctx }: { error: TRPCError; path?: string | undefined; ctx?: Ctx | undefined }): void {
  if (error.code !== 'INTERNAL_SERVER_ERROR') return
  ctx?.log.error('procedure.unexpected', { procedure: path ?? null, error: describeError(error.cause ?? error) })
}
