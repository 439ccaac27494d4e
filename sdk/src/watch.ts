import type { EventsSince, JobEvent, LiveEvent, PersonEvent, ShortlistEventLive, Ticket } from './contract'
import { NumerojobsError } from './errors'
import type { WatchFilters } from './filters'
import { followRoom, type WatchState, type WebSocketConstructor } from './follow-room'
import type { Call } from './http'
import { matchesFilters } from './matches-filters'

export type { WatchState } from './follow-room'

export interface WatchOptions extends PersonWatchOptions {
  filters?: WatchFilters
}

export interface PersonWatchOptions {
  /** The `seq` of the last event you have: what happened after it comes first. Left out: only what happens from now on. */
  since?: number
  /** Ends the loop, without an error. */
  signal?: AbortSignal
  /**
   * Called when more was missed than the server still tells: search anew here. Then the loop goes on with what happens after
   * `last`. Without it the loop ends with an error, so that nothing is missed unseen.
   */
  onReload?: (last: number) => void | Promise<void>
  /** Tells how following goes, to show it. */
  onState?: (state: WatchState) => void
}

export interface Doors {
  call: Call
  baseUrl: string
  WebSocket: WebSocketConstructor | undefined
}

/** Follows the room of all jobs. Events wait in memory while the loop's body is busy. */
export function watchJobs(doors: Doors, { filters = {}, ...options }: WatchOptions): AsyncGenerator<JobEvent, void, undefined> {
  const fits = newFilter(filters)
  return watchRoom(doors, { room: 'feed/jobs', isWanted: (event): event is JobEvent => isJobEvent(event) && fits(event), ...options })
}

/** Follows the room of whose key this is, as `watchJobs` does. */
export function watchPerson(doors: Doors, options: PersonWatchOptions): AsyncGenerator<PersonEvent, void, undefined> {
  return watchRoom(doors, { room: 'person/me', isWanted: isPersonEvent, ...options })
}

/** Follows the room of one shortlist, as `watchJobs` does. */
export function watchShortlist(doors: Doors, id: string, options: PersonWatchOptions): AsyncGenerator<ShortlistEventLive, void, undefined> {
  return watchRoom(doors, { room: `shortlist/${id}`, isWanted: isShortlistEvent, ...options })
}

async function* watchRoom<E extends LiveEvent>(
  doors: Doors,
  { room, isWanted, ...options }: PersonWatchOptions & { room: string; isWanted: (event: LiveEvent) => event is E },
): AsyncGenerator<E, void, undefined> {
  const { since, onReload, onState } = options
  const ended = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ended.signal]) : ended.signal
  if (signal.aborted) return
  /** What is to be handed on, in order. */
  let waiting: Item<E>[] = []
  let wake = () => {}
  const add = (item: Item<E>) => {
    waiting.push(item)
    wake()
  }
  signal.addEventListener('abort', () => wake())
  const following = followRoom({
    openSocket: socketOpener(doors),
    getTicket: () => doors.call<Ticket>({ path: '/live/ticket', query: { room }, signal }),
    getSince: (seq) => doors.call<EventsSince>({ path: '/live/events', query: { room, since: seq }, signal }),
    onEvent: (event) => {
      if (isWanted(event)) add({ event })
    },
    onReload: (last) => add({ reload: last }),
    onFailure: (error) => add({ error }),
    onState: onState ?? (() => {}),
    since,
  })
  try {
    while (!signal.aborted) {
      const batch = waiting
      waiting = []
      for (const item of batch) {
        if (signal.aborted) return
        if ('error' in item) throw item.error
        if ('event' in item) yield item.event
        else if (onReload) await onReload(item.reload)
        else throw tooFarBehind(item.reload)
      }
      if (waiting.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    following.close()
    ended.abort()
  }
}

type Item<E> = { event: E } | { reload: number } | { error: unknown }

function socketOpener({ baseUrl, WebSocket }: Doors) {
  const Socket: WebSocketConstructor | undefined = WebSocket ?? globalThis.WebSocket
  if (!Socket) return null
  return (ticket: Ticket, since: number) => {
    const url = new URL(`${baseUrl.replace(/^http/, 'ws')}/parties/${ticket.party}/${ticket.room}`)
    url.searchParams.set('ticket', ticket.ticket)
    url.searchParams.set('since', String(since))
    return new Socket(url.toString())
  }
}

/** A room may carry more kinds of events than this version of the client knows. */
function isJobEvent(event: LiveEvent): event is JobEvent {
  return event.type === 'job.opened' || event.type === 'job.changed' || event.type === 'job.closed'
}

/** Applications, interviews, reminders, and that a note or a contact was changed. `applications.reload` says that so many changed at once that the list is best read anew. */
function isPersonEvent(event: LiveEvent): event is PersonEvent {
  return /^(?:application|applications|contact|interview|note|reminder)\./.test(event.type)
}

function isShortlistEvent(event: LiveEvent): event is ShortlistEventLive {
  return event.type === 'shortlist.changed' || event.type === 'shortlist.entry-changed' || event.type === 'shortlist.entry-removed'
}

/** Lets through what fits, and whatever happens afterwards to a job that once did. */
function newFilter(filters: WatchFilters): (event: JobEvent) => boolean {
  const known = new Set<string>()
  return (event) => {
    if (event.type === 'job.closed') {
      known.delete(event.data.jobId)
      return true
    }
    const { job } = event.data
    const fits = matchesFilters(job, filters)
    const isKnown = known.has(job.id)
    if (fits) known.add(job.id)
    return fits || isKnown
  }
}

function tooFarBehind(last: number): NumerojobsError {
  return new NumerojobsError({
    code: 'conflict',
    reason: 'client.too-far-behind',
    title: `More was missed than the server still tells. Search anew, then watch on with since: ${last}.`,
    status: 0,
  })
}
