import type { AppLoadContext } from '@remix-run/cloudflare'
import { problemOfTrpc } from '../../server/core/trpc'

export { safePath } from '../../server/entry/sign-in'

/** What became of a step of signing in, in the words that a form needs. */
export interface StepAnswer {
  isDone: boolean
  /** What stood in the way, as better-auth or we name it: `INVALID_OTP`, `auth.too-many`. */
  code: string | null
  needsSecondStep: boolean
  /** The account was made by this very step. */
  isNewPerson: boolean
  body: Record<string, unknown>
}

/** Whoever came to be within this time is new here. */
const NEW_MS = 60_000

/** Does one step below `/auth`. A refusal is an answer; what is set in the browser is laid on the page's answer by itself. */
export async function takeStep({ signIn, ctx }: AppLoadContext, path: string, body: Record<string, unknown>): Promise<StepAnswer> {
  const nothing = { isDone: false, needsSecondStep: false, isNewPerson: false, body: {} }
  const answer = await signIn.ask({ method: 'POST', path, body }).catch((error: unknown) => {
    const problem = problemOfTrpc(error, ctx.requestId)
    if (problem.status >= 500) throw error
    return problem.reason
  })
  if (typeof answer === 'string') return { ...nothing, code: answer }
  const read = isObject(answer.body) ? answer.body : {}
  if (answer.status >= 400) return { ...nothing, code: typeof read.code === 'string' ? read.code : 'auth.refused', body: read }
  const createdAt = isObject(read.user) && typeof read.user.createdAt === 'string' ? Date.parse(read.user.createdAt) : 0
  return {
    isDone: true,
    code: null,
    needsSecondStep: answer.needsSecondStep,
    isNewPerson: ctx.now().getTime() - createdAt < NEW_MS,
    body: read,
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
