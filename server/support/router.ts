import { z } from 'zod'
import { EnteredSupport, EnterSupport, ReadOnlyMode, SetReadOnly, SupportVisit } from '../../contract/support'
import { operatorOnly, router, signedIn } from '../core/trpc'
import { getReadOnly, setReadOnly } from './read-only'
import { enterSupport, listSupportVisits } from './visits'

export const supportRouter = router({
  enter: operatorOnly
    .input(EnterSupport)
    .output(EnteredSupport)
    .mutation(({ ctx, input }) => enterSupport(ctx, input)),
  visits: signedIn.output(z.object({ data: z.array(SupportVisit) })).query(async ({ ctx }) => ({ data: await listSupportVisits(ctx) })),
  readOnly: operatorOnly.output(ReadOnlyMode).query(({ ctx }) => getReadOnly(ctx)),
  setReadOnly: operatorOnly
    .input(SetReadOnly)
    .output(ReadOnlyMode)
    .mutation(({ ctx, input }) => setReadOnly(ctx, input)),
})
