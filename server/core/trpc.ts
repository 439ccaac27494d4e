import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { ErrorCode, Problem } from '../../contract/errors'
import type { Scope } from '../../contract/identity'
import { asPerson, refuseOthersThanOperators } from './actor'
import { refuseSupport, refuseWhileReadOnly } from './closed-doors'
import type { Ctx } from './ctx'
import { AppError, invalid, problemOf, tooMany } from './errors'

const TRPC_CODE = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  too_many: 'TOO_MANY_REQUESTS',
  upstream_failed: 'BAD_GATEWAY',
  internal: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<ErrorCode, TRPCError['code']>

const t = initTRPC.context<Ctx>().create({
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: problemOfTrpc(error, ctx?.requestId ?? '').title,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, problem: problemOfTrpc(error, ctx?.requestId ?? '') },
  }),
})

/** NUL, or half of a surrogate pair, as JSON writes them. */
const UNKEEPABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i

export const router = t.router
export const createCallerFactory = t.createCallerFactory

const worded = t.procedure.use(async ({ next, getRawInput }) => {
  // PostgreSQL keeps neither NUL nor half of a letter in text, and nobody types them: refused here, for every procedure and door.
  if (UNKEEPABLE.test(JSON.stringify(await getRawInput()) ?? '')) {
    const cause = invalid('request.bad-character', 'This holds a character that no text has. Take it out and send it again.')
    throw new TRPCError({ code: TRPC_CODE.invalid, message: cause.message, cause })
  }
  const result = await next()
  if (!result.ok && result.error.cause instanceof AppError) {
    const cause = result.error.cause
    return { ...result, error: new TRPCError({ code: TRPC_CODE[cause.code], message: cause.message, cause }) }
  }
  return result
})

/** The one place where support's visits and the read-only mode stop what they must, for every procedure and so for every door. */
const translated = worded.use(async ({ ctx, path, type, next }) => {
  const isWrite = type !== 'query'
  refuseSupport(ctx.actor, { path, isWrite })
  if (isWrite && path !== SWITCH) await refuseWhileReadOnly(ctx)
  return next()
})
/** What ends the read-only mode is no change of anybody's things. */
const SWITCH = 'support.setReadOnly'

/** Open to everybody. */
export const anybody = translated

/** Open to operators; everybody else is told that it needs an operator. */
export const operatorOnly = translated.use(({ ctx, next }) => {
  refuseOthersThanOperators(ctx.actor)
  return next()
})

/** Open to people who are signed in, in a browser. A program's key is refused: what no scope names is not for programs. */
export const signedIn = translated.use(({ ctx, next }) => next({ ctx: { ...ctx, actor: asPerson(ctx.actor, null) } }))

/** Open to people who are signed in, and to programs whose key has the scope. */
export const scoped = (scope: Scope) => translated.use(({ ctx, next }) => next({ ctx: { ...ctx, actor: asPerson(ctx.actor, scope) } }))

/** Open to people and keys as `scoped`, and to the guest of a shortlist; which one, and what they may do there, its gate says. */
export const scopedOrGuest = (scope: Scope) =>
  translated.use(({ ctx, next }) => {
    const { actor } = ctx
    return next({ ctx: { ...ctx, actor: actor.role === 'guest' ? actor : asPerson(actor, scope) } })
  })

/** Open to everybody, twenty times a minute: for what costs more than a read. */
export const anybodySometimes = translated.use(async ({ ctx, next }) => {
  if (!(await ctx.allow('paste', ctx.actor.key))) throw tooMany('paste.too-many', 60)
  return next()
})

/** The problem body of any error that a procedure threw, whichever door it leaves by. */
export function problemOfTrpc(error: unknown, requestId: string): Problem {
  if (error instanceof TRPCError) {
    if (error.cause instanceof z.ZodError) return problemOf(invalidInput(error.cause), requestId)
    if (error.cause instanceof AppError) return problemOf(error.cause, requestId)
    if (error.code === 'NOT_FOUND') return problemOf(new AppError('not_found', 'procedure.not-found'), requestId)
    if (error.code !== 'INTERNAL_SERVER_ERROR') return problemOf(invalid('request.bad-input', 'This request cannot be read.'), requestId)
    return problemOf(error.cause ?? error, requestId)
  }
  if (error instanceof z.ZodError) return problemOf(invalidInput(error), requestId)
  return problemOf(error, requestId)
}

/** Turns what Zod found into one message for each field. */
export function invalidInput(error: z.ZodError): AppError {
  const fields = Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'input', issue.message]))
  return invalid('request.bad-input', 'Some of this cannot be used. Correct the marked fields and send it again.', fields)
}
