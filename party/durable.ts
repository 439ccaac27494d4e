import { type Connection, type ConnectionContext, Server } from 'partyserver'
import { Feed } from './core/feed'
import { guardConnect, guardPublish, refuse } from './core/guard'

/** Bindings of the rooms as `wrangler.toml` names them. The guard reads its secrets of the same environment. */
export type RoomsEnv = {
  ROOMS_FEED: DurableObjectNamespace
  ROOMS_OPERATORS: DurableObjectNamespace
  ROOMS_PERSON: DurableObjectNamespace
}

const bindings = { feed: 'ROOMS_FEED', operators: 'ROOMS_OPERATORS', person: 'ROOMS_PERSON' } as const

/**
 * Passes a request for `/parties/<party>/<room>` to its room, if the guard allows it; `null` for any other path.
 * Sockets and publishing use the same addresses, tickets and signatures as rooms on PartyKit.
 */
export async function routeRoom(request: Request, env: RoomsEnv): Promise<Response | null> {
  const [, prefix, party, room] = new URL(request.url).pathname.split('/')
  if (prefix !== 'parties') return null
  if ((party !== 'feed' && party !== 'operators' && party !== 'person') || !room) return refuse(404, 'party.no-such-room')
  const isSocket = request.headers.get('upgrade')?.toLowerCase() === 'websocket'
  const guarded = await (isSocket ? guardConnect(request, env) : guardPublish(request, env))
  if (guarded instanceof Response) return guarded
  const namespace = env[bindings[party]]
  return namespace.get(namespace.idFromName(room)).fetch(guarded)
}

/** A room as a Durable Object. It only translates: what is allowed and what is sent is decided in `core/`. */
abstract class DurableRoom extends Server {
  static override options = { hibernate: true }
  protected abstract readonly party: keyof typeof bindings
  readonly #feed = new Feed(
    {
      // Not `getConnections`: partyserver reads each socket's attachment anew, a tenth of the time of a fan-out to thousands.
      listeners: () => this.ctx.getWebSockets(),
      storage: {
        list: (prefix) => this.ctx.storage.list({ prefix }),
        put: (entries) => this.ctx.storage.put(entries),
        delete: (keys) => this.ctx.storage.delete(keys),
      },
    },
    () => `${this.party}/${this.name}`,
  )

  override onStart() {
    return this.#feed.start()
  }

  override onConnect(connection: Connection, { request }: ConnectionContext) {
    this.#feed.connect(connection, request.url)
  }

  override onMessage(connection: Connection, message: unknown) {
    this.#feed.receive(connection, message)
  }

  /** partyserver answers a close that names a code; one without waits for the room. */
  override onClose(connection: Connection, code: number) {
    if (code === 1005) connection.close(1000)
  }

  override async onRequest(request: Request) {
    return this.#feed.publish(await request.text())
  }
}

/** Rooms of what everybody may see: `feed/jobs`. */
export class FeedRoom extends DurableRoom {
  protected readonly party = 'feed'
}

/** Rooms that need an operator's ticket: `operators/all`. */
export class OperatorsRoom extends DurableRoom {
  protected readonly party = 'operators'
}

/** A room for each person: `person/<id>`, which needs that person's own ticket. */
export class PersonRoom extends DurableRoom {
  protected readonly party = 'person'
}
