const DAY_MS = 86_400_000
const MONTHS_A_YEAR = 12
export const DAYS_A_WEEK = 7

/** The calendar day, `YYYY-MM-DD`, that an instant falls on in a time zone. */
export function dayIn(at: string | Date, timeZone: string): string {
  return dayFormat(timeZone).format(new Date(at))
}

/** Hour and minute of an instant in a time zone, `14:30`. */
export function timeIn(at: string | Date, timeZone: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
}

/** The weeks that show a month, Monday first: whole weeks, so the first and last days may belong to its neighbours. */
export function weeksOfMonth(month: string): string[][] {
  const first = startOfWeek(`${month}-01`)
  const weeks: string[][] = []
  for (let day = first; weeks.length === 0 || day.startsWith(month); day = addDays(day, DAYS_A_WEEK)) weeks.push(daysFrom(day, DAYS_A_WEEK))
  return weeks
}

/** The seven days, Monday first, of the week in which a day lies. */
export function weekOf(day: string): string[] {
  return daysFrom(startOfWeek(day), DAYS_A_WEEK)
}

export function daysFrom(day: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(day, index))
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}

/** The month, `YYYY-MM`, so many months further. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  const months = year * MONTHS_A_YEAR + number - 1 + count
  return `${String(Math.floor(months / MONTHS_A_YEAR)).padStart(4, '0')}-${String((months % MONTHS_A_YEAR) + 1).padStart(2, '0')}`
}

/** A day as an address may name it, or `null` when it names none: `2026-02-30` is none. */
export function readDay(text: string | null): string | null {
  if (!text || !/^(?:19[7-9]\d|2\d{3})-\d\d-\d\d$/.test(text)) return null
  const atMs = Date.parse(text)
  return Number.isFinite(atMs) && new Date(atMs).toISOString().slice(0, 10) === text ? text : null
}

const startOfWeek = (day: string) => addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % DAYS_A_WEEK))

const formats = new Map<string, Intl.DateTimeFormat>()
/** A format costs a hundred times what using it does. There are no more of them than time zones. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  // Sweden writes dates as ISO does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format
}

export const SPANS = ['month', 'week', 'agenda'] as const
export type Span = (typeof SPANS)[number]
const AGENDA_DAYS = 60

/** The days that a span shows around, or for the agenda from, a day. */
export function daysOf(span: Span, at: string): string[] {
  switch (span) {
    case 'month':
      return weeksOfMonth(at.slice(0, 7)).flat()
    case 'week':
      return weekOf(at)
    case 'agenda':
      return daysFrom(at, AGENDA_DAYS)
    default:
      return span satisfies never
  }
}

/** Something that stands on one day of the calendar. */
export type CalendarEntry = {
  id: string
  applicationId: string
  kind: 'interview' | 'reminder' | 'applied'
  day: string
  /** `null` for what takes the whole day. */
  time: string | null
  text: string
}
