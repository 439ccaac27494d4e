import { z } from 'zod'
import { DeletionStatus } from '../../contract/privacy'
import { anybody, router } from '../core/trpc'
import { getDeletionStatus } from './erase-author'

export const privacyRouter = router({
  deletionStatus: anybody
    .input(z.object({ code: z.string().min(1).max(60) }))
    .output(DeletionStatus)
    .query(({ ctx, input }) => getDeletionStatus(ctx, input.code)),
})
