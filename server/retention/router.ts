import { AskRetention, Retention, SetHold, SetRetention } from '../../contract/retention'
import { router, signedIn } from '../core/trpc'
import { getRetention, setHold, setRetention } from './retention'

/** For owners in a session: no program decides how long people are kept. */
export const retentionRouter = router({
  get: signedIn
    .input(AskRetention)
    .output(Retention)
    .query(({ ctx, input }) => getRetention(ctx, input)),
  set: signedIn
    .input(SetRetention)
    .output(Retention)
    .mutation(({ ctx, input }) => setRetention(ctx, input)),
  setHold: signedIn
    .input(SetHold)
    .output(Retention)
    .mutation(({ ctx, input }) => setHold(ctx, input)),
})
