import { z } from 'zod'
import { ApplicationId, PostingId } from './wire'

/** Both sides of one made-up application: the visitor's own, at an organisation of theirs. */
export const DuoDemo = z.object({
  postingId: PostingId,
  applicationId: ApplicationId,
  /** Who moves cards besides the visitor; simulated, and named so. */
  teammate: z.string(),
})
export type DuoDemo = z.infer<typeof DuoDemo>
