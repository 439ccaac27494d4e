import { and, desc, eq, isNull } from 'drizzle-orm'
import type { FixCriteria, PostingCriteria } from '../../contract/fairness'
import type { Db } from '../../db/client'
import { people, postingCriteria, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, invalid } from '../core/errors'
import { hasRight } from '../identity/access'
import { getPostingFor } from '../postings/access'
import { EU_COUNTRIES } from '../postings/core/laws'
import { findCriteriaFaults } from './core/criteria-rules'

/**
 * What candidates for a posting are judged by, in all its versions.
 * @throws not_found, forbidden as `getPostingFor`
 */
export async function getCriteria(ctx: PersonCtx, postingId: string): Promise<PostingCriteria> {
  const { posting, role } = await getPostingFor(ctx, postingId, 'candidate.view')
  const rows = await ctx.db
    .select({ row: postingCriteria, name: people.name })
    .from(postingCriteria)
    .leftJoin(people, eq(people.id, postingCriteria.fixedBy))
    .where(eq(postingCriteria.postingId, postingId))
    .orderBy(desc(postingCriteria.version))
  return {
    postingId,
    title: posting.title,
    organisationId: posting.organisationId,
    versions: rows.map(({ row, name }) => ({
      version: row.version,
      criteria: row.criteria,
      fixedAt: row.fixedAt.toISOString(),
      fixedBy: row.fixedBy !== null && name !== null ? { personId: row.fixedBy, name } : null,
      scoresSeenAt: row.scoresSeenAt?.toISOString() ?? null,
      isAfterScores: row.isAfterScores,
    })),
    mayFix: hasRight(role, 'posting.edit'),
  }
}

/**
 * Fixes what candidates are judged by, before any score of them is shown. Once fixed it is not changed: another version follows, and says whether
 * scores had been seen by then. The same criteria again change nothing.
 *
 * @throws not_found, forbidden as `getPostingFor`
 * @throws invalid `criteria.protected`  with what is wrong and what may be asked instead as fields `criteria.<place>`
 * @throws conflict `criteria.changed`  somebody fixed another version meanwhile
 */
export async function fixCriteria(ctx: PersonCtx, { postingId, criteria, afterVersion }: FixCriteria): Promise<PostingCriteria> {
  const { posting } = await getPostingFor(ctx, postingId, 'posting.edit')
  const faults = findCriteriaFaults(criteria, placeOf(posting.jurisdiction))
  if (faults.size > 0)
    throw invalid(
      'criteria.protected',
      'Nobody may be judged by some of this. It is marked, with what may be asked instead.',
      Object.fromEntries([...faults].map(([index, { message }]) => [`criteria.${index}`, message])),
    )
  await ctx.transact(async (tx) => {
    await tx.select({ id: postings.id }).from(postings).where(eq(postings.id, postingId)).for('update')
    const newest = await findNewest(tx, postingId)
    if (newest && JSON.stringify(newest.criteria) === JSON.stringify(criteria)) return
    if ((newest?.version ?? 0) !== afterVersion)
      throw conflict('criteria.changed', { postingId }, 'Somebody fixed other criteria meanwhile. Load the page again and look at theirs.')
    const version = afterVersion + 1
    const isAfterScores = newest !== undefined && (newest.isAfterScores || newest.scoresSeenAt !== null)
    await tx
      .insert(postingCriteria)
      .values({ postingId, version, criteria, fixedBy: ctx.actor.personId, fixedAt: ctx.now(), isAfterScores })
    await recordAudit(ctx, tx, {
      organisationId: posting.organisationId,
      act: 'criteria.fixed',
      subjectId: postingId,
      details: { version, criteria: criteria.length, isAfterScores },
    })
  })
  return getCriteria(ctx, postingId)
}

/**
 * Lets a score of a posting's candidates be shown, and notes that it was. Its caller has let the reader through the gate.
 * @throws conflict `criteria.not-fixed`  nobody has said yet what candidates are judged by
 */
export async function admitScores(ctx: Ctx, tx: Db, of: { postingId: string; organisationId: string; shown: boolean }): Promise<void> {
  const newest = await findNewest(tx, of.postingId)
  if (!newest)
    throw conflict(
      'criteria.not-fixed',
      { postingId: of.postingId },
      'Say first what candidates are judged by: open the posting’s pipeline, then Criteria. Scores are shown once that is fixed.',
    )
  if (!of.shown || newest.scoresSeenAt !== null) return
  const seen = await tx
    .update(postingCriteria)
    .set({ scoresSeenAt: ctx.now() })
    .where(
      and(eq(postingCriteria.postingId, of.postingId), eq(postingCriteria.version, newest.version), isNull(postingCriteria.scoresSeenAt)),
    )
    .returning({ version: postingCriteria.version })
  if (seen.length > 0)
    await recordAudit(ctx, tx, {
      organisationId: of.organisationId,
      act: 'score.viewed',
      subjectId: of.postingId,
      details: { version: newest.version },
    })
}

async function findNewest(db: Db, postingId: string): Promise<typeof postingCriteria.$inferSelect | undefined> {
  const [newest] = await db
    .select()
    .from(postingCriteria)
    .where(eq(postingCriteria.postingId, postingId))
    .orderBy(desc(postingCriteria.version))
    .limit(1)
  return newest
}

function placeOf(jurisdiction: string | null) {
  const country = jurisdiction?.slice(0, 2)
  return { jurisdiction, isInEuropeanUnion: EU_COUNTRIES.some((code) => code === country) }
}
