import { and, desc, eq, inArray, isNull, notExists, sql } from 'drizzle-orm'
import type { AddableApplications, ShortlistCard } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, hiringStages, shortlistEntries } from '../../db/schema'
import { ofRoot } from '../hiring/show-card'
import type { ShortlistRow } from './access'
import { cardOf } from './core/card-of'

const ADDABLE_MAX = 500

/** The cards of applications, by application, with what their shortlist hides left out. */
export async function loadCards(
  db: Db,
  { isAnonymous }: Pick<ShortlistRow, 'isAnonymous'>,
  applicationIds: readonly string[],
  now: Date,
): Promise<Map<string, ShortlistCard>> {
  if (applicationIds.length === 0) return new Map()
  const rows = await db
    .select({
      applicationId: hiringApplications.id,
      name: ofRoot(candidates.name),
      number: ofRoot(candidates.number),
      headline: ofRoot(candidates.headline),
      places: ofRoot(candidates.places),
      email: ofRoot(candidates.email),
      phone: ofRoot(candidates.phone),
      // What they sent speaks of them as they were known then.
      earlier: { name: candidates.name, email: candidates.email, phone: candidates.phone, places: candidates.places },
      group: hiringStages.group,
      appliedAt: hiringApplications.appliedAt,
      // While its candidate has withdrawn it, the organisation sees no résumé.
      resume: sql<
        typeof hiringApplications.$inferSelect.resume
      >`case when ${hiringApplications.resumeWithdrawnAt} is null then ${hiringApplications.resume} end`,
    })
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .leftJoin(hiringStages, eq(hiringStages.id, hiringApplications.stageId))
    .where(inArray(hiringApplications.id, [...applicationIds]))
  const nowMs = now.getTime()
  return new Map(
    rows.map(({ appliedAt, group, ...row }) => [
      row.applicationId,
      cardOf({ ...row, group: group ?? 'closed', appliedAt: appliedAt.toISOString() }, { isAnonymous, nowMs }),
    ]),
  )
}

/** Applications of the posting that still run and are not on the shortlist, newest first. */
export async function listAddable(db: Db, shortlist: ShortlistRow): Promise<AddableApplications> {
  const rows = await db
    .select({
      applicationId: hiringApplications.id,
      name: ofRoot(candidates.name),
      number: ofRoot(candidates.number),
      headline: ofRoot(candidates.headline),
    })
    .from(hiringApplications)
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .where(
      and(
        eq(hiringApplications.postingId, shortlist.postingId),
        isNull(hiringApplications.dispositionKind),
        notExists(
          db
            .select({ one: sql`1` })
            .from(shortlistEntries)
            .where(
              and(
                eq(shortlistEntries.shortlistId, shortlist.id),
                eq(shortlistEntries.applicationId, hiringApplications.id),
                isNull(shortlistEntries.removedAt),
              ),
            ),
        ),
      ),
    )
    .orderBy(desc(hiringApplications.appliedAt), desc(hiringApplications.id))
    .limit(ADDABLE_MAX)
  return {
    data: rows.map(({ applicationId, name, number, headline }) => ({
      applicationId,
      label: `Candidate ${number}`,
      name: shortlist.isAnonymous || name === '' ? null : name,
      headline: shortlist.isAnonymous ? null : headline,
    })),
  }
}
