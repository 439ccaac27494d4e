import { z } from 'zod'
import { IsoInstant } from './wire'

export const DELETION_STORES = ['posts', 'leads', 'jobs', 'labels', 'tasks', 'caches', 'rooms', 'outbox'] as const

/** Where a request to delete a person's data stands; public to whoever holds the code. */
export const DeletionStatus = z.object({
  confirmationCode: z.string(),
  state: z.enum(['received', 'done']),
  requestedAt: IsoInstant,
  completedAt: IsoInstant.nullable(),
  /** What was erased where; counts only. */
  stores: z.array(z.object({ store: z.enum(DELETION_STORES), erased: z.int(), checkedAt: IsoInstant })),
})
export type DeletionStatus = z.infer<typeof DeletionStatus>
