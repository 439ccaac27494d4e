import { and, desc, eq, isNull, ne, or } from 'drizzle-orm'
import type { EarlierApplication, FindEarlier } from '../../contract/applications'
import { applications } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { companyKeyOf, compareTitles } from './core/likeness'
import { outcomeOf } from './show-application'

const EARLIER_MAX = 20

/**
 * Where this person applied before that they should know of: the same job, or the same company, the likest title first and then the newest.
 * A company is recognised whatever its legal form and spelling of case. At most 20.
 */
export async function findEarlier(ctx: PersonCtx, asked: FindEarlier): Promise<EarlierApplication[]> {
  const companyKey = companyKeyOf(asked.companyName)
  if (companyKey === null && asked.jobId === undefined && asked.url === undefined) return []
  const rows = await ctx.db
    .select({
      id: applications.id,
      jobId: applications.jobId,
      title: applications.title,
      companyName: applications.companyName,
      companyKey: applications.companyKey,
      url: applications.url,
      group: applications.stageGroup,
      outcomeKind: applications.outcomeKind,
      outcomeReason: applications.outcomeReason,
      appliedAt: applications.appliedAt,
      savedAt: applications.savedAt,
    })
    .from(applications)
    .where(
      and(
        eq(applications.personId, ctx.actor.personId),
        isNull(applications.removedAt),
        or(
          companyKey === null ? undefined : eq(applications.companyKey, companyKey),
          asked.jobId === undefined ? undefined : eq(applications.jobId, asked.jobId),
          asked.url === undefined ? undefined : eq(applications.url, asked.url),
        ),
        asked.exceptId === undefined ? undefined : ne(applications.id, asked.exceptId),
      ),
    )
    .orderBy(desc(applications.savedAt), desc(applications.id))
    .limit(200)
  const found = rows.map((row): EarlierApplication => {
    const title = compareTitles(asked.title, row.title)
    const isSame = (asked.jobId !== undefined && row.jobId === asked.jobId) || (asked.url !== undefined && row.url === asked.url)
    return {
      id: row.id,
      title: row.title,
      companyName: row.companyName,
      group: row.group,
      outcome: outcomeOf(row),
      appliedAt: row.appliedAt?.toISOString() ?? null,
      savedAt: row.savedAt.toISOString(),
      likeness: isSame ? 'same-job' : title === 'other' ? 'same-company' : title,
    }
  })
  return found.sort((a, b) => LIKENESSES.indexOf(a.likeness) - LIKENESSES.indexOf(b.likeness)).slice(0, EARLIER_MAX)
}

const LIKENESSES: EarlierApplication['likeness'][] = ['same-job', 'same-title', 'near-title', 'same-company']
