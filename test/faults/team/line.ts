import { followRoom, type RoomSocket, type SocketHandlers } from '../../../app/live/follow-room'
import { partySocket } from '../../../app/live/party-socket'
import { EventsSince, type LiveEvent, type RoomAddress, roomKey, Ticket } from '../../../contract/live'
import type { Random } from '../random'

/** A bad line to one room: frames come twice, late, out of turn or not at all, and the line can be cut. */
export interface Line {
  cut(): void
  mend(): void
  /** The sequence of the last event that was handed on, or of the last reading. */
  last(): number
  close(): void
}

const TWICE = 0.06
const LATE = 0.06
const LOST = 0.03

export function openLine(of: {
  origin: string
  cookie(): string
  address: RoomAddress
  startAt: number
  random: Random
  onEvent(event: LiveEvent): void
  onReload(): void
}): Line {
  const { address, random } = of
  const query = `room=${encodeURIComponent(roomKey(address))}`
  let last = of.startAt
  let isCut = false
  let line: { cut(): void; mend(): void } = { cut() {}, mend() {} }

  async function ask(path: string): Promise<unknown> {
    if (isCut) throw new Error('There is no network.')
    const headers = { cookie: of.cookie(), accept: 'application/json' }
    const response = await fetch(`${of.origin}${path}`, { headers, signal: AbortSignal.timeout(5_000) })
    if (!response.ok) throw new Error(`${path.split('?')[0]} was answered with ${response.status}.`)
    return response.json()
  }

  const following = followRoom({
    startAt: of.startAt,
    openSocket: (handlers) => {
      const socket = openBadSocket(handlers)
      line = socket
      return socket
    },
    getTicket: async () => Ticket.parse(await ask(`/v1/live/ticket?${query}`)),
    getSince: async (seq) => EventsSince.parse(await ask(`/v1/live/events?${query}&since=${seq}`)),
    onEvent(event) {
      last = event.seq
      of.onEvent(event)
    },
    onReload: of.onReload,
    onState: () => {},
  })

  function openBadSocket(handlers: SocketHandlers): RoomSocket & { cut(): void; mend(): void } {
    let held: unknown = null
    const take = (text: unknown) => {
      if (isCut) return
      const isOfEvents = typeof text === 'string' && text.startsWith('{"t":"events"')
      const chance = isOfEvents ? random.ratio() : 1
      if (chance < LOST) return
      if (chance < LOST + LATE && held === null) {
        held = text
        return
      }
      handlers.onMessage(text)
      if (chance < LOST + LATE + TWICE) handlers.onMessage(text)
      if (held !== null) handlers.onMessage(held)
      held = null
    }
    const open = () =>
      partySocket({ ...address, host: new URL(of.origin).host, protocol: 'ws' })({
        getQuery: handlers.getQuery,
        onMessage: take,
        onClose: () => !isCut && handlers.onClose(),
      })
    let socket = open()
    return {
      send: (text) => socket.send(text),
      close: () => socket.close(),
      isOpen: () => !isCut && socket.isOpen(),
      cut() {
        socket.close()
        handlers.onClose()
      },
      mend() {
        // The room's follower may have opened one itself meanwhile.
        socket.close()
        socket = open()
      },
    }
  }

  return {
    cut() {
      if (isCut) return
      isCut = true
      line.cut()
    },
    mend() {
      if (!isCut) return
      isCut = false
      line.mend()
    },
    last: () => last,
    close: () => following.close(),
  }
}
