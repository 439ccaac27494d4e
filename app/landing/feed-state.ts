import type { JobCard } from '../../contract/jobs'
import type { LiveEvent } from '../../contract/live'

export const FEED_ROWS = 8

/** What the live feed shows, and what waits until the reader asks for it. */
export type FeedState = {
  /** Newest first, at most `FEED_ROWS`. */
  shown: JobCard[]
  /** New ones that came while somebody was reading, newest first. */
  waiting: JobCard[]
  /** Came after the page was loaded: drawn with the marker pen for a moment. */
  arrivedIds: string[]
  /** Jobs found since the page was loaded. */
  foundCount: number
}

export function startFeed(latest: JobCard[]): FeedState {
  return { shown: latest.slice(0, FEED_ROWS), waiting: [], arrivedIds: [], foundCount: 0 }
}

/**
 * The feed after one event. A new job goes to the top, or waits while somebody is reading, so that no line moves under their eyes.
 * A job that is there already takes its newer form where it stands.
 */
export function applyFeedEvent(state: FeedState, event: LiveEvent, isReading: boolean): FeedState {
  switch (event.type) {
    case 'job.opened':
    case 'job.changed': {
      const { job } = event.data
      const isKnown = [...state.shown, ...state.waiting].some((each) => each.id === job.id)
      if (isKnown) return { ...state, shown: replaceOlder(state.shown, job), waiting: replaceOlder(state.waiting, job) }
      if (event.type === 'job.changed') return state
      const found = { ...state, foundCount: state.foundCount + 1 }
      return isReading
        ? { ...found, waiting: [job, ...state.waiting] }
        : { ...found, shown: [job, ...state.shown].slice(0, FEED_ROWS), arrivedIds: [job.id, ...state.arrivedIds].slice(0, FEED_ROWS) }
    }
    case 'job.closed': {
      const close = (job: JobCard): JobCard => (job.id === event.data.jobId ? { ...job, status: 'closed', version: event.version } : job)
      return { ...state, shown: state.shown.map(close), waiting: state.waiting.filter((job) => job.id !== event.data.jobId) }
    }
    default:
      return state
  }
}

/** The feed when the reader asks for what waits. */
export function showWaiting(state: FeedState): FeedState {
  return {
    ...state,
    shown: [...state.waiting, ...state.shown].slice(0, FEED_ROWS),
    arrivedIds: state.waiting.map((job) => job.id),
    waiting: [],
  }
}

const replaceOlder = (jobs: JobCard[], job: JobCard) => jobs.map((each) => (each.id === job.id && each.version < job.version ? job : each))
