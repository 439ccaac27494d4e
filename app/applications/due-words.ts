import { addDays, dayIn, timeIn } from './calendar-days'

const NEAR_DAYS = 6

/**
 * When something is due, as near as it is: `today 14:30`, `tomorrow`, `Thu 14:30`, `3 days late`, `21 Nov`.
 * Midnight in the person's zone is said without its hour.
 */
export function formatDue(at: string, nowMs: number, timeZone: string): string {
  const day = dayIn(at, timeZone)
  const today = dayIn(new Date(nowMs), timeZone)
  const time = timeIn(at, timeZone)
  const hour = time === '00:00' ? '' : ` ${time}`
  if (day === today) return `today${hour}`
  if (day === addDays(today, 1)) return `tomorrow${hour}`
  if (day < today) {
    const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000)
    return days === 1 ? 'since yesterday' : `${days} days late`
  }
  if (day <= addDays(today, NEAR_DAYS)) return `${dayWord(day, { weekday: 'short' })}${hour}`
  return dayWord(day, { day: 'numeric', month: 'short', ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' }) })
}

/** A calendar day in words. */
export function dayWord(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Date(day).toLocaleDateString('en-GB', { ...options, timeZone: 'UTC' })
}

/** Day and hour of an instant in a time zone: `Thu, 26 Nov 2026, 14:30`. */
export function instantWord(at: string, timeZone: string): string {
  return `${dayWord(dayIn(at, timeZone), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })}, ${timeIn(at, timeZone)}`
}
