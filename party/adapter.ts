import type * as Party from 'partykit/server'
import { Feed } from './core/feed'
import { guardConnect, guardPublish } from './core/guard'
import { Presence, type PresentListener, RoomState } from './core/presence'
import type { TextRelay } from './core/text'

/** A room on PartyKit. It only translates: what is allowed and what is sent is decided in `core/`. */
export class PartyKitRoom implements Party.Server {
  readonly options: Party.ServerOptions = { hibernate: true }
  readonly #feed: Feed
  /** Set in rooms where people work together. */
  readonly presence: Presence | null = null
  /** Set in rooms where people type together. */
  readonly relay: TextRelay | null = null
  #ready: Promise<void> | undefined

  static onBeforeConnect(request: Party.Request, lobby: Party.Lobby) {
    return guardConnect(request, lobby.env)
  }

  static onBeforeRequest(request: Party.Request, lobby: Party.Lobby) {
    return guardPublish(request, lobby.env)
  }

  constructor(readonly room: Party.Room) {
    this.#feed = new Feed(
      {
        listeners: () => room.getConnections(),
        storage: {
          list: (prefix) => room.storage.list({ prefix }),
          put: (entries) => room.storage.put(entries),
          delete: (keys) => room.storage.delete(keys),
        },
      },
      () => `${room.name}/${room.id}`,
    )
  }

  // PartyKit lets requests in while `onStart` still waits, so each of them waits for `#ready` too.
  onStart() {
    this.#ready ??= this.room.blockConcurrencyWhile(() => this.#feed.start())
    return this.#ready
  }

  async onConnect(connection: Party.Connection, { request }: Party.ConnectionContext) {
    await this.#ready
    this.#feed.connect(connection, request.url)
    this.presence?.join(presentOf(connection), request.url)
  }

  onMessage(message: unknown, connection: Party.Connection) {
    if (this.presence?.endOld().includes(connection.id)) return
    const isTaken = this.presence?.receive(presentOf(connection), message) || this.relay?.receive(presentOf(connection), message)
    if (!isTaken) this.#feed.receive(connection, message)
  }

  /** The runtime leaves the closing handshake of a sleeping room's sockets to the room. */
  onClose(connection: Party.Connection) {
    connection.close(1000)
    this.presence?.leave()
  }

  async onRequest(request: Party.Request) {
    await this.#ready
    this.presence?.endOld()
    return this.#feed.publish(await request.text())
  }
}

/** A room where people work together and see who else is there. */
export class PresentPartyKitRoom extends PartyKitRoom {
  override readonly presence = new Presence(() => this.present())

  protected present(): PresentListener[] {
    return [...this.room.getConnections()].map(presentOf)
  }
}

const presentOf = (connection: Party.Connection): PresentListener => ({
  id: connection.id,
  send: (text) => connection.send(text),
  close: (code, reason) => connection.close(code, reason),
  remember: (state) => void connection.setState(state),
  recall: () => RoomState.safeParse(connection.state).data ?? null,
})
