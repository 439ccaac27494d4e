import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm'
import { applications, reminders } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { silenceOf } from './core/silence'
import { listAnswerDays } from './find-silence'

const TELL_MAX = 200
const LOOK_MAX = 2_000
const DAY_MS = 86_400_000
/** What was due earlier than this is no news: it came by an import, or we were away. */
const LATE_MS_MAX = 2 * DAY_MS
const SILENT_DAYS_MAX = 60
const SHARES = 60

/** Cron: tells people of reminders that have come due, each time it is due once. Returns how many were looked at. */
export async function tellDueReminders(ctx: Ctx): Promise<number> {
  return withEvents(ctx, async (tx, emit) => {
    const now = ctx.now()
    const due = await tx
      .select({ reminder: reminders, title: applications.title, companyName: applications.companyName, removedAt: applications.removedAt })
      .from(reminders)
      .innerJoin(applications, eq(applications.id, reminders.applicationId))
      .where(and(isNull(reminders.doneAt), isNull(reminders.toldAt), lte(reminders.dueAt, now)))
      .orderBy(asc(reminders.dueAt), asc(reminders.id))
      .limit(TELL_MAX)
      .for('update', { of: reminders, skipLocked: true })
    for (const { reminder, title, companyName, removedAt } of due) {
      if (removedAt !== null || now.getTime() - reminder.dueAt.getTime() > LATE_MS_MAX) continue
      const dueAt = reminder.dueAt.toISOString()
      await notify(ctx, tx, emit, {
        personId: reminder.personId,
        key: `${reminder.id} ${dueAt}`,
        data: {
          event: 'application.reminder',
          applicationId: reminder.applicationId,
          jobTitle: title,
          companyName,
          note: reminder.text,
          dueAt,
        },
      })
    }
    if (due.length > 0)
      await tx
        .update(reminders)
        .set({ toldAt: now })
        .where(
          inArray(
            reminders.id,
            due.map(({ reminder }) => reminder.id),
          ),
        )
    return due.length
  })
}

/**
 * Cron: tells people of employers who have been silent for longer than is usual, once for each stage. Everybody is looked at once an hour,
 * a sixtieth of all people in each minute. Returns how many were silent.
 */
export async function tellSilence(ctx: Ctx): Promise<number> {
  const now = ctx.now()
  const share = now.getUTCMinutes() % SHARES
  const waiting = await ctx.db
    .select({
      id: applications.id,
      personId: applications.personId,
      group: applications.stageGroup,
      stageSince: applications.stageSince,
      title: applications.title,
      companyName: applications.companyName,
    })
    .from(applications)
    .where(
      and(
        isNull(applications.removedAt),
        isNull(applications.silenceToldAt),
        sql`stage_group <> 'closed'`,
        inArray(applications.stageGroup, ['applied', 'screening', 'interview', 'offer']),
        lte(applications.stageSince, new Date(now.getTime() - 3 * DAY_MS)),
        sql`abs(hashtext(${applications.personId})::bigint) % ${SHARES} = ${share}`,
      ),
    )
    .orderBy(asc(applications.stageSince), asc(applications.id))
    .limit(LOOK_MAX)
  let told = 0
  for (const [personId, own] of Map.groupBy(waiting, (row) => row.personId)) {
    const answerDays = await listAnswerDays(ctx.db, personId)
    for (const row of own) {
      const silence = silenceOf({ id: row.id, group: row.group, stageSinceMs: row.stageSince.getTime() }, answerDays, now.getTime())
      if (!silence?.isSilent) continue
      told++
      await withEvents(ctx, async (tx, emit) => {
        const [still] = await tx
          .update(applications)
          .set({ silenceToldAt: now })
          .where(and(eq(applications.id, row.id), isNull(applications.silenceToldAt), eq(applications.stageSince, row.stageSince)))
          .returning({ id: applications.id })
        if (!still || silence.silentDays > SILENT_DAYS_MAX) return
        await notify(ctx, tx, emit, {
          personId,
          key: `${row.id} silent ${row.stageSince.toISOString()}`,
          data: {
            event: 'application.silent',
            applicationId: row.id,
            jobTitle: row.title,
            companyName: row.companyName,
            days: silence.silentDays,
          },
        })
      })
    }
  }
  return told
}
