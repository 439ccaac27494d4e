import type { AuditAct, AuditDetails } from '../../contract/audit'
import type { Db } from '../../db/client'
import { auditLines } from '../../db/schema'
import type { Ctx } from '../core/ctx'

/** What was done, to what. */
export interface Audited {
  organisationId: string
  act: AuditAct
  subjectId: string | null
  details?: AuditDetails
}

/**
 * Adds lines to the organisation's audit log, in the caller's transaction, so that nothing happens without its line.
 * Who did it is the actor of `ctx`.
 */
export async function recordAudit(ctx: Ctx, tx: Db, acts: Audited | readonly Audited[]): Promise<void> {
  const support = ctx.actor.role === 'person' ? ctx.actor.support : undefined
  const rows = ('act' in acts ? [acts] : acts).map(({ details = {}, ...act }) => ({
    ...act,
    id: ctx.newId('auditLine'),
    // What support looks at is never said to have been looked at by the person.
    actorId: ctx.actor.role === 'person' && !support ? ctx.actor.personId : null,
    details: support ? { ...details, supportVisit: support.visitId } : details,
    at: ctx.now(),
  }))
  if (rows.length > 0) await tx.insert(auditLines).values(rows)
}
