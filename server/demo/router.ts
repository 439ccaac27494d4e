import { z } from 'zod'
import { DuoDemo } from '../../contract/demo'
import { EmailAddress, PersonName } from '../../contract/identity'
import { PersonId } from '../../contract/wire'
import { router, signedIn } from '../core/trpc'
import { finishClaim, startClaim } from '../identity/demo-person'
import { startDuo, stepDuo } from './start-duo'

/** Beginning and ending a demo sets cookies, so the page `/demo` does both; what its owner may ask besides is here. */
export const demoRouter = router({
  startDuo: signedIn.output(DuoDemo).mutation(({ ctx }) => startDuo(ctx)),
  stepDuo: signedIn.output(z.object({ hasMoved: z.boolean() })).mutation(({ ctx }) => stepDuo(ctx)),
  startClaim: signedIn
    .input(z.strictObject({ email: EmailAddress }))
    .output(z.object({ minutes: z.int() }))
    .mutation(({ ctx, input }) => startClaim(ctx, input)),
  finishClaim: signedIn
    .input(
      z.strictObject({
        email: EmailAddress,
        code: z
          .string()
          .trim()
          .regex(/^(?:\d{6}){1,2}$/, 'Give all digits of the code.'),
        name: PersonName.optional(),
      }),
    )
    .output(z.object({ personId: PersonId }))
    .mutation(({ ctx, input }) => finishClaim(ctx, input)),
})
