import { useRevalidator } from '@remix-run/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { JobCard } from '../../contract/jobs'
import type { LiveEvent } from '../../contract/live'
import { FEED_ROOM } from '../jobs/feed-room'
import { useRoom } from '../live/use-room'
import { applyFeedEvent, type FeedState, showWaiting, startFeed } from './feed-state'

/** A burst of posts is drawn in steps that an eye can follow. */
const STEP_MS = 600
const AT_TOP_PX = 40

type Feed = FeedState & { isLive: boolean; announcement: string; showWaiting(): void }

/** The newest jobs, live. While somebody points at, focuses, or has scrolled past the top of the feed, new ones wait. */
export function useFeed(latest: JobCard[], feedLast: number, list: RefObject<HTMLElement>): Feed {
  const [state, setState] = useState(() => startFeed(latest))
  const [announcement, setAnnouncement] = useState('')
  const { revalidate } = useRevalidator()
  const queue = useRef<LiveEvent[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>()

  // The page was loaded anew: what it holds is newer than what was collected here.
  useEffect(() => setState(startFeed(latest)), [latest])
  useEffect(() => () => clearTimeout(timer.current), [])

  const draw = () => {
    const events = queue.current.splice(0)
    if (events.length === 0) {
      timer.current = undefined
      return
    }
    const isReading = isBeingRead(list.current)
    setState((now) => events.reduce((feed, event) => applyFeedEvent(feed, event, isReading), now))
    setAnnouncement(wordsFor(events))
    timer.current = setTimeout(draw, STEP_MS)
  }
  const roomState = useRoom({
    ...FEED_ROOM,
    startAt: feedLast,
    onEvent: (event) => {
      queue.current.push(event)
      if (timer.current === undefined) draw()
    },
    onReload: revalidate,
  })
  return { ...state, isLive: roomState === 'live', announcement, showWaiting: () => setState(showWaiting) }
}

function isBeingRead(list: HTMLElement | null) {
  return list !== null && (list.matches(':hover, :focus-within') || window.scrollY > AT_TOP_PX)
}

function wordsFor(events: LiveEvent[]) {
  const opened = events.flatMap((event) => (event.type === 'job.opened' ? [event.data.job] : []))
  const [first] = opened
  if (!first) return ''
  return opened.length > 1 ? `${opened.length} new jobs` : `New job: ${first.title}${first.companyName ? ` at ${first.companyName}` : ''}`
}
