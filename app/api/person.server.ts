import type { AppLoadContext } from '@remix-run/cloudflare'
import { asPerson } from '../../server/core/actor'
import { problemOf } from '../../server/core/errors'

/** The person whose page this is. Everybody else is told to sign in, as by any procedure that is for people. */
export function personFor({ ctx }: AppLoadContext): { id: string; name: string } {
  try {
    const { personId, name } = asPerson(ctx.actor, null)
    return { id: personId, name }
  } catch (error) {
    const problem = problemOf(error, ctx.requestId)
    throw Response.json(problem, { status: problem.status, headers: { 'content-type': 'application/problem+json' } })
  }
}
