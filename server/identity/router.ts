import { z } from 'zod'
import { isOperator } from '../core/actor'
import { anybody, router } from '../core/trpc'

export const sessionRouter = router({
  /** Who asks, as a page's header shows them. */
  me: anybody
    .output(z.object({ role: z.enum(['visitor', 'person', 'operator']), name: z.string(), isOperator: z.boolean() }))
    .query(({ ctx: { actor } }) => ({
      role: actor.role === 'system' ? 'operator' : actor.role,
      name: actor.name,
      isOperator: isOperator(actor),
    })),
})
