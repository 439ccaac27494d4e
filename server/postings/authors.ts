import { and, eq, gt, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { auditLines } from '../../db/schema'
import { listMembersWith, type PostingRow } from './access'

/** Who had a hand in what waits for approval: since its last publication, or since it was begun. And who may approve. */
export async function listAuthors(
  db: Db,
  posting: PostingRow,
): Promise<{ submittedBy: string | null; authorIds: string[]; approverIds: string[] }> {
  const [writers, approverIds] = await Promise.all([
    db
      .selectDistinct({ actorId: auditLines.actorId })
      .from(auditLines)
      .where(
        and(
          eq(auditLines.organisationId, posting.organisationId),
          eq(auditLines.subjectId, posting.id),
          inArray(auditLines.act, ['posting.created', 'posting.changed', 'posting.submitted']),
          isNotNull(auditLines.actorId),
          posting.publishedAt === null ? undefined : gt(auditLines.at, posting.publishedAt),
        ),
      ),
    listMembersWith(db, posting.organisationId, 'posting.approve'),
  ])
  const authorIds = [...writers.map(({ actorId }) => actorId), posting.submittedBy].filter((id) => id !== null)
  return { submittedBy: posting.submittedBy, authorIds: [...new Set(authorIds)], approverIds }
}
