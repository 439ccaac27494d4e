import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { hiringApplications } from '../../db/schema'

/** The people with an account who applied for a posting, each with their newest application. */
export async function listApplicants(db: Db, postingId: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: hiringApplications.id, personId: hiringApplications.personId })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.postingId, postingId), isNotNull(hiringApplications.personId)))
    .orderBy(hiringApplications.appliedAt, hiringApplications.id)
  return new Map(rows.flatMap(({ id, personId }) => (personId === null ? [] : [[personId, id] as const])))
}

/** Of these postings, those that the person applied for, each with their newest application. */
export async function listAppliedPostings(db: Db, personId: string, postingIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: hiringApplications.id, postingId: hiringApplications.postingId })
    .from(hiringApplications)
    .where(and(eq(hiringApplications.personId, personId), inArray(hiringApplications.postingId, [...postingIds])))
    .orderBy(hiringApplications.appliedAt, hiringApplications.id)
  return new Map(rows.map(({ id, postingId }) => [postingId, id] as const))
}
