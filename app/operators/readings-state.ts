import type { LeadState, LeadStats, Verdict } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'

export const READINGS_MAX = 12
const MINUTE_MS = 60_000

/** One reading as the dashboard lists it. */
export type ReadingLine = {
  leadId: string
  state: LeadState
  verdict: Verdict
  source: string
  title: string | null
  receivedAt: string
  /** From receipt to reading; `null` for one that was loaded, which does not say. */
  readingMs: number | null
}

export type Readings = {
  /** Newest first. */
  lines: ReadingLine[]
  perMinute: LeadStats['perMinute']
  verdicts: LeadStats['verdicts']
  states: LeadStats['states']
  /** Came after the page was loaded: drawn with the marker pen for a moment. */
  arrivedIds: string[]
}

/**
 * The dashboard after one event. A post that is read again keeps its one line and counts as received once;
 * its state moves from what it was to what it is.
 */
export function applyReading(readings: Readings, event: LiveEvent): Readings {
  if (!isOfLead(event)) return readings
  const { leadId, state, verdict, source, title, receivedAt, readAt } = event.data
  const known = readings.lines.find((line) => line.leadId === leadId)
  const isNew = event.type === 'lead.read' && event.version === 1 && !known
  const readingMs = isNew ? Math.max(0, Date.parse(readAt) - Date.parse(receivedAt)) : (known?.readingMs ?? null)
  const line: ReadingLine = { leadId, state, verdict, source, title, receivedAt, readingMs }
  const lines =
    event.type !== 'lead.read'
      ? readings.lines.map((each) => (each.leadId === leadId ? line : each))
      : [line, ...readings.lines.filter((each) => each.leadId !== leadId)].slice(0, READINGS_MAX)
  const states = { ...readings.states, [state]: readings.states[state] + (isNew || (known && known.state !== state) ? 1 : 0) }
  if (known && known.state !== state) states[known.state] = Math.max(0, states[known.state] - 1)
  return {
    lines,
    states,
    verdicts: isNew ? { ...readings.verdicts, [verdict]: readings.verdicts[verdict] + 1 } : readings.verdicts,
    perMinute: isNew ? countMinute(readings.perMinute, receivedAt) : readings.perMinute,
    arrivedIds:
      event.type === 'lead.read'
        ? [leadId, ...readings.arrivedIds.filter((id) => id !== leadId)].slice(0, READINGS_MAX)
        : readings.arrivedIds,
  }
}

type LeadEvent = Extract<LiveEvent, { type: `lead.${string}` }>
export const isOfLead = (event: LiveEvent): event is LeadEvent => event.type.startsWith('lead.')

/** The minutes with one more post in one of them; minutes that have begun since are added, and as many old ones leave. */
function countMinute(minutes: LeadStats['perMinute'], receivedAt: string): LeadStats['perMinute'] {
  const minuteMs = Math.floor(Date.parse(receivedAt) / MINUTE_MS) * MINUTE_MS
  const shown = [...minutes]
  for (let last = lastMs(shown); last !== null && last < minuteMs && minuteMs - last <= shown.length * MINUTE_MS; last = lastMs(shown)) {
    shown.push({ minute: new Date(last + MINUTE_MS).toISOString(), received: 0 })
    shown.shift()
  }
  return shown.map((each) => (Date.parse(each.minute) === minuteMs ? { ...each, received: each.received + 1 } : each))
}

function lastMs(minutes: LeadStats['perMinute']): number | null {
  const last = minutes.at(-1)
  return last ? Date.parse(last.minute) : null
}
