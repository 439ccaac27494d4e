import { and, asc, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import { FEED_FRESH_MS } from '../../contract/scheduling'
import { availabilities, busyFeeds, busyTimes, people } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { addTask } from '../tasks/add-task'

const DAY_MS = 86_400_000
/** Beyond the latest day that an invitation may reach. */
const AHEAD_DAYS = 95
const EVERY_MS = 15 * 60_000
const AT_ONCE = 200
const BUSY_MAX = 5_000

/** Cron: has every calendar read that was not asked for a quarter of an hour. Returns how many. */
export async function startFeedReads(ctx: Ctx): Promise<number> {
  const now = ctx.now()
  const due = await ctx.db
    .select({ id: busyFeeds.id, askedAt: busyFeeds.askedAt })
    .from(busyFeeds)
    .where(or(isNull(busyFeeds.askedAt), lte(busyFeeds.askedAt, new Date(now.getTime() - EVERY_MS))))
    .orderBy(asc(busyFeeds.askedAt), asc(busyFeeds.id))
    .limit(AT_ONCE)
  if (due.length === 0) return 0
  await ctx.transact(async (tx) => {
    for (const { id, askedAt } of due)
      await addTask(ctx, tx, { payload: { kind: 'scheduling.read-feed', feedId: id }, key: `${id}:${askedAt?.getTime() ?? 0}` })
  })
  return due.length
}

/**
 * Task: reads a calendar and keeps when its owner is busy. What it could not read it says beside the address, and what was read before
 * stays. One that is the same as before is not read again on the same day.
 */
export async function readFeed(ctx: Ctx, feedId: string): Promise<void> {
  const [feed] = await ctx.db
    .select({ feed: busyFeeds, zone: people.timeZone, timeZone: availabilities.timeZone })
    .from(busyFeeds)
    .innerJoin(people, eq(people.id, busyFeeds.personId))
    .leftJoin(availabilities, eq(availabilities.personId, busyFeeds.personId))
    .where(eq(busyFeeds.id, feedId))
  if (!feed) return
  const { sealedUrl, etag, readAt } = feed.feed
  const now = ctx.now()
  // Each day begins anew, since what repeats reaches a day further.
  const isSameDay = readAt?.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)
  // Before anything of it is read: a reading that is stopped half-way is not begun again before its time.
  await ctx.db.update(busyFeeds).set({ askedAt: now }).where(eq(busyFeeds.id, feedId))
  const answer = await ctx.fetchCalendar(await ctx.unseal(sealedUrl, sealName(feedId)), isSameDay ? etag : null)
  if (answer.kind === 'same') {
    await ctx.db.update(busyFeeds).set({ readAt: now, fault: null }).where(eq(busyFeeds.id, feedId))
    return
  }
  const { readBusy } = await import('./core/read-busy')
  const window = { from: now.getTime() - DAY_MS, to: now.getTime() + AHEAD_DAYS * DAY_MS }
  const etagRead = answer.kind === 'read' ? answer.etag : null
  const reading = answer.kind === 'read' ? readBusy(answer.text, { window, timeZone: feed.timeZone ?? feed.zone }) : answer.fault
  if (typeof reading === 'string') {
    await ctx.db.update(busyFeeds).set({ fault: reading }).where(eq(busyFeeds.id, feedId))
    return
  }
  const { busy, unreadCount } = reading
  // Of a calendar that is full beyond all measure the nearest times are kept, and all behind them counts as busy.
  const kept = busy.slice(0, BUSY_MAX)
  const last = kept.at(-1)
  if (last && busy.length > BUSY_MAX) last.to = window.to
  await ctx.transact(async (tx) => {
    const [held] = await tx.select({ id: busyFeeds.id }).from(busyFeeds).where(eq(busyFeeds.id, feedId)).for('update')
    if (!held) return
    await tx.delete(busyTimes).where(eq(busyTimes.feedId, feedId))
    const rows = kept.map(({ from, to }) => ({ feedId, startsAt: new Date(from), endsAt: new Date(to) }))
    for (let at = 0; at < rows.length; at += 1_000) await tx.insert(busyTimes).values(rows.slice(at, at + 1_000))
    await tx.update(busyFeeds).set({ readAt: now, fault: null, etag: etagRead, unreadCount }).where(eq(busyFeeds.id, feedId))
  })
}

/** Reads calendars of these people that were not read lately, before somebody counts on them. */
export async function freshenFeeds(ctx: Ctx, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  const old = await ctx.db
    .select({ id: busyFeeds.id })
    .from(busyFeeds)
    .where(
      and(
        inArray(busyFeeds.personId, [...personIds]),
        or(isNull(busyFeeds.askedAt), lte(busyFeeds.askedAt, new Date(ctx.now().getTime() - FEED_FRESH_MS))),
      ),
    )
    .orderBy(asc(busyFeeds.id))
  await Promise.all(old.map(({ id }) => readFeed(ctx, id)))
}

/** Whether every calendar of these people was read lately. */
export async function areFeedsFresh(ctx: Ctx, db: Ctx['db'], personIds: readonly string[]): Promise<boolean> {
  if (personIds.length === 0) return true
  const feeds = await db
    .select({ readAt: busyFeeds.readAt })
    .from(busyFeeds)
    .where(inArray(busyFeeds.personId, [...personIds]))
  return feeds.every(({ readAt }) => readAt !== null && ctx.now().getTime() - readAt.getTime() <= FEED_FRESH_MS)
}

export const sealName = (feedId: string) => `busy_feeds.sealed_url:${feedId}`
