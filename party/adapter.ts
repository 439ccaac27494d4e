import type * as Party from 'partykit/server'
import { Feed } from './core/feed'
import { guardConnect, guardPublish } from './core/guard'

/** A room on PartyKit. It only translates: what is allowed and what is sent is decided in `core/`. */
export class PartyKitRoom implements Party.Server {
  readonly options: Party.ServerOptions = { hibernate: true }
  readonly #feed: Feed
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
  }

  onMessage(message: unknown, connection: Party.Connection) {
    this.#feed.receive(connection, message)
  }

  /** The runtime leaves the closing handshake of a sleeping room's sockets to the room. */
  onClose(connection: Party.Connection) {
    connection.close(1000)
  }

  async onRequest(request: Party.Request) {
    await this.#ready
    return this.#feed.publish(await request.text())
  }
}
