import type { AppLoadContext } from '@remix-run/cloudflare'
import type { Ctx } from '../../server/core/ctx'
import { problemOfTrpc } from '../../server/core/trpc'
import { type Api, createCaller } from '../../server/entry/app-router'
import type { SignInDoor } from '../../server/entry/sign-in'

declare module '@remix-run/cloudflare' {
  interface AppLoadContext {
    ctx: Ctx
    /** The nonce of this answer: scripts without it do not run. */
    nonce: string
    /** Logs what no caller can act on, without anybody's data. */
    report(error: unknown): void
    signIn: SignInDoor
  }
}

/**
 * The procedures, called in-process by loaders and actions.
 * What goes wrong is thrown as a Response with a problem body, which the root's error boundary answers; an action that wants to keep what
 * was typed catches it with `findProblem`.
 */
export function serverApi({ ctx }: Pick<AppLoadContext, 'ctx'>): Api {
  return translate(createCaller(ctx), ctx.requestId)
}

/** Wraps every procedure, at any depth, so that its errors leave as responses. */
function translate<T extends object>(caller: T, requestId: string): T {
  return new Proxy(caller, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      return typeof value === 'function' ? translate(value, requestId) : value
    },
    async apply(target, self, input) {
      try {
        // The proxy is only ever put around the caller's own functions.
        return await Reflect.apply(target as (...input: unknown[]) => unknown, self, input)
      } catch (error) {
        const problem = problemOfTrpc(error, requestId)
        throw new Response(JSON.stringify(problem), { status: problem.status, headers: { 'content-type': 'application/problem+json' } })
      }
    },
  })
}
