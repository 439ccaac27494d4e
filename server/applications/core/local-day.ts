import { TZDate } from '@date-fns/tz'

/** The calendar date of an instant where somebody lives: `2026-11-21`. */
export function localDate(atMs: number, timeZone: string): string {
  const at = new TZDate(atMs, timeZone)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** When a calendar day begins there, `days` later: 23 or 25 hours where clocks change. */
export function startOfLocalDay(atMs: number, timeZone: string, days = 0): number {
  const at = new TZDate(atMs, timeZone)
  return new TZDate(at.getFullYear(), at.getMonth(), at.getDate() + days, timeZone).getTime()
}
