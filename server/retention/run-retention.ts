import { asc } from 'drizzle-orm'
import { retentionRules } from '../../db/schema'
import { forgetOldLines, listLogRules } from '../audit/forget-lines'
import { recordAudit } from '../audit/record-audit'
import { eraseConversations } from '../conversations/person-data'
import type { Ctx } from '../core/ctx'
import { forgetCandidate, type KeepingRule, listForgettable, lockCandidate } from '../hiring/forget-candidates'
import { withEvents } from '../live/outbox'
import { forgetApplicationsOnShortlists } from '../shortlists/forget-applications'
import { listHeld, listHeldSubjects, listRules } from './retention'

/** Candidates that one run takes in all: less than a minute's work. The next hour goes on. */
const CANDIDATES_A_RUN = 200
/** Those on hold stand first for ever: looked at beyond them. */
const LOOK_AT = 2_000

/**
 * Cron: carries out the rules of every organisation, one candidate in one transaction, at most two hundred in a run. Stopped anywhere, the next run goes on;
 * who is forgotten already is not reached again. Old lines leave the audit logs that have a rule. Each run that took somebody has its line in the organisation's audit log.
 */
export async function runRetention(ctx: Ctx, max: number = CANDIDATES_A_RUN): Promise<{ forgotten: number }> {
  const organisations = await ctx.db
    .selectDistinct({ id: retentionRules.organisationId })
    .from(retentionRules)
    .orderBy(asc(retentionRules.organisationId))
  let forgotten = 0
  for (const { id: organisationId } of organisations) {
    if (forgotten >= max) break
    const rules = await listRules(ctx.db, organisationId)
    const due = await listForgettable(ctx.db, { organisationId, rules, now: ctx.now(), limit: LOOK_AT })
    const held = await listHeld(
      ctx.db,
      due.map(({ candidateId }) => candidateId),
    )
    let [anonymised, deleted] = [0, 0]
    for (const { candidateId } of due.filter((each) => !held.has(each.candidateId)).slice(0, max - forgotten)) {
      const act = await forgetOne(ctx, { organisationId, candidateId, rules })
      if (act === 'anonymise') anonymised += 1
      if (act === 'delete') deleted += 1
    }
    if (anonymised + deleted > 0)
      await recordAudit(ctx, ctx.db, { organisationId, act: 'retention.ran', subjectId: null, details: { anonymised, deleted } })
    forgotten += anonymised + deleted
  }
  for (const organisationId of await listLogRules(ctx.db))
    await forgetOldLines(ctx, { organisationId, keptSubjects: await listHeldSubjects(ctx.db, organisationId) })
  return { forgotten }
}

/** What was done; `null` when since the list was read they applied again, were held, or went. */
async function forgetOne(
  ctx: Ctx,
  { organisationId, candidateId, rules }: { organisationId: string; candidateId: string; rules: readonly KeepingRule[] },
): Promise<KeepingRule['act'] | null> {
  return withEvents(ctx, async (tx, emit) => {
    const locked = await lockCandidate(tx, { organisationId, candidateId })
    const [still] = await listForgettable(tx, { organisationId, rules, now: ctx.now(), limit: 1, onlyId: candidateId })
    if (!still || (await listHeld(tx, locked.candidateIds)).size > 0) return null
    const applicationIds = locked.applications.map(({ id }) => id)
    await eraseConversations({ ...ctx, db: tx }, applicationIds)
    await forgetApplicationsOnShortlists(tx, applicationIds)
    await forgetCandidate(ctx, tx, emit, { organisationId, candidateId, act: still.act, ...locked })
    return still.act
  })
}
