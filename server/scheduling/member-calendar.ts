import { and, asc, eq, gt, isNotNull, or } from 'drizzle-orm'
import { interviewInvitations, interviewPanels, interviewSeats, organisations, people, postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import type { CalendarEntry } from '../interviews/core/write-calendar'

const PAST_MS = 90 * 86_400_000
const ENTRIES_MAX = 500

/** Interviews that somebody holds for their organisations, for their own calendar: without the candidate's name, which stands behind the link. */
export async function listHeldInterviews(ctx: Ctx, personId: string): Promise<CalendarEntry[]> {
  const rows = await ctx.db
    .select({ invitation: interviewInvitations, title: postings.title, companyName: organisations.name, timeZone: people.timeZone })
    .from(interviewPanels)
    .innerJoin(interviewInvitations, eq(interviewInvitations.id, interviewPanels.invitationId))
    .innerJoin(people, eq(people.id, interviewPanels.personId))
    .innerJoin(postings, eq(postings.id, interviewInvitations.postingId))
    .innerJoin(organisations, eq(organisations.id, interviewInvitations.organisationId))
    .leftJoin(interviewSeats, and(eq(interviewSeats.invitationId, interviewPanels.invitationId), eq(interviewSeats.personId, personId)))
    .where(
      and(
        eq(interviewPanels.personId, personId),
        gt(interviewInvitations.endsAt, new Date(ctx.now().getTime() - PAST_MS)),
        // A seat is given back when an interview is called off: of a whole panel we know that each of it had one.
        or(isNotNull(interviewSeats.personId), and(isNotNull(interviewInvitations.calledOffAt), eq(interviewInvitations.mode, 'all'))),
      ),
    )
    .orderBy(asc(interviewInvitations.startsAt), asc(interviewInvitations.id))
    .limit(ENTRIES_MAX)
  return rows.flatMap(({ invitation, title, companyName, timeZone }) => {
    const { startsAt, endsAt, createdAt, updatedAt, calledOffAt } = invitation
    if (!startsAt || !endsAt) return []
    const { applicationId, postingId, interviewId, kind, link, place, version } = invitation
    return [
      {
        kind: 'interview' as const,
        path: `/hiring/${postingId}/${applicationId}`,
        subject: { title, companyName },
        interview: {
          id: interviewId,
          applicationId,
          kind,
          people: [],
          link,
          place,
          notes: null,
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          timeZone,
          employerTimeZone: invitation.timeZone,
          calledOffAt: calledOffAt?.toISOString() ?? null,
          createdAt: createdAt.toISOString(),
          updatedAt: updatedAt.toISOString(),
          version,
        },
      },
    ]
  })
}
