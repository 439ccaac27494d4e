import { inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { shortlistComments, shortlistEntries, shortlistScorecards } from '../../db/schema'

/** Takes out what was written about applications on shortlists: comments and scorecards. That they stood there, where, and how the votes went stays. */
export async function forgetApplicationsOnShortlists(tx: Db, applicationIds: readonly string[]): Promise<void> {
  if (applicationIds.length === 0) return
  const entryIds = tx
    .select({ id: shortlistEntries.id })
    .from(shortlistEntries)
    .where(inArray(shortlistEntries.applicationId, [...applicationIds]))
  await tx.delete(shortlistComments).where(inArray(shortlistComments.entryId, entryIds))
  await tx.delete(shortlistScorecards).where(inArray(shortlistScorecards.entryId, entryIds))
  await tx
    .update(shortlistEntries)
    .set({ version: sql`${shortlistEntries.version} + 1` })
    .where(inArray(shortlistEntries.id, entryIds))
}
