import { and, asc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import type { CalendarFeed, CalendarFile, IssuedCalendarFeed } from '../../contract/interviews'
import { applications, calendarFeeds, interviews, people, reminders } from '../../db/schema'
import { showInterview, showReminder } from '../applications/show-parts'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound, tooMany } from '../core/errors'
import type { CalendarEntry } from './core/write-calendar'
import { getInterview } from './interviews'

const PAST_DAYS = 90
const ENTRIES_MAX = 1_000
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const RETRY_S = 60

/** A new secret address for calendars. The one before ends at once; the address is shown this once. */
export async function issueCalendarFeed(ctx: PersonCtx, { hasReminders }: { hasReminders: boolean }): Promise<IssuedCalendarFeed> {
  const token = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const tokenHash = await hashToken(token)
  const now = ctx.now()
  await ctx.transact(async (tx) => {
    await tx
      .update(calendarFeeds)
      .set({ revokedAt: now })
      .where(and(eq(calendarFeeds.personId, ctx.actor.personId), isNull(calendarFeeds.revokedAt)))
    await tx.insert(calendarFeeds).values({ tokenHash, personId: ctx.actor.personId, hasReminders, createdAt: now })
  })
  return { url: `${ctx.origin}/calendar/${token}.ics`, hasReminders, createdAt: now.toISOString(), lastReadAt: null }
}

/** The address there is, without its secret; `null` when there is none. */
export async function findCalendarFeed(ctx: PersonCtx): Promise<CalendarFeed | null> {
  const [row] = await ctx.db
    .select()
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.personId, ctx.actor.personId), isNull(calendarFeeds.revokedAt)))
  if (!row) return null
  return { hasReminders: row.hasReminders, createdAt: row.createdAt.toISOString(), lastReadAt: row.lastReadAt?.toISOString() ?? null }
}

/** Ends the address: who asks it again is told that there is nothing. Twice is the same as once. */
export async function revokeCalendarFeed(ctx: PersonCtx): Promise<{ ok: true }> {
  await ctx.db
    .update(calendarFeeds)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(calendarFeeds.personId, ctx.actor.personId), isNull(calendarFeeds.revokedAt)))
  return { ok: true }
}

/**
 * The calendar behind a secret address: interviews of the last 90 days and all to come, called-off ones as cancelled, and open reminders if wanted.
 * @param listHeld  interviews that the person holds for an employer
 * @throws not_found  for an unknown, a revoked and an erased one alike
 * @throws too_many `calendar.too-many`  more than twenty times a minute
 */
export async function readCalendarFeed(
  ctx: Ctx,
  token: string,
  listHeld: (ctx: Ctx, personId: string) => Promise<CalendarEntry[]> = async () => [],
): Promise<string> {
  const tokenHash = await hashToken(token)
  const [feed] = await ctx.db
    .select({ personId: calendarFeeds.personId, hasReminders: calendarFeeds.hasReminders, timeZone: people.timeZone })
    .from(calendarFeeds)
    .innerJoin(people, eq(people.id, calendarFeeds.personId))
    .where(and(eq(calendarFeeds.tokenHash, tokenHash), isNull(calendarFeeds.revokedAt)))
  if (!feed) throw notFound('calendar', 'secret')
  if (!(await ctx.allow('paste', `calendar:${tokenHash.slice(0, 24)}`))) throw tooMany('calendar.too-many', RETRY_S)
  const now = ctx.now()
  const entries = [...(await listEntries(ctx, feed, now)), ...(await listHeld(ctx, feed.personId))]
  await ctx.db
    .update(calendarFeeds)
    .set({ lastReadAt: now })
    .where(
      and(
        eq(calendarFeeds.tokenHash, tokenHash),
        or(isNull(calendarFeeds.lastReadAt), lt(calendarFeeds.lastReadAt, new Date(now.getTime() - HOUR_MS))),
      ),
    )
  const { writeCalendar } = await import('./core/write-calendar')
  return writeCalendar(entries, { timeZone: feed.timeZone, origin: ctx.origin })
}

/** One interview as a calendar file. @throws not_found  it is not this person's */
export async function writeInterviewFile(ctx: PersonCtx, interviewId: string): Promise<CalendarFile> {
  const interview = await getInterview(ctx, ctx.db, interviewId)
  const [subject] = await ctx.db
    .select({ title: applications.title, companyName: applications.companyName })
    .from(applications)
    .where(and(eq(applications.id, interview.applicationId), eq(applications.personId, ctx.actor.personId)))
  if (!subject) throw notFound('interview', interviewId)
  const { writeCalendar } = await import('./core/write-calendar')
  return {
    name: `${interview.id}.ics`,
    mediaType: 'text/calendar',
    body: writeCalendar([{ kind: 'interview', interview, subject }], { timeZone: interview.timeZone, origin: ctx.origin }),
  }
}

async function listEntries(ctx: Ctx, feed: { personId: string; hasReminders: boolean }, now: Date): Promise<CalendarEntry[]> {
  const subject = { title: applications.title, companyName: applications.companyName }
  const [interviewRows, reminderRows] = await Promise.all([
    ctx.db
      .select({ row: interviews, subject })
      .from(interviews)
      .innerJoin(applications, eq(applications.id, interviews.applicationId))
      .where(
        and(
          eq(interviews.personId, feed.personId),
          gt(interviews.endsAt, new Date(now.getTime() - PAST_DAYS * DAY_MS)),
          isNull(applications.removedAt),
        ),
      )
      .orderBy(asc(interviews.startsAt), asc(interviews.id))
      .limit(ENTRIES_MAX),
    feed.hasReminders
      ? ctx.db
          .select({ row: reminders, subject })
          .from(reminders)
          .innerJoin(applications, eq(applications.id, reminders.applicationId))
          .where(and(eq(reminders.personId, feed.personId), isNull(reminders.doneAt), isNull(applications.removedAt)))
          .orderBy(asc(reminders.dueAt), asc(reminders.id))
          .limit(ENTRIES_MAX)
      : [],
  ])
  return [
    ...interviewRows.map(({ row, subject }) => ({ kind: 'interview' as const, interview: showInterview(row), subject })),
    ...reminderRows.map(({ row, subject }) => ({
      kind: 'reminder' as const,
      reminder: showReminder(row),
      updatedAt: row.updatedAt.toISOString(),
      subject,
    })),
  ]
}

/** The token is 256 random bits, so that a plain hash keeps it. */
async function hashToken(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
