import { and, asc, eq, lt, notInArray, or, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { auditLines, auditRules } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { rowsOf } from '../core/rows'
import { recordAudit } from './record-audit'

const DAY_MS = 86_400_000
/** Of one organisation in one run; the next hour goes on. */
const LINES_A_RUN = 5_000

/** How long an organisation keeps its audit log, in days; `null`: for good. */
export async function findLogDays(db: Db, organisationId: string): Promise<number | null> {
  const [row] = await db.select({ days: auditRules.days }).from(auditRules).where(eq(auditRules.organisationId, organisationId))
  return row?.days ?? null
}

/** Sets or ends the rule, in the caller's transaction. Who may is for the caller to know. */
export async function saveLogDays(tx: Db, organisationId: string, days: number | null): Promise<void> {
  if (days === null) await tx.delete(auditRules).where(eq(auditRules.organisationId, organisationId))
  else await tx.insert(auditRules).values({ organisationId, days }).onConflictDoUpdate({ target: auditRules.organisationId, set: { days } })
}

/** How many lines are older than so many days, but for those about these subjects. */
export function countOldLines(
  ctx: Pick<Ctx, 'now'>,
  db: Db,
  of: { organisationId: string; days: number; keptSubjects: readonly string[] },
): Promise<number> {
  return db.$count(auditLines, isOld(ctx, of))
}

/**
 * Takes what is older than the organisation's rule out of its log, the oldest first, and leaves a line that says how many. Lines about these
 * subjects stay: a claim needs them. Stopped anywhere, the next run goes on.
 */
export async function forgetOldLines(ctx: Ctx, of: { organisationId: string; keptSubjects: readonly string[] }): Promise<number> {
  const days = await findLogDays(ctx.db, of.organisationId)
  if (days === null) return 0
  return ctx.transact(async (tx) => {
    const old = tx
      .select({ id: auditLines.id })
      .from(auditLines)
      .where(isOld(ctx, { ...of, days }))
      .orderBy(asc(auditLines.at), asc(auditLines.id))
      .limit(LINES_A_RUN)
    const gone = rowsOf(await tx.execute(sql`delete from ${auditLines} where ${auditLines.id} in (${old}) returning 1`)).length
    if (gone > 0)
      await recordAudit(ctx, tx, { organisationId: of.organisationId, act: 'retention.ran', subjectId: null, details: { logLines: gone } })
    return gone
  })
}

/** The organisations that have such a rule. */
export async function listLogRules(db: Db): Promise<string[]> {
  return (await db.select({ id: auditRules.organisationId }).from(auditRules).orderBy(asc(auditRules.organisationId))).map(({ id }) => id)
}

function isOld(ctx: Pick<Ctx, 'now'>, of: { organisationId: string; days: number; keptSubjects: readonly string[] }) {
  const before = new Date(ctx.now().getTime() - of.days * DAY_MS)
  return and(
    eq(auditLines.organisationId, of.organisationId),
    lt(auditLines.at, before),
    of.keptSubjects.length === 0
      ? undefined
      : or(sql`${auditLines.subjectId} is null`, notInArray(auditLines.subjectId, [...of.keptSubjects])),
  )
}
