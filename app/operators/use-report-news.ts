import { useState } from 'react'
import type { LiveEvent } from '../../contract/live'
import type { RoomState } from '../live/follow-room'
import { useRoom } from '../live/use-room'

/** Reports of one job changed: `people` wait with one, and `waiting` jobs have some. */
export type ReportNews = Extract<LiveEvent, { type: 'reports.changed' }>['data'] & { seq: number }

type UseReportNews = {
  /** Where the operators' room stood before what is shown was read. */
  last: number
  onReload(): void
}

/** What happened to reports since the page was loaded, oldest first. */
export function useReportNews({ last, onReload }: UseReportNews): { reportNews: ReportNews[]; roomState: RoomState } {
  const [news, setNews] = useState<ReportNews[]>([])
  const roomState = useRoom({
    party: 'operators',
    room: 'all',
    startAt: last,
    onEvent: (event) => {
      if (event.type !== 'reports.changed') return
      setNews((known) => [...known.filter((each) => each.seq > last), { ...event.data, seq: event.seq }].slice(-500))
    },
    onReload,
  })
  return { reportNews: news.filter((each) => each.seq > last), roomState }
}
