import { useEffect, useState } from 'react'
import type { LeadStats } from '../../contract/leads'
import type { LiveEvent } from '../../contract/live'
import type { RoomState } from '../live/follow-room'
import { useRoom } from '../live/use-room'
import { applyReading, type ReadingLine, type Readings } from './readings-state'

const REFRESH_MS = 60_000

type UseReadings = {
  stats: LeadStats
  lines: ReadingLine[]
  /** Where the operators' room stood before both were read. */
  last: number
  onReload(): void
}

/** The dashboard, live. Once a minute, while somebody looks, it is also read anew: minutes pass without events too. */
export function useReadings({ stats, lines, last, onReload }: UseReadings): { readings: Readings; roomState: RoomState } {
  const [events, setEvents] = useState<LiveEvent[]>([])
  const roomState = useRoom({
    party: 'operators',
    room: 'all',
    startAt: last,
    onEvent: (event) => setEvents((known) => [...known.filter((each) => each.seq > last), event].slice(-1_000)),
    onReload,
  })
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && onReload(), REFRESH_MS)
    return () => clearInterval(timer)
  }, [onReload])
  const loaded: Readings = { lines, perMinute: stats.perMinute, verdicts: stats.verdicts, states: stats.states, arrivedIds: [] }
  return { readings: events.filter((event) => event.seq > last).reduce(applyReading, loaded), roomState }
}
