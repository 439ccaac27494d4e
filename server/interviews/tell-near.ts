import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import { applications, interviews } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'

const TELL_MAX = 200
const AHEAD_MS = 24 * 3_600_000

/** Cron: tells people of interviews a day ahead, anew when one was put to another time. Returns how many were looked at. */
export async function tellNearInterviews(ctx: Ctx): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    const now = ctx.now()
    const near = await tx
      .select({
        interview: interviews,
        title: applications.title,
        companyName: applications.companyName,
        removedAt: applications.removedAt,
      })
      .from(interviews)
      .innerJoin(applications, eq(applications.id, interviews.applicationId))
      .where(
        and(
          isNull(interviews.calledOffAt),
          gt(interviews.startsAt, now),
          lte(interviews.startsAt, new Date(now.getTime() + AHEAD_MS)),
          or(isNull(interviews.toldVersion), sql`${interviews.toldVersion} < ${interviews.version}`),
        ),
      )
      .orderBy(asc(interviews.startsAt), asc(interviews.id))
      .limit(TELL_MAX)
      .for('update', { of: interviews, skipLocked: true })
    for (const { interview, title, companyName, removedAt } of near) {
      await tx.update(interviews).set({ toldVersion: interview.version }).where(eq(interviews.id, interview.id))
      if (removedAt !== null) continue
      const startsAt = interview.startsAt.toISOString()
      await notify(ctx, tx, emit, {
        personId: interview.personId,
        key: `${interview.id} ${startsAt}`,
        data: {
          event: 'interview.reminder',
          interviewId: interview.id,
          applicationId: interview.applicationId,
          jobTitle: title,
          companyName,
          startsAt,
          timeZone: interview.timeZone,
        },
      })
    }
    return near.length
  })
}
