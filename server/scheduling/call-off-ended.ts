import { and, asc, eq, gt, isNull, or } from 'drizzle-orm'
import { hiringApplications, interviewInvitations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { endInvitation } from './invite'
import { tellInterview } from './tell-interview'

/**
 * Task: an application has ended, so nobody meets for it any more. What was agreed is called off, times are free again, and who would have met
 * is told once; what was only offered goes without a word of its own, since its candidate is told of the ending. An application that was taken
 * back into the pipeline meanwhile keeps its interviews, and so does a meeting that has begun.
 */
export async function callOffEnded(ctx: Ctx, applicationId: string): Promise<void> {
  await withEvents(ctx, async (tx, emit) => {
    const [application] = await tx
      .select({ ending: hiringApplications.dispositionKind })
      .from(hiringApplications)
      .where(eq(hiringApplications.id, applicationId))
    // Not locked: who picks a time holds the invitation before the application, and so does this.
    if (!application || application.ending === null) return
    const by = application.ending === 'withdrawn' ? 'candidate' : 'team'
    const coming = or(isNull(interviewInvitations.startsAt), gt(interviewInvitations.startsAt, ctx.now()))
    const rows = await tx
      .select({ id: interviewInvitations.id })
      .from(interviewInvitations)
      .where(and(eq(interviewInvitations.applicationId, applicationId), isNull(interviewInvitations.calledOffAt), coming))
      .orderBy(asc(interviewInvitations.id))
    for (const { id } of rows) {
      const seated = await endInvitation(ctx, tx, id, by)
      if (seated) await tellInterview(ctx, tx, emit, { invitationId: id, what: 'called-off', by, seated, isEnding: true })
    }
  })
}
