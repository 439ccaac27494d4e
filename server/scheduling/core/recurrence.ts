/** What a clock shows, counted in milliseconds as if it were a clock in UTC. */
export type Wall = number

/** A rule by which an event repeats (RFC 5545 §3.3.10), as far as we expand it. */
export interface Rule {
  frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  count: number | undefined
  /** The last time it may begin. */
  until: number | undefined
  /** `until` is an instant, and not what the event's own clock shows. */
  untilIsUtc: boolean
  /** 0 is Sunday; `nth` counts within the month, from its end where it is negative, and 0 means each. */
  byDay: readonly { day: number; nth: number }[]
  byMonthDay: readonly number[]
  /** 1 is January. */
  byMonth: readonly number[]
  weekStart: number
}

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const DAY_MS = 86_400_000
/** Periods that are looked at: 60 years of days. */
const PERIODS_MAX = 22_000

/** `null`: none, or one that we do not expand. */
export function readRule(written: string): Rule | null {
  const parts = new Map(
    written
      .toUpperCase()
      .split(';')
      .flatMap((part) => {
        const [name, value] = part.split('=')
        return name && value ? [[name.trim(), value.trim()] as const] : []
      }),
  )
  const frequency = FREQUENCIES.find((name) => name === parts.get('FREQ'))
  if (!frequency || [...parts.keys()].some((name) => !KNOWN.has(name))) return null
  const byDay = list(parts.get('BYDAY')).map((value) => {
    const [, nth = '0', day = ''] = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(value) ?? []
    return { day: DAYS.indexOf(day), nth: Number(nth) }
  })
  const byMonthDay = list(parts.get('BYMONTHDAY')).map(Number)
  const byMonth = list(parts.get('BYMONTH')).map(Number)
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : undefined
  const untilText = parts.get('UNTIL')
  const until = untilText === undefined ? undefined : readWall(untilText)
  const isSound =
    until !== null &&
    // Nobody names more days than a month and a week have; a list of thousands only costs time.
    [byDay, byMonthDay, byMonth].every(({ length }) => length <= NAMED_MAX) &&
    interval >= 1 &&
    [interval, count ?? 1, ...byMonthDay, ...byMonth].every(Number.isInteger) &&
    byDay.every(({ day, nth }) => day >= 0 && (nth === 0 || frequency === 'MONTHLY' || (frequency === 'YEARLY' && byMonth.length > 0))) &&
    // Days of a year, not of a month: nothing that calendars of people write.
    !(frequency === 'YEARLY' && byDay.length > 0 && byMonth.length === 0)
  if (!isSound) return null
  return {
    frequency,
    interval,
    count,
    // A last day includes everything on it.
    until: until !== undefined && untilText?.length === 8 ? until + DAY_MS - 1 : until,
    untilIsUtc: untilText?.endsWith('Z') ?? false,
    byDay,
    byMonthDay,
    byMonth,
    weekStart: Math.max(0, DAYS.indexOf(parts.get('WKST') ?? 'MO')),
  }
}

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
const NAMED_MAX = 62
const KNOWN = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'WKST'])
const list = (value: string | undefined) => (value === undefined ? [] : value.split(','))

/**
 * When an event begins, by its own clock, in order: its start first, whether the rule names that day or not. Times between the start and `earliest`
 * may be left out.
 * @param latest nothing after it is of interest
 * @param spend told how many days are looked at before they are; it may throw to end the work
 */
export function expandRule(
  rule: Rule,
  start: number,
  { earliest, latest, spend }: { earliest: number; latest: number; spend: (days: number) => void },
): number[] {
  const end = Math.min(latest, rule.until ?? latest)
  const times: number[] = [start]
  const periodDays = DAYS_OF_PERIOD[rule.frequency]
  // Without a count, periods that lie wholly before the times of interest need not be looked at. One is taken as long as the longest of its kind.
  const passed = rule.count === undefined ? Math.floor((earliest - start) / (rule.interval * periodDays * DAY_MS)) - 1 : 0
  const first = Math.max(0, passed)
  for (let period = first; period < first + PERIODS_MAX; period++) {
    spend(rule.frequency === 'YEARLY' ? 31 * Math.max(1, rule.byMonth.length) : periodDays)
    const days = daysOfPeriod(rule, start, period * rule.interval)
    if (days.first > end) return times
    for (const day of days.days) {
      const at = day + (((start % DAY_MS) + DAY_MS) % DAY_MS)
      if (at <= start) continue
      if (at > end || (rule.count !== undefined && times.length >= rule.count)) return times
      times.push(at)
    }
  }
  return times
}
const DAYS_OF_PERIOD: Record<Rule['frequency'], number> = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 }

/** The days of the n-th day, week, month or year after the start that the rule names, as their midnights in order, and where that period begins. */
function daysOfPeriod(rule: Rule, start: number, n: number): { first: number; days: number[] } {
  const date = new Date(start)
  const midnight = Math.floor(start / DAY_MS) * DAY_MS
  switch (rule.frequency) {
    case 'DAILY': {
      const day = midnight + n * DAY_MS
      return { first: day, days: fits(rule, day) ? [day] : [] }
    }
    case 'WEEKLY': {
      const weekday = date.getUTCDay()
      const first = midnight - ((weekday - rule.weekStart + 7) % 7) * DAY_MS + n * 7 * DAY_MS
      const wanted = rule.byDay.length > 0 ? rule.byDay.map(({ day }) => day) : [weekday]
      const days = Array.from({ length: 7 }, (_, index) => first + index * DAY_MS)
      return { first, days: days.filter((day) => wanted.includes(new Date(day).getUTCDay()) && isInMonths(rule, day)) }
    }
    case 'MONTHLY': {
      const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + n, 1)
      return { first, days: isInMonths(rule, first) ? daysOfMonth(rule, first, date.getUTCDate()) : [] }
    }
    case 'YEARLY': {
      const year = date.getUTCFullYear() + n
      const months = rule.byMonth.length > 0 ? [...rule.byMonth].sort((a, b) => a - b) : [date.getUTCMonth() + 1]
      return {
        first: Date.UTC(year, 0, 1),
        days: months.flatMap((month) => daysOfMonth(rule, Date.UTC(year, month - 1, 1), date.getUTCDate())),
      }
    }
    default:
      return rule.frequency satisfies never
  }
}

/** A day that a month does not have is left out, as the standard says: the 31st of February is nobody's. */
function daysOfMonth(rule: Rule, first: number, dayOfStart: number): number[] {
  const date = new Date(first)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const numbers = rule.byMonthDay.length > 0 ? rule.byMonthDay : rule.byDay.length > 0 ? null : [dayOfStart]
  return Array.from({ length: last }, (_, index) => index + 1)
    .filter((day) => numbers === null || numbers.includes(day) || numbers.includes(day - last - 1))
    .filter((day) => {
      if (rule.byDay.length === 0) return true
      const weekday = new Date(first + (day - 1) * DAY_MS).getUTCDay()
      const [nth, fromEnd] = [Math.ceil(day / 7), -Math.ceil((last - day + 1) / 7)]
      return rule.byDay.some((wanted) => wanted.day === weekday && (wanted.nth === 0 || wanted.nth === nth || wanted.nth === fromEnd))
    })
    .map((day) => first + (day - 1) * DAY_MS)
}

const isInMonths = (rule: Rule, day: number) => rule.byMonth.length === 0 || rule.byMonth.includes(new Date(day).getUTCMonth() + 1)

function fits(rule: Rule, day: number): boolean {
  const date = new Date(day)
  return (
    isInMonths(rule, day) &&
    (rule.byDay.length === 0 || rule.byDay.some((wanted) => wanted.day === date.getUTCDay())) &&
    (rule.byMonthDay.length === 0 || rule.byMonthDay.includes(date.getUTCDate()))
  )
}

/** `20261120T093000Z`, `20261120T093000` or `20261120`, as its clock shows. */
export function readWall(written: string): Wall | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/.exec(written.trim()) ?? []
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
}
