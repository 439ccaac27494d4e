import { useEffect, useRef, useState } from 'react'
import type { EventsSince, LiveEvent, Present, RoomAddress, Ticket } from '../../contract/live'
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
export function useRoom(room: UseRoom): RoomState {
  return usePresentRoom(room).state
}

/**
 * The same for a room where people work together: who is there now (one's own windows among them), and `look` to say what is looked at here.
 * `look` is one function for as long as the room is followed.
 */
export function usePresentRoom({ party, room, startAt, onEvent, onReload }: UseRoom): {
  state: RoomState
  people: Present[]
  look(at: string | null, leads?: boolean): void
} {
  const [state, setState] = useState<RoomState>('connecting')
  const [people, setPeople] = useState<Present[]>([])
  const handlers = useRef({ onEvent, onReload })
  const start = useRef(startAt)
  const following = useRef<ReturnType<typeof followRoom> | null>(null)
  const [look] = useState(() => (at: string | null, leads?: boolean) => following.current?.look(at, leads))

  useEffect(() => {
    handlers.current = { onEvent, onReload }
    start.current = startAt
  })

  useEffect(() => {
    const query = `room=${encodeURIComponent(`${party}/${room}`)}`
    following.current = followRoom({
      openSocket: partySocket({ host: location.host, protocol: location.protocol === 'https:' ? 'wss' : 'ws', party, room }),
      getTicket: () => getJson<Ticket>(`/v1/live/ticket?${query}`),
      getSince: (seq) => getJson<EventsSince>(`/v1/live/events?${query}&since=${seq}`),
      onEvent: (event) => handlers.current.onEvent(event),
      onReload: () => handlers.current.onReload(),
      onState: setState,
      onPresence: setPeople,
      startAt: start.current,
    })
    return () => following.current?.close()
  }, [party, room])

  return { state, people, look }
}

const signedOutStatuses = [401, 403, 404]

/** @throws SignedOutError when asking again cannot help */
export async function getJson<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(10_000) })
  if (signedOutStatuses.includes(response.status)) throw new SignedOutError()
  if (!response.ok) throw new Error(`The room's API answered ${response.status}.`)
  return response.json()
}
