import type { AppLoadContext } from '@remix-run/cloudflare'
import { asPerson } from '../../server/core/actor'
import { problemOf } from '../../server/core/errors'
import { endDemo } from '../../server/identity/demo-person'

/** Makes a visitor a world of their own and signs them in to it. Whoever is in one already goes on in that. A refusal leaves as a Response, as of `serverApi`. */
export async function enterDemo({ ctx, signIn }: AppLoadContext, timeZone: string): Promise<void> {
  if (ctx.actor.role === 'person' && ctx.actor.isDemo) return
  await answering(ctx.requestId, async () => {
    // A made-up world is loaded by the first who wants one.
    const { startDemo } = await import('../../server/demo/start-demo')
    const { token } = await startDemo(ctx, { timeZone })
    await signIn.start(token)
  })
}

/** Ends the visitor's demo and signs them out. */
export async function leaveDemo({ ctx, signIn }: AppLoadContext): Promise<void> {
  await answering(ctx.requestId, async () => {
    await endDemo({ ...ctx, actor: asPerson(ctx.actor, null) })
    await signIn.signOut()
  })
}

async function answering(requestId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const problem = problemOf(error, requestId)
    if (problem.code === 'internal') throw error
    throw new Response(JSON.stringify(problem), { status: problem.status, headers: { 'content-type': 'application/problem+json' } })
  }
}
