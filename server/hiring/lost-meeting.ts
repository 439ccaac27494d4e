import { and, asc, eq, gt, gte, isNull, or } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { interviewInvitations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { HiringRow } from './access'

/** A time that was agreed and falls away, on the clock of its candidate. */
export interface LostMeeting {
  startsAt: string
  timeZone: string
}

/**
 * The next interview that falls away with the end of an application, for the one mail that a candidate without an account gets about it.
 * Whether it was called off already does not matter: both tasks are due at the same time. `null`: none, or who has an account hears of it there.
 */
export async function findLostMeeting(ctx: Ctx, tx: Db, row: HiringRow): Promise<LostMeeting | null> {
  if (row.dispositionKind === null || row.personId !== null || row.sealedStatusToken === null) return null
  const [lost] = await tx
    .select({
      startsAt: interviewInvitations.startsAt,
      timeZone: interviewInvitations.timeZone,
      ownTimeZone: interviewInvitations.candidateTimeZone,
    })
    .from(interviewInvitations)
    .where(
      and(
        eq(interviewInvitations.applicationId, row.id),
        gt(interviewInvitations.startsAt, ctx.now()),
        or(isNull(interviewInvitations.calledOffAt), gte(interviewInvitations.calledOffAt, row.stageSince)),
      ),
    )
    .orderBy(asc(interviewInvitations.startsAt), asc(interviewInvitations.id))
    .limit(1)
  return lost?.startsAt ? { startsAt: lost.startsAt.toISOString(), timeZone: lost.ownTimeZone ?? lost.timeZone } : null
}
