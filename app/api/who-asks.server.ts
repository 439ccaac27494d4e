import type { AppLoadContext } from '@remix-run/cloudflare'
import { isOperator } from '../../server/core/actor'

/** Who looks at the page, as its shell shows them. During a visit of support nobody is: what a shell keeps on the device is the person's own. */
export function whoAsks({ ctx }: AppLoadContext) {
  const { actor } = ctx
  const person =
    actor.role === 'person' && !actor.support
      ? { id: actor.personId, sessionId: actor.sessionId, name: actor.name, isDemo: actor.isDemo }
      : null
  const lookingAs = actor.role === 'person' && actor.support ? actor.name : null
  return { isOperator: isOperator(actor), person, lookingAs }
}
