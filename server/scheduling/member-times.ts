import { and, asc, eq, gt, inArray, lt, ne } from 'drizzle-orm'
import { FEED_BELIEVED_MS, type Reliance, type WeeklyHours } from '../../contract/scheduling'
import type { Db } from '../../db/client'
import { availabilities, availabilityTimes, busyFeeds, busyTimes, interviewSeats, members, people } from '../../db/schema'
import type { MemberTimes, Span } from './core/free-starts'

/** Weekdays from nine to five, until somebody says otherwise. */
export const ASSUMED_HOURS: WeeklyHours = [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [{ from: 9 * 60, to: 17 * 60 }] : []))
/** A calendar that should be read every quarter of an hour, and was not for this long, may have changed. */
const STALE_MS = 45 * 60_000

export interface PanelMember extends MemberTimes {
  name: string
  reliance: Reliance
}

/**
 * What decides when people of an organisation can be met, in the order of their ids. Whose calendar cannot be relied on any more, and who
 * has left, is busy all the time: nobody counts as free because we do not know.
 *
 * @param exceptInvitationId whose own seats do not stand in its way
 */
export async function loadMemberTimes(
  db: Db,
  asked: { organisationId: string; personIds: readonly string[]; window: Span; now: Date; exceptInvitationId: string },
): Promise<PanelMember[]> {
  const { window, now } = asked
  const ids = [...asked.personIds]
  if (ids.length === 0) return []
  const [from, to] = [new Date(window.from), new Date(window.to)]
  const [found, times, feeds, busy, seats] = await Promise.all([
    db
      .select({
        id: people.id,
        name: people.name,
        zone: people.timeZone,
        timeZone: availabilities.timeZone,
        weekly: availabilities.weekly,
        role: members.role,
      })
      .from(people)
      .leftJoin(availabilities, eq(availabilities.personId, people.id))
      .leftJoin(members, and(eq(members.personId, people.id), eq(members.organisationId, asked.organisationId)))
      .where(inArray(people.id, ids))
      .orderBy(asc(people.id)),
    db
      .select()
      .from(availabilityTimes)
      .where(and(inArray(availabilityTimes.personId, ids), lt(availabilityTimes.startsAt, to), gt(availabilityTimes.endsAt, from))),
    db.select({ personId: busyFeeds.personId, readAt: busyFeeds.readAt }).from(busyFeeds).where(inArray(busyFeeds.personId, ids)),
    db
      .select({ personId: busyFeeds.personId, startsAt: busyTimes.startsAt, endsAt: busyTimes.endsAt })
      .from(busyTimes)
      .innerJoin(busyFeeds, eq(busyFeeds.id, busyTimes.feedId))
      .where(and(inArray(busyFeeds.personId, ids), lt(busyTimes.startsAt, to), gt(busyTimes.endsAt, from))),
    db
      .select()
      .from(interviewSeats)
      .where(
        and(
          inArray(interviewSeats.personId, ids),
          lt(interviewSeats.startsAt, to),
          gt(interviewSeats.heldUntil, from),
          ne(interviewSeats.invitationId, asked.exceptInvitationId),
        ),
      ),
  ])
  return found.map(({ id, name, zone, timeZone, weekly, role }) => {
    const own = <Row extends { personId: string }>(rows: Row[]) => rows.filter(({ personId }) => personId === id)
    const reliance = relianceOf(own(feeds), { now, isMember: role !== null, hasHours: weekly !== null })
    const isUnknown = reliance === 'left' || reliance === 'calendar-unread'
    const spansOf = (kind: 'open' | 'blocked') =>
      own(times).flatMap((time) => (time.kind === kind ? [spanOf(time.startsAt, time.endsAt)] : []))
    return {
      personId: id,
      name,
      reliance,
      timeZone: timeZone ?? zone,
      weekly: weekly ?? ASSUMED_HOURS,
      open: spansOf('open'),
      busy: isUnknown
        ? [{ from: window.from, to: window.to + 1 }]
        : [
            ...spansOf('blocked'),
            ...own(busy).map(({ startsAt, endsAt }) => spanOf(startsAt, endsAt)),
            ...own(seats).map(({ startsAt, heldUntil }) => spanOf(startsAt, heldUntil)),
          ],
    }
  })
}

function relianceOf(
  feeds: readonly { readAt: Date | null }[],
  { now, isMember, hasHours }: { now: Date; isMember: boolean; hasHours: boolean },
): Reliance {
  if (!isMember) return 'left'
  const oldestMs = Math.max(
    0,
    ...feeds.map(({ readAt }) => (readAt === null ? Number.POSITIVE_INFINITY : now.getTime() - readAt.getTime())),
  )
  if (oldestMs > FEED_BELIEVED_MS) return 'calendar-unread'
  if (oldestMs > STALE_MS) return 'calendar-stale'
  return hasHours ? 'sure' : 'assumed-hours'
}

const spanOf = (startsAt: Date, endsAt: Date): Span => ({ from: startsAt.getTime(), to: endsAt.getTime() })
