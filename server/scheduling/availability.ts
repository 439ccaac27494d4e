import { and, asc, count, eq, gt } from 'drizzle-orm'
import {
  type AddAvailabilityTime,
  AVAILABILITY_TIMES_MAX,
  type Availability,
  BUSY_FEEDS_MAX,
  type FeedFault,
  type SetHours,
} from '../../contract/scheduling'
import { availabilities, availabilityTimes, busyFeeds, busyTimes, people } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, invalid, notFound } from '../core/errors'
import { ASSUMED_HOURS } from './member-times'
import { readFeed, sealName } from './read-feed'

/** When the person can be met, as they set it. Past times of their own are left out. */
export async function getAvailability(ctx: PersonCtx): Promise<Availability> {
  const { personId } = ctx.actor
  const [[person], [held], times, feeds] = await Promise.all([
    ctx.db.select({ timeZone: people.timeZone }).from(people).where(eq(people.id, personId)),
    ctx.db.select().from(availabilities).where(eq(availabilities.personId, personId)),
    ctx.db
      .select()
      .from(availabilityTimes)
      .where(and(eq(availabilityTimes.personId, personId), gt(availabilityTimes.endsAt, ctx.now())))
      .orderBy(asc(availabilityTimes.startsAt), asc(availabilityTimes.id)),
    ctx.db
      .select({ feed: busyFeeds, busyCount: count(busyTimes.startsAt) })
      .from(busyFeeds)
      .leftJoin(busyTimes, eq(busyTimes.feedId, busyFeeds.id))
      .where(eq(busyFeeds.personId, personId))
      .groupBy(busyFeeds.id)
      .orderBy(asc(busyFeeds.addedAt), asc(busyFeeds.id)),
  ])
  return {
    timeZone: held?.timeZone ?? person?.timeZone ?? 'UTC',
    weekly: held?.weekly ?? ASSUMED_HOURS,
    isAssumed: held === undefined,
    times: times.map(({ id, kind, startsAt, endsAt }) => ({ id, kind, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
    feeds: feeds.map(({ feed: { id, host, addedAt, readAt, fault, unreadCount }, busyCount }) => ({
      id,
      host,
      addedAt: addedAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
      fault,
      unreadCount,
      busyCount,
    })),
  }
}

/** Sets the weekly hours. Interviews that are agreed already stay. */
export async function setHours(ctx: PersonCtx, { timeZone, weekly }: SetHours): Promise<Availability> {
  const row = { personId: ctx.actor.personId, timeZone, weekly, updatedAt: ctx.now() }
  await ctx.db.insert(availabilities).values(row).onConflictDoUpdate({ target: availabilities.personId, set: row })
  return getAvailability(ctx)
}

/** Adds an open or a blocked time. @throws invalid `availability.too-many` */
export async function addAvailabilityTime(ctx: PersonCtx, { kind, startsAt, endsAt }: AddAvailabilityTime): Promise<Availability> {
  const { personId } = ctx.actor
  const held = await ctx.db.$count(availabilityTimes, eq(availabilityTimes.personId, personId))
  if (held >= AVAILABILITY_TIMES_MAX) throw invalid('availability.too-many', 'Remove some of these times first.')
  await ctx.db.insert(availabilityTimes).values({
    id: ctx.newId('availabilityTime'),
    personId,
    kind,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    createdAt: ctx.now(),
  })
  return getAvailability(ctx)
}

/** Takes one's own time away. @throws not_found */
export async function removeAvailabilityTime(ctx: PersonCtx, timeId: string): Promise<Availability> {
  const gone = await ctx.db
    .delete(availabilityTimes)
    .where(and(eq(availabilityTimes.id, timeId), eq(availabilityTimes.personId, ctx.actor.personId)))
    .returning({ id: availabilityTimes.id })
  if (gone.length === 0) throw notFound('availability-time', timeId)
  return getAvailability(ctx)
}

/**
 * Adds a calendar that says when the person is busy, and reads it at once. The same address again is the same calendar.
 * @throws invalid `calendar.unreadable`  it cannot be read, beside the field `url`; `calendar.too-many`
 */
export async function addBusyFeed(ctx: PersonCtx, { url: given }: { url: string }): Promise<Availability> {
  const { personId } = ctx.actor
  // What calendar programs call their addresses.
  const url = given.replace(/^webcals?:/i, 'https:')
  const urlHash = await ctx.hash(`busy-feed:${personId}:${url}`)
  const held = await ctx.db.select({ urlHash: busyFeeds.urlHash }).from(busyFeeds).where(eq(busyFeeds.personId, personId))
  if (held.some((feed) => feed.urlHash === urlHash)) return getAvailability(ctx)
  if (held.length >= BUSY_FEEDS_MAX) throw invalid('calendar.too-many', `You have ${BUSY_FEEDS_MAX} calendars here. Remove one first.`)
  const id = ctx.newId('busyFeed')
  const added = await ctx.db
    .insert(busyFeeds)
    .values({ id, personId, host: new URL(url).hostname, sealedUrl: await ctx.seal(url, sealName(id)), urlHash, addedAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ id: busyFeeds.id })
  if (added.length === 0) return getAvailability(ctx)
  await readFeed(ctx, id)
  const [feed] = await ctx.db.select({ fault: busyFeeds.fault }).from(busyFeeds).where(eq(busyFeeds.id, id))
  if (!feed?.fault) return getAvailability(ctx)
  await ctx.db.delete(busyFeeds).where(eq(busyFeeds.id, id))
  const message = FAULT_SENTENCES[feed.fault]
  throw new AppError('invalid', 'calendar.unreadable', { message, fields: { url: message } })
}

/** Takes one's own calendar away, with what was read of it. @throws not_found */
export async function removeBusyFeed(ctx: PersonCtx, feedId: string): Promise<Availability> {
  const gone = await ctx.db
    .delete(busyFeeds)
    .where(and(eq(busyFeeds.id, feedId), eq(busyFeeds.personId, ctx.actor.personId)))
    .returning({ id: busyFeeds.id })
  if (gone.length === 0) throw notFound('calendar', feedId)
  return getAvailability(ctx)
}

/** Reads one's own calendar now. @throws not_found */
export async function readOwnFeed(ctx: PersonCtx, feedId: string): Promise<Availability> {
  const [held] = await ctx.db
    .select({ id: busyFeeds.id })
    .from(busyFeeds)
    .where(and(eq(busyFeeds.id, feedId), eq(busyFeeds.personId, ctx.actor.personId)))
  if (!held) throw notFound('calendar', feedId)
  await readFeed(ctx, feedId)
  return getAvailability(ctx)
}

const FAULT_SENTENCES: Record<FeedFault, string> = {
  'not-https': 'Give an address that starts with https://, without a port or a password in it.',
  'not-public': 'This address is not on the public web.',
  unreachable: 'Nothing answers at this address. Copy it again from your calendar.',
  'timed-out': 'The calendar took longer than 5 seconds. Try again.',
  refused: 'The calendar does not let us in. Copy its secret address (iCal) from its settings.',
  'too-large': 'This calendar is larger than 3 MB.',
  'too-many-redirects': 'The address leads on and on.',
  'not-a-calendar': 'There is no calendar at this address. Copy the one that ends in .ics.',
  'too-complex': 'This calendar repeats more than we can read. Give one with fewer repeating events.',
}
