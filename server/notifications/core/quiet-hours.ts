const DAY_MINUTES = 1_440
const MINUTE_MS = 60_000

export interface QuietHours {
  /** `HH:MM` in the person's zone; an end before its beginning lies on the next day. */
  from: string
  to: string
}

/**
 * When a message may leave: `null` at once, or the end of the quiet hours that `now` lies in, in the person's own zone.
 * A day on which the clocks change keeps its wall-clock end.
 */
export function endOfQuietHours(now: Date, timeZone: string, quiet: QuietHours | null): Date | null {
  if (!quiet) return null
  const from = minutesOf(quiet.from)
  const to = minutesOf(quiet.to)
  const at = wallClock(now, timeZone).minutes
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to
  return isQuiet ? atWallClock(now, timeZone, to) : null
}

/**
 * When the newest digest was due: 08:00 in the person's zone, of today or yesterday, or of the last Monday.
 * Whoever got none since then is owed one.
 */
export function lastDigestDue(now: Date, timeZone: string, period: 'daily' | 'weekly'): Date {
  const { minutes, weekday } = wallClock(now, timeZone)
  const isBefore = minutes < DIGEST_MINUTES
  const daysAgo = period === 'daily' ? (isBefore ? 1 : 0) : weekday === 1 && !isBefore ? 0 : weekday === 1 ? 7 : (weekday + 6) % 7
  // The wall clock of that day, found from the same time of day so many days ago.
  const thatDay = new Date(now.getTime() - daysAgo * DAY_MINUTES * MINUTE_MS)
  const drift = DIGEST_MINUTES - wallClock(thatDay, timeZone).minutes
  return corrected(new Date(floorToMinute(thatDay) + drift * MINUTE_MS), timeZone, DIGEST_MINUTES)
}

const DIGEST_MINUTES = 8 * 60

/** The next instant at which the clock on the wall shows these minutes of the day. */
function atWallClock(now: Date, timeZone: string, minutes: number): Date {
  const ahead = (minutes - wallClock(now, timeZone).minutes + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
  return corrected(new Date(floorToMinute(now) + ahead * MINUTE_MS), timeZone, minutes)
}

/** Moves an instant by what the clocks were changed by in between. */
function corrected(at: Date, timeZone: string, minutes: number): Date {
  const off = minutes - wallClock(at, timeZone).minutes
  const shift = off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off < -DAY_MINUTES / 2 ? off + DAY_MINUTES : off
  return new Date(at.getTime() + shift * MINUTE_MS)
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function wallClock(at: Date, timeZone: string): { minutes: number; weekday: number } {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23' })
    .formatToParts(at)
    .reduce<Record<string, string>>((all, { type, value }) => Object.assign(all, { [type]: value }), {})
  return { minutes: Number(parts.hour) * 60 + Number(parts.minute), weekday: WEEKDAYS.indexOf(parts.weekday ?? '') }
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const floorToMinute = (at: Date) => Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS
