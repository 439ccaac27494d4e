import { TZDate } from '@date-fns/tz'
import { type Span, unite } from './free-starts'
import { expandRule, type Rule, readRule, readWall, type Wall } from './recurrence'

export interface BusyReading {
  /** In order and without overlaps. */
  busy: Span[]
  /** Repeating events whose rule is none that we expand: of each only its first time is among the busy ones. */
  unreadCount: number
}

interface Moment {
  wall: Wall
  isDay: boolean
  /** `null`: on the clock of whoever owns the calendar. */
  zone: string | null
}
interface Line {
  name: string
  parameters: Record<string, string>
  value: string
}
interface Component {
  lines: Line[]
  children: Map<string, Component[]>
}
type Observances = readonly { from: Wall; rule: Rule | null; offsetMs: number }[]
interface Zones {
  described: ReadonlyMap<string, Observances>
  /** Offsets of described zones by `zone day`; `null` where clocks change on that day. */
  ofDays: Map<string, number | null>
  spend: Spend
}
/** Takes steps from what one reading may cost. @throws TooComplex */
type Spend = (steps: number) => void
class TooComplex extends Error {}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
const EVENTS_MAX = 20_000
/** What one reading may cost over all events, rules and zones: about half a second. A step is a day of a rule that is looked at. */
const STEPS_MAX = 400_000
/** A time of a zone costs as much as so many days, and a zone's name that was never seen so many. */
const INSTANT_STEPS = 10
const NEW_ZONE_STEPS = 50

/**
 * When the owner of a calendar (RFC 5545) is busy within a window. Events that are cancelled or do not block time are left out, single
 * times that were moved or taken out of a series count as they are, and a day without a time is that day on the owner's clock.
 * Titles, places and people are not looked at.
 *
 * Expanded are DAILY, WEEKLY, MONTHLY and YEARLY with INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST. `ts-ics`, which writes
 * our calendars, expands a monthly rule to other days at midnight, so it is not used to read.
 *
 * A calendar is a stranger's text, and a small one can ask for hours of work: one that costs more than `STEPS_MAX` is not read.
 */
export function readBusy(
  text: string,
  { window, timeZone }: { window: Span; timeZone: string },
): BusyReading | 'not-a-calendar' | 'too-complex' {
  const calendar = parse(text)
  if (!calendar) return 'not-a-calendar'
  let left = STEPS_MAX
  const spend: Spend = (steps) => {
    left -= steps
    if (left < 0) throw new TooComplex()
  }
  try {
    return readEvents(calendar, { window, timeZone, spend })
  } catch (error) {
    if (error instanceof TooComplex) return 'too-complex'
    throw error
  }
}

function readEvents(calendar: Component, { window, timeZone, spend }: { window: Span; timeZone: string; spend: Spend }): BusyReading {
  const zones: Zones = { described: readZones(calendar), ofDays: new Map(), spend }
  const toInstant = (moment: Moment) => instantOf(moment.wall, moment.zone ?? timeZone, zones)
  const events = (calendar.children.get('VEVENT') ?? []).slice(0, EVENTS_MAX)
  // A time of a series that was changed by itself stands as an event of its own, which names the time it takes the place of.
  const replaced = new Set<string>()
  for (const event of events) {
    const original = momentOf(event, 'RECURRENCE-ID')
    if (original) replaced.add(`${textOf(event, 'UID')} ${toInstant(original)}`)
  }
  const busy: Span[] = []
  let unreadCount = 0
  for (const event of events) {
    if (textOf(event, 'STATUS') === 'CANCELLED' || textOf(event, 'TRANSP') === 'TRANSPARENT') continue
    const start = momentOf(event, 'DTSTART')
    if (!start || isFar(event, start, window)) continue
    const lengthMs = lengthOf(event, start, toInstant)
    const add = (wall: Wall) => {
      const from = toInstant({ ...start, wall })
      // A whole day is as long as that day is there, also where clocks change.
      const to = start.isDay ? toInstant({ ...start, wall: wall + lengthMs }) : from + lengthMs
      if (from < window.to && window.from < to) busy.push({ from: Math.max(from, window.from), to: Math.min(to, window.to) })
    }
    if (momentOf(event, 'RECURRENCE-ID')) {
      add(start.wall)
      continue
    }
    const excluded = new Set(momentsOf(event, 'EXDATE').map(toInstant))
    const uid = textOf(event, 'UID')
    const isTaken = (wall: Wall) => {
      const at = toInstant({ ...start, wall })
      return !excluded.has(at) && !replaced.has(`${uid} ${at}`)
    }
    const written = textOf(event, 'RRULE')
    const rule = written === '' ? null : readRule(written)
    if (written !== '' && !rule) unreadCount++
    const until = rule?.until === undefined ? null : rule.untilIsUtc ? wallOf(rule.until, start.zone ?? timeZone, zones) : rule.until
    const span = { earliest: window.from - lengthMs - 2 * DAY_MS, latest: window.to + 2 * DAY_MS, spend }
    const walls = new Set(rule ? expandRule({ ...rule, until: until ?? undefined }, start.wall, span) : [start.wall])
    // Clocks are never more than a day from UTC: what is farther away needs no zone to be known as far.
    for (const wall of walls) if (wall + lengthMs > window.from - DAY_MS && isTaken(wall)) add(wall)
    for (const extra of momentsOf(event, 'RDATE')) if (!walls.has(extra.wall) && isTaken(extra.wall)) add(extra.wall)
  }
  return { busy: unite(busy), unreadCount }
}

/** A single event that ended or begins more than a day outside of the window, whatever its zone: most of an old calendar. */
function isFar(event: Component, start: Moment, window: Span): boolean {
  if (textOf(event, 'RRULE') !== '' || textOf(event, 'RDATE') !== '') return false
  // One that names its length may be long, so that it is looked at.
  const end = momentOf(event, 'DTEND')?.wall ?? (textOf(event, 'DURATION') === '' ? start.wall + DAY_MS : window.from)
  return end < window.from - DAY_MS || start.wall > window.to + DAY_MS
}

/** Lines as they were before they were folded, nested by BEGIN and END. */
function parse(text: string): Component | null {
  const root: Component = { lines: [], children: new Map() }
  const stack: { name: string; component: Component }[] = [{ name: '', component: root }]
  for (const raw of text
    .replace(/^\uFEFF/, '')
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)) {
    const line = parseLine(raw)
    const top = stack.at(-1)
    if (!line || !top) continue
    if (line.name === 'BEGIN') {
      const component: Component = { lines: [], children: new Map() }
      const name = line.value.toUpperCase()
      const siblings = top.component.children.get(name)
      if (siblings) siblings.push(component)
      else top.component.children.set(name, [component])
      stack.push({ name, component })
    } else if (line.name === 'END') {
      if (stack.length > 1 && top.name === line.value.toUpperCase()) stack.pop()
    } else if (READ.has(line.name)) top.component.lines.push(line)
  }
  return root.children.get('VCALENDAR')?.[0] ?? null
}

/** All that is looked at. Nothing that says what an event is about is among it. */
const READ = new Set([
  'UID',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'RECURRENCE-ID',
  'STATUS',
  'TRANSP',
  'TZID',
  'TZOFFSETTO',
])

function parseLine(raw: string): Line | null {
  const [, name, written = '', value = ''] = /^([A-Za-z-]+)((?:;[A-Za-z-]+=(?:"[^"]*"|[^":;]*))*):(.*)$/.exec(raw) ?? []
  if (name === undefined) return null
  const parameters: Record<string, string> = {}
  for (const [, key = '', quoted, plain = ''] of written.matchAll(/;([A-Za-z-]+)=(?:"([^"]*)"|([^":;]*))/g))
    parameters[key.toUpperCase()] = quoted ?? plain
  return { name: name.toUpperCase(), parameters, value: value.trim() }
}

const textOf = (component: Component, name: string) => component.lines.find((line) => line.name === name)?.value ?? ''

const momentOf = (component: Component, name: string) => momentsOf(component, name)[0] ?? null

function momentsOf(component: Component, name: string): Moment[] {
  return component.lines
    .filter((line) => line.name === name)
    .flatMap(({ value, parameters }) =>
      value.split(',').flatMap((written) => {
        // A period begins with its start.
        const [start = ''] = written.split('/')
        const wall = readWall(start)
        if (wall === null) return []
        return [{ wall, isDay: !start.includes('T'), zone: start.endsWith('Z') ? 'UTC' : (parameters.TZID ?? null) }]
      }),
    )
}

function lengthOf(event: Component, start: Moment, toInstant: (moment: Moment) => number): number {
  const end = momentOf(event, 'DTEND')
  if (end) return Math.max(0, start.isDay ? end.wall - start.wall : toInstant(end) - toInstant(start))
  const [, weeks, days, hours, minutes, seconds] =
    /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(textOf(event, 'DURATION').replace(/^\+/, '')) ?? []
  const all = [weeks, days, hours, minutes, seconds].map((part) => Number(part ?? 0))
  const lengthMs = [7 * DAY_MS, DAY_MS, 60 * MINUTE_MS, MINUTE_MS, 1_000].reduce((sum, unit, index) => sum + unit * (all[index] ?? 0), 0)
  return lengthMs > 0 || !start.isDay ? lengthMs : DAY_MS
}

/** The zones that a calendar describes itself, under names that may be nobody else's: `W. Europe Standard Time`. */
function readZones(calendar: Component): Zones['described'] {
  const described = (calendar.children.get('VTIMEZONE') ?? []).map((zone) => {
    const observances = ['STANDARD', 'DAYLIGHT'].flatMap((kind) =>
      (zone.children.get(kind) ?? []).flatMap((part) => {
        const [, sign, hours, minutes] = /^([+-])(\d{2})(\d{2})/.exec(textOf(part, 'TZOFFSETTO')) ?? []
        const from = readWall(textOf(part, 'DTSTART'))
        if (from === null || sign === undefined) return []
        const offsetMs = (Number(hours) * 60 + Number(minutes)) * MINUTE_MS * (sign === '-' ? -1 : 1)
        return [{ from, rule: readRule(textOf(part, 'RRULE')), offsetMs }]
      }),
    )
    return [textOf(zone, 'TZID'), observances] as const
  })
  return new Map(described)
}

/** The instant at which a clock there shows this. A zone that nobody knows is taken as UTC. */
function instantOf(wall: Wall, zone: string, zones: Zones): number {
  zones.spend(INSTANT_STEPS)
  if (isKnownZone(zone, zones.spend)) {
    const at = new Date(wall)
    return new TZDate(
      at.getUTCFullYear(),
      at.getUTCMonth(),
      at.getUTCDate(),
      at.getUTCHours(),
      at.getUTCMinutes(),
      at.getUTCSeconds(),
      zone,
    ).getTime()
  }
  return wall - offsetOn(wall, zone, zones)
}

/** What a clock there shows at an instant. */
function wallOf(at: number, zone: string, zones: Zones): Wall {
  zones.spend(INSTANT_STEPS)
  if (isKnownZone(zone, zones.spend)) return at - new TZDate(at, zone).getTimezoneOffset() * MINUTE_MS
  return at + offsetOn(at, zone, zones)
}

/** The offset of a zone that the calendar describes. On a day on which the same one holds from midnight to midnight it is looked up once. */
function offsetOn(wall: Wall, zone: string, { described, ofDays, spend }: Zones): number {
  const observances = described.get(zone) ?? []
  if (observances.length === 0) return 0
  const day = Math.floor(wall / DAY_MS)
  const key = `${zone} ${day}`
  let ofDay = ofDays.get(key)
  if (ofDay === undefined) {
    const [first, next] = [begunBy(day * DAY_MS, observances, spend), begunBy((day + 1) * DAY_MS, observances, spend)]
    ofDay = first?.from === next?.from ? offsetOf(first, observances) : null
    ofDays.set(key, ofDay)
  }
  return ofDay ?? offsetOf(begunBy(wall, observances, spend), observances)
}

const offsetOf = (begun: { offsetMs: number } | null, observances: Observances) => begun?.offsetMs ?? observances[0]?.offsetMs ?? 0

/** The observance that began last before, and when: those with a rule begin anew each year. `null` before all of them. */
function begunBy(wall: Wall, observances: Observances, spend: Spend): { from: Wall; offsetMs: number } | null {
  let best: { from: Wall; offsetMs: number } | null = null
  for (const { from, rule, offsetMs } of observances) {
    spend(1)
    // Calendars describe zones since 1601; only the last beginnings count.
    const near = new Date(Date.UTC(new Date(wall).getUTCFullYear() - 2, new Date(from).getUTCMonth(), 1)).getTime()
    const since = Math.max(from, near + (((from % DAY_MS) + DAY_MS) % DAY_MS))
    const isOver = rule?.until !== undefined && rule.until < since
    const last = isOver
      ? rule.until
      : rule
        ? expandRule({ ...rule, count: undefined }, since, { earliest: since, latest: wall, spend }).at(-1)
        : from
    const begun = last !== undefined && last <= wall ? last : null
    if (begun !== null && (best === null || begun > best.from)) best = { from: begun, offsetMs }
  }
  return best
}

const known = new Map<string, boolean>()
function isKnownZone(zone: string, spend: Spend): boolean {
  const held = known.get(zone)
  if (held !== undefined) return held
  spend(NEW_ZONE_STEPS)
  let isKnown = true
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    isKnown = false
  }
  // Names come from strangers, so that only so many are kept.
  if (known.size < 600) known.set(zone, isKnown)
  return isKnown
}
