import { z } from 'zod'
import { anybody, router } from '../core/trpc'

export const sessionRouter = router({
  me: anybody
    .output(z.object({ role: z.enum(['visitor', 'operator']), name: z.string() }))
    .query(({ ctx }) => ({ role: ctx.actor.role === 'visitor' ? ('visitor' as const) : ('operator' as const), name: ctx.actor.name })),
})
