import { useEffect, useRef, useState } from 'react'
import type { EventsSince, LiveEvent, RoomAddress, Ticket } from '../../contract/live'
import { followRoom, type RoomState, SignedOutError } from './follow-room'
import { partySocket } from './party-socket'

type UseRoom = RoomAddress & {
  /** The sequence that the loaded data already contains, from the loader that read it. Read once for each room. */
  startAt?: number
  /** Called exactly once for each event, in order. */
  onEvent(event: LiveEvent): void
  /** Too far behind: load anew what is shown. */
  onReload(): void
}

/**
 * Follows a room as long as the component is on the page, and answers how that is going.
 * On the server, and until the first answer of the room, that is `connecting`.
 */
export function useRoom({ party, room, startAt, onEvent, onReload }: UseRoom): RoomState {
  const [state, setState] = useState<RoomState>('connecting')
  const handlers = useRef({ onEvent, onReload })
  const start = useRef(startAt)

  useEffect(() => {
    handlers.current = { onEvent, onReload }
    start.current = startAt
  })

  useEffect(() => {
    const query = `room=${encodeURIComponent(`${party}/${room}`)}`
    const following = followRoom({
      openSocket: partySocket({ host: location.host, protocol: location.protocol === 'https:' ? 'wss' : 'ws', party, room }),
      getTicket: () => getJson<Ticket>(`/v1/live/ticket?${query}`),
      getSince: (seq) => getJson<EventsSince>(`/v1/live/events?${query}&since=${seq}`),
      onEvent: (event) => handlers.current.onEvent(event),
      onReload: () => handlers.current.onReload(),
      onState: setState,
      startAt: start.current,
    })
    return () => following.close()
  }, [party, room])

  return state
}

const signedOutStatuses = [401, 403, 404]

async function getJson<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(10_000) })
  if (signedOutStatuses.includes(response.status)) throw new SignedOutError()
  if (!response.ok) throw new Error(`The room's API answered ${response.status}.`)
  return response.json()
}
