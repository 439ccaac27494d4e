import type { ApplicationCard, Reminder } from '../../contract/applications'
import type { Interview } from '../../contract/interviews'
import { type CalendarEntry, dayIn, timeIn } from './calendar-days'

type Told = { cards: ApplicationCard[]; interviews: Interview[]; reminders: Reminder[] }

/** Everything that has a day, of the applications that are shown, in the order of the day. */
export function calendarEntries({ cards, interviews, reminders }: Told, days: string[], timeZone: string): CalendarEntry[] {
  const titles = new Map(cards.map((card) => [card.id, [card.title, card.companyName].filter(Boolean).join(', ')]))
  const shown = new Set(days)
  const entries: CalendarEntry[] = [
    ...interviews
      .filter((interview) => interview.calledOffAt === null)
      .map(({ id, applicationId, startsAt }) =>
        entry(id, applicationId, 'interview' as const, startsAt, true, titles.get(applicationId) ?? ''),
      ),
    ...reminders.map(({ id, applicationId, dueAt, isAllDay, text }) =>
      entry(id, applicationId, 'reminder' as const, dueAt, !isAllDay, `${text}: ${titles.get(applicationId) ?? ''}`),
    ),
    ...cards.flatMap(({ id, appliedAt }) =>
      appliedAt ? [entry(`${id} applied`, id, 'applied' as const, appliedAt, false, titles.get(id) ?? '')] : [],
    ),
  ]
  return entries
    .filter(({ applicationId, day }) => titles.has(applicationId) && shown.has(day))
    .sort((a, b) => compare(a.day, b.day) || compare(a.time ?? '', b.time ?? '') || compare(a.id, b.id))

  function entry(
    id: string,
    applicationId: string,
    kind: CalendarEntry['kind'],
    at: string,
    hasTime: boolean,
    text: string,
  ): CalendarEntry {
    return { id, applicationId, kind, day: dayIn(at, timeZone), time: hasTime ? timeIn(at, timeZone) : null, text }
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
