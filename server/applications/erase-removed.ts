import { and, asc, inArray, lt } from 'drizzle-orm'
import { REMOVED_KEEP_DAYS } from '../../contract/applications'
import { applicationAttachments, applications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { fileKey } from './attachments'

const ERASE_MAX = 200
const DAY_MS = 86_400_000

/** Cron: erases what was removed 30 days ago, files first, so that what stops half-way is found again. Returns how many. */
export async function eraseRemoved(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - REMOVED_KEEP_DAYS * DAY_MS)
  const due = await ctx.db
    .select({ id: applications.id })
    .from(applications)
    .where(lt(applications.removedAt, before))
    .orderBy(asc(applications.removedAt), asc(applications.id))
    .limit(ERASE_MAX)
  const ids = due.map(({ id }) => id)
  if (ids.length === 0) return 0
  const files = await ctx.db
    .select({ id: applicationAttachments.id, personId: applicationAttachments.personId })
    .from(applicationAttachments)
    .where(inArray(applicationAttachments.applicationId, ids))
  if (files.length > 0) await ctx.files.delete(files.map(({ id, personId }) => fileKey(personId, id)))
  // Whoever brought one back meanwhile keeps it.
  const erased = await ctx.db
    .delete(applications)
    .where(and(inArray(applications.id, ids), lt(applications.removedAt, before)))
    .returning({ id: applications.id })
  return erased.length
}
