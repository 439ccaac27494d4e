import { generateIcsCalendar, type IcsEvent } from 'ts-ics'
import type { Reminder } from '../../../contract/applications'
import type { Interview } from '../../../contract/interviews'
import { foldLine } from '../../applications/core/fold-line'
import { localDate } from '../../applications/core/local-day'

/** What of an application a calendar shows beside its interview or reminder. */
export interface CalendarSubject {
  title: string
  companyName: string | null
}
export type CalendarEntry =
  /** `path`: the page of who holds it; else it is the candidate's. */
  | { kind: 'interview'; interview: Interview; subject: CalendarSubject; path?: string }
  | { kind: 'reminder'; reminder: Reminder; updatedAt: string; subject: CalendarSubject }

const REMINDER_MINUTES = 15
const ALARM_MINUTES = 60
/** How soon a calendar should look again. Google decides for itself; Apple and Outlook listen. */
const REFRESH = 'PT1H'

/**
 * A calendar file (RFC 5545). The same entries give the same bytes: stamps are when an entry last changed, so that its address can be compared by its tag.
 * `SEQUENCE` and `LAST-MODIFIED` grow with each version, so that calendars take changes over; what was called off is CANCELLED.
 *
 * @param timeZone  whose day a reminder without a time falls on
 * @param origin    where the pages are, for the link back
 */
export function writeCalendar(entries: readonly CalendarEntry[], { timeZone, origin }: { timeZone: string; origin: string }): string {
  const written = generateIcsCalendar({
    version: '2.0',
    prodId: '-//Numerojobs//Calendar//EN',
    method: 'PUBLISH',
    name: 'Numerojobs',
    events: entries.map((entry) => (entry.kind === 'interview' ? interviewEvent(entry, origin) : reminderEvent(entry, timeZone, origin))),
  })
  const lines = written.replaceAll('\r\n ', '').split('\r\n')
  const head = lines.findIndex((line) => line.startsWith('X-WR-CALNAME'))
  lines.splice(head + 1, 0, `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`, `X-PUBLISHED-TTL:${REFRESH}`)
  return lines.map(foldLine).join('\r\n')
}

function interviewEvent({ interview, subject, path }: Extract<CalendarEntry, { kind: 'interview' }>, origin: string): IcsEvent {
  const { startsAt, endsAt, timeZone, employerTimeZone, people, notes, link, place } = interview
  const clock = (zone: string) => `${timeIn(startsAt, zone)} – ${timeIn(endsAt, zone)} ${zone}`
  const description = [
    clock(timeZone),
    employerTimeZone === timeZone ? null : clock(employerTimeZone),
    people.length === 0 ? null : `With ${people.join(', ')}`,
    link,
    notes,
    `${origin}${path ?? `/applications/${interview.applicationId}`}`,
  ]
  const isOff = interview.calledOffAt !== null
  return {
    uid: `${interview.id}@numerojobs`,
    stamp: { date: new Date(interview.updatedAt) },
    created: { date: new Date(interview.createdAt) },
    lastModified: { date: new Date(interview.updatedAt) },
    sequence: interview.version - 1,
    start: { date: new Date(startsAt) },
    end: { date: new Date(endsAt) },
    summary: plain(`${KIND_WORDS[interview.kind]}: ${subject.title}${subject.companyName === null ? '' : `, ${subject.companyName}`}`),
    description: plain(description.filter((part) => part !== null).join('\n')),
    ...(place === null && link === null ? {} : { location: plain(place ?? link ?? '') }),
    status: isOff ? 'CANCELLED' : 'CONFIRMED',
    ...(isOff ? {} : { alarms: [alarmBefore(ALARM_MINUTES, subject.title)] }),
  }
}

function reminderEvent(
  { reminder, updatedAt, subject }: Extract<CalendarEntry, { kind: 'reminder' }>,
  timeZone: string,
  origin: string,
): IcsEvent {
  const dueMs = Date.parse(reminder.dueAt)
  // A whole day is a date without a zone; the library takes its UTC part.
  const day = new Date(`${localDate(dueMs, timeZone)}T00:00:00.000Z`)
  const common = {
    uid: `${reminder.id}@numerojobs`,
    stamp: { date: new Date(updatedAt) },
    created: { date: new Date(reminder.createdAt) },
    lastModified: { date: new Date(updatedAt) },
    sequence: reminder.version - 1,
    summary: plain(reminder.text),
    description: plain(
      `${subject.title}${subject.companyName === null ? '' : `, ${subject.companyName}`}\n${origin}/applications/${reminder.applicationId}`,
    ),
    timeTransparent: 'TRANSPARENT' as const,
  }
  return reminder.isAllDay
    ? { ...common, start: { date: day, type: 'DATE' as const }, duration: { days: 1 } }
    : {
        ...common,
        start: { date: new Date(dueMs) },
        duration: { minutes: REMINDER_MINUTES },
        alarms: [alarmBefore(0, reminder.text)],
      }
}

const alarmBefore = (minutes: number, description: string) => ({
  action: 'DISPLAY' as const,
  description: plain(description),
  trigger: { type: 'relative' as const, value: { before: true, minutes } },
})

const KIND_WORDS: Record<Interview['kind'], string> = {
  phone: 'Phone interview',
  video: 'Video interview',
  onsite: 'Interview on site',
  technical: 'Technical interview',
  task: 'Task',
  panel: 'Panel interview',
  informal: 'Informal talk',
}

const timeIn = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant))

/** Line breaks as the library escapes them, and no other control character: one would end a line of the file. */
const plain = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
