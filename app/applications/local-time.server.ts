import { TZDate } from '@date-fns/tz'

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?)?$/

/**
 * The instant that a form's `datetime-local`, or `date` (its midnight), means in a time zone. An hour that a clock change leaves out
 * is the one after it. `null` for what is no date, or a zone that nobody knows.
 */
export function instantOf(local: string, timeZone: string): string | null {
  const match = LOCAL.exec(local)
  if (!match) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0))
  const date = new TZDate(year, month - 1, day, hour, minute, timeZone)
  return Number.isNaN(date.getTime()) ? null : new Date(date.getTime()).toISOString()
}
