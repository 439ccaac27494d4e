import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { interviewFeedback, interviewInvitations, interviewPanels, interviewSeats, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { notifyMany } from '../notifications/notify'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const AT_ONCE = 200
/** Nobody is asked for a scorecard any more after so long. */
const CHASED_DAYS = 14

/** Cron: tells who takes part of interviews a day ahead, anew when one was put to another time. Returns how many interviews. */
export async function tellNearSeats(ctx: Ctx): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    const now = ctx.now()
    const near = await tx
      .select({ invitation: interviewInvitations, jobTitle: postings.title })
      .from(interviewInvitations)
      .innerJoin(postings, eq(postings.id, interviewInvitations.postingId))
      .where(
        and(
          isNull(interviewInvitations.calledOffAt),
          gt(interviewInvitations.startsAt, now),
          lte(interviewInvitations.startsAt, new Date(now.getTime() + DAY_MS)),
          or(isNull(interviewInvitations.toldVersion), sql`${interviewInvitations.toldVersion} < ${interviewInvitations.version}`),
        ),
      )
      .orderBy(asc(interviewInvitations.startsAt), asc(interviewInvitations.id))
      .limit(AT_ONCE)
      .for('update', { of: interviewInvitations, skipLocked: true })
    for (const { invitation, jobTitle } of near) {
      const { id, postingId, applicationId, startsAt, timeZone, version } = invitation
      if (!startsAt) continue
      await tx.update(interviewInvitations).set({ toldVersion: version }).where(eq(interviewInvitations.id, id))
      const seats = await tx.select({ personId: interviewSeats.personId }).from(interviewSeats).where(eq(interviewSeats.invitationId, id))
      const data = {
        event: 'interviewing.changed',
        postingId,
        applicationId,
        jobTitle,
        what: 'near',
        startsAt: startsAt.toISOString(),
        timeZone,
      } as const
      const key = `${id} near ${startsAt.toISOString()}`
      await notifyMany(
        ctx,
        tx,
        emit,
        seats.map(({ personId }) => ({ personId, key, data })),
      )
    }
    return near.length
  })
}

/** Cron: asks for scorecards that are missing a day after their interview, once a day at most, until they are given. Returns how many were asked. */
export async function chaseFeedback(ctx: Ctx): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    const now = ctx.now()
    const ago = (ms: number) => new Date(now.getTime() - ms)
    const due = await tx
      .select({ panel: interviewPanels, invitation: interviewInvitations, jobTitle: postings.title })
      .from(interviewPanels)
      .innerJoin(
        interviewSeats,
        and(eq(interviewSeats.invitationId, interviewPanels.invitationId), eq(interviewSeats.personId, interviewPanels.personId)),
      )
      .innerJoin(interviewInvitations, eq(interviewInvitations.id, interviewPanels.invitationId))
      .innerJoin(postings, eq(postings.id, interviewInvitations.postingId))
      .leftJoin(
        interviewFeedback,
        and(eq(interviewFeedback.invitationId, interviewPanels.invitationId), eq(interviewFeedback.personId, interviewPanels.personId)),
      )
      .where(
        and(
          isNull(interviewFeedback.id),
          isNull(interviewInvitations.calledOffAt),
          lte(interviewInvitations.endsAt, ago(DAY_MS)),
          gt(interviewInvitations.endsAt, ago(CHASED_DAYS * DAY_MS)),
          or(isNull(interviewPanels.chasedAt), lte(interviewPanels.chasedAt, ago(DAY_MS))),
        ),
      )
      .orderBy(asc(interviewPanels.invitationId), asc(interviewPanels.personId))
      .limit(AT_ONCE)
      .for('update', { of: interviewPanels, skipLocked: true })
    if (due.length === 0) return 0
    for (const { panel } of due)
      await tx
        .update(interviewPanels)
        .set({ chasedAt: now })
        .where(and(eq(interviewPanels.invitationId, panel.invitationId), inArray(interviewPanels.personId, [panel.personId])))
    await notifyMany(
      ctx,
      tx,
      emit,
      due.flatMap(({ panel, invitation, jobTitle }) =>
        invitation.startsAt
          ? [
              {
                personId: panel.personId,
                key: `${invitation.id} ${now.toISOString()}`,
                data: {
                  event: 'interviewing.feedback' as const,
                  invitationId: invitation.id,
                  jobTitle,
                  startsAt: invitation.startsAt.toISOString(),
                  timeZone: invitation.timeZone,
                },
              },
            ]
          : [],
      ),
    )
    return due.length
  })
}
