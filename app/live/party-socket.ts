import PartySocket from 'partysocket'
import type { RoomAddress } from '../../contract/live'
import type { RoomSocket, SocketHandlers } from './follow-room'

/** Opens sockets to one room by partysocket. */
export function partySocket(address: RoomAddress & { host: string; protocol: 'ws' | 'wss' }) {
  return (handlers: SocketHandlers): RoomSocket => {
    const socket = new PartySocket({
      ...address,
      query: handlers.getQuery,
      // Spread, so that listeners do not come back all at once when a room restarts.
      minReconnectionDelay: 250 + Math.random() * 1_000,
      maxReconnectionDelay: 5_000 + Math.random() * 5_000,
      reconnectionDelayGrowFactor: 1.6,
      maxEnqueuedMessages: 0,
    })
    socket.addEventListener('message', ({ data }) => handlers.onMessage(data))
    socket.addEventListener('close', handlers.onClose)
    socket.addEventListener('error', handlers.onClose)
    return { send: (text) => void socket.send(text), close: () => socket.close(), isOpen: () => socket.readyState === socket.OPEN }
  }
}
