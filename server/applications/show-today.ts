import { and, asc, eq, gt, inArray, isNull, lt } from 'drizzle-orm'
import { type ApplicationCard, DEFAULT_TODAY_WEIGHTS, type Today, type TodayItem, type TodayWeights } from '../../contract/applications'
import { applications, interviews, people, reminders, todayPreferences } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { localDate, startOfLocalDay } from './core/local-day'
import { compareTodayItems, scoreTodayItem } from './core/order-today'
import { silenceOf } from './core/silence'
import { listAnswerDays } from './find-silence'
import { loadCards } from './show-application'
import { showInterview, showReminder } from './show-parts'

const AHEAD_DAYS = 7
const LIST_MAX = 200
const DAY_MS = 86_400_000

/**
 * What a person should look at now: reminders and interviews that are overdue, due on their calendar day, or due within seven days,
 * and employers who have been silent for longer than is usual. Ordered by the weights the person set.
 */
export async function showToday(ctx: PersonCtx): Promise<Today> {
  const { personId } = ctx.actor
  const now = ctx.now()
  const [[person], weights, answerDays] = await Promise.all([
    ctx.db.select({ timeZone: people.timeZone }).from(people).where(eq(people.id, personId)),
    getTodayWeights(ctx),
    listAnswerDays(ctx.db, personId),
  ])
  const timeZone = person?.timeZone ?? 'UTC'
  const tomorrowMs = startOfLocalDay(now.getTime(), timeZone, 1)
  const until = new Date(startOfLocalDay(now.getTime(), timeZone, AHEAD_DAYS + 1))
  const [reminderRows, interviewRows, waiting] = await Promise.all([
    ctx.db
      .select({ reminder: reminders })
      .from(reminders)
      .innerJoin(applications, eq(applications.id, reminders.applicationId))
      .where(and(eq(reminders.personId, personId), isNull(reminders.doneAt), lt(reminders.dueAt, until), isNull(applications.removedAt)))
      .orderBy(asc(reminders.dueAt), asc(reminders.id))
      .limit(LIST_MAX),
    ctx.db
      .select({ interview: interviews })
      .from(interviews)
      .innerJoin(applications, eq(applications.id, interviews.applicationId))
      .where(
        and(
          eq(interviews.personId, personId),
          isNull(interviews.calledOffAt),
          gt(interviews.endsAt, now),
          lt(interviews.startsAt, until),
          isNull(applications.removedAt),
        ),
      )
      .orderBy(asc(interviews.startsAt), asc(interviews.id))
      .limit(LIST_MAX),
    ctx.db
      .select({ id: applications.id, group: applications.stageGroup, stageSince: applications.stageSince })
      .from(applications)
      .where(
        and(
          eq(applications.personId, personId),
          isNull(applications.removedAt),
          inArray(applications.stageGroup, ['applied', 'screening', 'interview', 'offer']),
        ),
      )
      .orderBy(asc(applications.stageSince), asc(applications.id))
      .limit(LIST_MAX),
  ])
  const silences = waiting.flatMap(({ id, group, stageSince }) => {
    const silence = silenceOf({ id, group, stageSinceMs: stageSince.getTime() }, answerDays, now.getTime())
    return silence?.isSilent ? [{ silence, dueAt: new Date(stageSince.getTime() + silence.thresholdDays * DAY_MS) }] : []
  })
  const ids = [
    ...reminderRows.map(({ reminder }) => reminder.applicationId),
    ...interviewRows.map(({ interview }) => interview.applicationId),
    ...silences.map(({ silence }) => silence.applicationId),
  ]
  const cards = new Map((await loadCards(ctx.db, { personId, now }, [...new Set(ids)])).map((card) => [card.id, card]))
  const drafts: Draft[] = [
    ...reminderRows.map(({ reminder }) => ({
      kind: 'reminder' as const,
      id: reminder.id,
      applicationId: reminder.applicationId,
      dueAt: reminder.dueAt,
      isAllDay: reminder.isAllDay,
      text: reminder.text,
      reminder: showReminder(reminder),
    })),
    ...interviewRows.map(({ interview }) => ({
      kind: 'interview' as const,
      id: interview.id,
      applicationId: interview.applicationId,
      dueAt: interview.startsAt,
      isAllDay: false,
      text: 'Interview',
      interview: showInterview(interview),
    })),
    ...silences.map(({ silence, dueAt }) => ({
      kind: 'silence' as const,
      id: silence.applicationId,
      applicationId: silence.applicationId,
      dueAt,
      isAllDay: true,
      text: `No word for ${silence.silentDays} days`,
      silence,
    })),
  ]
  const items = drafts
    .flatMap((draft) => {
      const card = cards.get(draft.applicationId)
      return card
        ? [toItem(draft, card, { weights, nowMs: now.getTime(), todayMs: startOfLocalDay(now.getTime(), timeZone), tomorrowMs })]
        : []
    })
    .sort(compareTodayItems)
  return {
    date: localDate(now.getTime(), timeZone),
    timeZone,
    weights,
    overdue: items.filter((item) => item.when === 'overdue'),
    today: items.filter((item) => item.when === 'today'),
    upcoming: items.filter((item) => item.when === 'upcoming'),
  }
}

/** How this person wants "today" ordered; what we suggest until they say. */
export async function getTodayWeights(ctx: PersonCtx): Promise<TodayWeights> {
  const [row] = await ctx.db
    .select({ weights: todayPreferences.weights })
    .from(todayPreferences)
    .where(eq(todayPreferences.personId, ctx.actor.personId))
  return row?.weights ?? DEFAULT_TODAY_WEIGHTS
}

export async function setTodayWeights(ctx: PersonCtx, weights: TodayWeights): Promise<TodayWeights> {
  await ctx.db
    .insert(todayPreferences)
    .values({ personId: ctx.actor.personId, weights })
    .onConflictDoUpdate({ target: todayPreferences.personId, set: { weights } })
  return weights
}

type Draft = Pick<TodayItem, 'kind' | 'id' | 'isAllDay' | 'text'> &
  Partial<Pick<TodayItem, 'reminder' | 'interview' | 'silence'>> & { applicationId: string; dueAt: Date }

function toItem(
  { applicationId: _, ...draft }: Draft,
  card: ApplicationCard,
  at: { weights: TodayWeights; nowMs: number; todayMs: number; tomorrowMs: number },
): TodayItem {
  const dueMs = draft.dueAt.getTime()
  const dueAt = draft.dueAt.toISOString()
  // What has the whole day is not late before its day is over; an interview that runs is now.
  const lateFromMs = draft.isAllDay ? at.todayMs : at.nowMs
  const when = dueMs >= at.tomorrowMs ? 'upcoming' : dueMs < lateFromMs && draft.kind !== 'interview' ? 'overdue' : 'today'
  return {
    reminder: null,
    interview: null,
    silence: null,
    ...draft,
    when,
    dueAt,
    card,
    ...scoreTodayItem({ kind: draft.kind, id: draft.id, dueAt, card }, at.weights, at.nowMs),
  }
}
