import { eq } from 'drizzle-orm'
import type { EmployerSide } from '../../contract/applications'
import type { PipelineGroup } from '../../contract/hiring'
import type { Db } from '../../db/client'
import { hiringStages, organisations, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { HiringRow } from './access'
import { type EmployerFacts, employerSideOf } from './core/employer-words'
import { dispositionOf } from './show-card'

/** What of the posting its candidates' sides are made from. */
export interface PostingFacts {
  title: string
  organisationName: string
  isPaused: boolean
}

export async function loadPostingFacts(db: Db, postingId: string): Promise<PostingFacts> {
  const [held] = await db
    .select({ title: postings.title, organisationName: organisations.name, state: postings.state })
    .from(postings)
    .innerJoin(organisations, eq(organisations.id, postings.organisationId))
    .where(eq(postings.id, postingId))
  return { title: held?.title ?? '', organisationName: held?.organisationName ?? '', isPaused: held?.state === 'paused' }
}

/** Facts for the candidate's side of a row. */
export function factsOf(
  row: HiringRow,
  { organisationName, isPaused }: Pick<PostingFacts, 'organisationName' | 'isPaused'>,
  stage: { group: PipelineGroup; wording: string | null } | undefined,
): EmployerFacts {
  return {
    organisationName,
    stage: stage ? { group: stage.group, wording: stage.wording } : null,
    disposition: dispositionOf(row),
    stageSince: row.stageSince,
    replyDueAt: row.replyDueAt,
    repliedAt: row.repliedAt,
    hasResume: row.resume !== null || row.fileKey !== null,
    isResumeWithdrawn: row.resumeWithdrawnAt !== null,
    isPaused,
  }
}

/** The candidate's side of one application, as it is now. */
export async function loadEmployerSide(ctx: Ctx, db: Db, row: HiringRow): Promise<EmployerSide> {
  const facts = await loadPostingFacts(db, row.postingId)
  const [stage] =
    row.stageId === null
      ? []
      : await db
          .select({ group: hiringStages.group, wording: hiringStages.wording })
          .from(hiringStages)
          .where(eq(hiringStages.id, row.stageId))
  return employerSideOf(factsOf(row, facts, stage), ctx.now())
}
