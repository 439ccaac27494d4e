import { TZDate } from '@date-fns/tz'
import type { PanelMode, WeeklyHours } from '../../../contract/scheduling'

/** From when, and until just before when, in milliseconds. */
export interface Span {
  from: number
  to: number
}

/** What decides when somebody can be met. */
export interface MemberTimes {
  personId: string
  timeZone: string
  weekly: WeeklyHours
  open: readonly Span[]
  /** Blocked times, what their calendars say, and interviews they have. */
  busy: readonly Span[]
}

export interface SlotQuestion {
  /** Earliest start and latest end. */
  window: Span
  lengthMs: number
  /** Kept free behind it. */
  bufferMs: number
  mode: PanelMode
  members: readonly MemberTimes[]
}

/** A start, and who of the panel is free then. */
export interface FreeStart {
  at: number
  personIds: string[]
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Short talks may begin at every quarter of an hour, others at every half. */
const SHORT_MS = 30 * MINUTE_MS
const STARTS_MAX = 1_000

/**
 * Starts at which an interview fits, the earliest first: with everybody of the panel, or with at least one. An interview lies within hours
 * of who takes part, and the pause behind it overlaps nothing they have.
 */
export function freeStarts({ window, lengthMs, bufferMs, mode, members }: SlotQuestion): FreeStart[] {
  if (members.length === 0) return []
  const stepMs = lengthMs < SHORT_MS ? 15 * MINUTE_MS : SHORT_MS
  const each = members.map((member) => ({
    member,
    hours: unite([...workingSpans(member, window), ...member.open]),
    busy: unite(member.busy),
  }))
  const starts: FreeStart[] = []
  for (let at = Math.ceil(window.from / stepMs) * stepMs; at + lengthMs <= window.to && starts.length < STARTS_MAX; at += stepMs) {
    const end = at + lengthMs
    const personIds = each
      .filter(
        ({ hours, busy }) => hours.some(({ from, to }) => from <= at && end <= to) && !overlapsAny(busy, { from: at, to: end + bufferMs }),
      )
      .map(({ member }) => member.personId)
    if (mode === 'all' ? personIds.length === members.length : personIds.length > 0) starts.push({ at, personIds })
  }
  return starts
}

/** The weekly hours as instants: nine o'clock stays nine o'clock where clocks change. */
export function workingSpans({ timeZone, weekly }: Pick<MemberTimes, 'timeZone' | 'weekly'>, window: Span): Span[] {
  const spans: Span[] = []
  const first = new TZDate(window.from - DAY_MS, timeZone)
  for (let day = 0; ; day++) {
    const date = new TZDate(first.getFullYear(), first.getMonth(), first.getDate() + day, timeZone)
    if (date.getTime() > window.to) return spans
    for (const { from, to } of weekly[(date.getDay() + 6) % 7] ?? []) {
      const span = { from: onClock(date, from, timeZone), to: onClock(date, to, timeZone) }
      if (span.from < span.to) spans.push(span)
    }
  }
}

/** An instant by the clock of a day: on the day that clocks change, what a clock there shows. */
const onClock = (date: TZDate, minutes: number, timeZone: string) =>
  new TZDate(date.getFullYear(), date.getMonth(), date.getDate(), Math.floor(minutes / 60), minutes % 60, timeZone).getTime()

/** The same times without overlaps, in order. Spans that touch are one. */
export function unite(spans: readonly Span[]): Span[] {
  const united: Span[] = []
  for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = united.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else united.push({ ...span })
  }
  return united
}

/** @param spans in order and without overlaps, as `unite` gives them */
function overlapsAny(spans: readonly Span[], { from, to }: Span): boolean {
  return spans.some((span) => span.from < to && from < span.to)
}
