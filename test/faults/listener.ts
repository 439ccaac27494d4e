import { followRoom } from '../../app/live/follow-room'
import { partySocket } from '../../app/live/party-socket'
import { EventsSince, type LiveEvent, roomKey, rooms, Ticket } from '../../contract/live'
import type { RunningSystem } from './doors'
import type { Tables } from './tables'

/** One who listens to the feed through the public port from first to last, by the code that pages use. */
export interface Listener {
  last(): number
  reloads(): number
  /** The events that came out of turn: none, unless one was lost, repeated or overtaken. */
  outOfTurn(): string[]
  /** The jobs that a page which shows all of them would show now, by id with their version. */
  openCards(): Promise<Map<string, number>>
  close(): void
}

const askMsMax = 5_000

/** @param onHeard called with each event, when it is heard */
export async function startListener(
  { origin }: RunningSystem,
  tables: Tables,
  onHeard: (event: LiveEvent) => void = () => {},
): Promise<Listener> {
  const query = `room=${encodeURIComponent(roomKey(rooms.jobs))}`
  const start = await tables.openCards()
  let last = start.seq
  let reloads = 0
  let loadedSeq = start.seq
  let isAfterReload = false
  const outOfTurn: string[] = []
  const shown = new Map(start.cards.map(({ id, version }) => [id, version]))
  /** While a reload is on its way, what happens meanwhile waits. */
  let loading: Promise<void> | null = null
  let waiting: LiveEvent[] = []

  const following = followRoom({
    startAt: start.seq,
    openSocket: partySocket({ ...rooms.jobs, host: new URL(origin).host, protocol: 'ws' }),
    getTicket: async () => Ticket.parse(await getJson(`${origin}/v1/live/ticket?${query}`)),
    getSince: async (seq) => EventsSince.parse(await getJson(`${origin}/v1/live/events?${query}&since=${seq}`)),
    onEvent(event) {
      // A reload goes on from a later place, never from an earlier one.
      const isNext = isAfterReload ? event.seq > last : event.seq === last + 1
      if (!isNext) outOfTurn.push(`${event.seq} after ${last}`)
      isAfterReload = false
      last = event.seq
      onHeard(event)
      if (loading) waiting.push(event)
      else show(event)
    },
    onReload() {
      reloads++
      isAfterReload = true
      loading = load()
    },
    onState: () => {},
  })

  async function load() {
    const now = await tables.openCards()
    shown.clear()
    for (const { id, version } of now.cards) shown.set(id, version)
    loadedSeq = now.seq
    for (const event of waiting) if (event.seq > now.seq) show(event)
    waiting = []
    loading = null
  }

  function show(event: LiveEvent) {
    if (event.type === 'job.closed') shown.delete(event.data.jobId)
    if (event.type === 'job.opened' || event.type === 'job.changed') shown.set(event.data.job.id, event.data.job.version)
  }

  return {
    last: () => Math.max(last, loadedSeq),
    reloads: () => reloads,
    outOfTurn: () => outOfTurn,
    async openCards() {
      await loading
      return shown
    },
    close: () => following.close(),
  }
}

async function getJson(address: string): Promise<unknown> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(askMsMax) })
  if (!response.ok) throw new Error(`${new URL(address).pathname} was answered with ${response.status}.`)
  return response.json()
}
