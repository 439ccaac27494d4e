import { useRevalidator } from '@remix-run/react'
import { useState } from 'react'
import type { JobCard } from '../../contract/jobs'
import type { LiveEvent } from '../../contract/live'
import { useRoom } from '../live/use-room'
import { FEED_ROOM } from './feed-room'
import { type LiveFilters, matchesFilters } from './matches-filters'

const NEW_MAX = 99

type LiveSearch = {
  filters: LiveFilters
  /** The jobs on the page, as loaded. */
  shown: JobCard[]
  /** Where the feed stood when they were loaded. */
  feedLast: number
}

/**
 * What happened since a search was loaded: how many new jobs it would also find, and the newest form of the jobs it shows.
 * Nothing moves: a closed job keeps its place and says so, a new one is only counted.
 */
export function useLiveSearch({ filters, shown, feedLast }: LiveSearch): { newCount: number; jobs: JobCard[]; closedIds: Set<string> } {
  const [events, setEvents] = useState<LiveEvent[]>([])
  const { revalidate } = useRevalidator()
  useRoom({
    ...FEED_ROOM,
    startAt: feedLast,
    onEvent: (event) => setEvents((known) => [...known.filter((each) => each.seq > feedLast), event].slice(-1_000)),
    onReload: revalidate,
  })
  const now = Date.now()
  const later = events.filter((event) => event.seq > feedLast)
  const newIds = new Set<string>()
  const closedIds = new Set<string>()
  let jobs = shown
  for (const event of later) {
    if (event.type === 'job.closed') closedIds.add(event.data.jobId)
    if (event.type !== 'job.opened' && event.type !== 'job.changed') continue
    const { job } = event.data
    if (job.status === 'open') closedIds.delete(job.id)
    if (jobs.some((each) => each.id === job.id)) {
      jobs = jobs.map((each) => (each.id === job.id && each.version < job.version ? job : each))
    } else if (event.type === 'job.opened' && matchesFilters(job, filters, now)) {
      newIds.add(job.id)
    }
  }
  for (const id of closedIds) newIds.delete(id)
  return { newCount: Math.min(newIds.size, NEW_MAX), jobs, closedIds }
}
