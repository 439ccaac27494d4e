import { type Connection, type ConnectionContext, Server } from 'partyserver'
import { Feed } from './core/feed'
import { guardConnect, guardPublish, refuse } from './core/guard'
import { Presence, type PresentListener, RoomState } from './core/presence'
import { TextRelay } from './core/text'

/** Bindings of the rooms as `wrangler.toml` names them. The guard reads its secrets of the same environment. */
export type RoomsEnv = {
  ROOMS_FEED: DurableObjectNamespace
  ROOMS_OPERATORS: DurableObjectNamespace
  ROOMS_PERSON: DurableObjectNamespace
  ROOMS_HIRING: DurableObjectNamespace
  ROOMS_SHORTLIST: DurableObjectNamespace
  ROOMS_TEXT: DurableObjectNamespace
}

const bindings = {
  feed: 'ROOMS_FEED',
  operators: 'ROOMS_OPERATORS',
  person: 'ROOMS_PERSON',
  hiring: 'ROOMS_HIRING',
  shortlist: 'ROOMS_SHORTLIST',
  text: 'ROOMS_TEXT',
} as const
const isParty = (party: string | undefined): party is keyof typeof bindings => party !== undefined && Object.hasOwn(bindings, party)

/**
 * Passes a request for `/parties/<party>/<room>` to its room, if the guard allows it; `null` for any other path.
 * Sockets and publishing use the same addresses, tickets and signatures as rooms on PartyKit.
 */
export async function routeRoom(request: Request, env: RoomsEnv): Promise<Response | null> {
  const [, prefix, party, room] = new URL(request.url).pathname.split('/')
  if (prefix !== 'parties') return null
  if (!isParty(party) || !room) return refuse(404, 'party.no-such-room')
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
  /** Set in rooms where people work together. */
  protected readonly presence: Presence | null = null
  /** Set in rooms where people type together. */
  protected readonly relay: TextRelay | null = null
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
    this.presence?.join(presentOf(connection), request.url)
  }

  override onMessage(connection: Connection, message: unknown) {
    if (this.presence?.endOld().includes(connection.id)) return
    const isTaken = this.presence?.receive(presentOf(connection), message) || this.relay?.receive(presentOf(connection), message)
    if (!isTaken) this.#feed.receive(connection, message)
  }

  /** partyserver answers a close that names a code; one without waits for the room. */
  override onClose(connection: Connection, code: number) {
    if (code === 1005) connection.close(1000)
    this.presence?.leave()
  }

  override async onRequest(request: Request) {
    this.presence?.endOld()
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

/** A room where people work together and see who else is there. */
abstract class PresentDurableRoom extends DurableRoom {
  protected override readonly presence = new Presence(() => this.present())

  protected present(): PresentListener[] {
    return [...this.getConnections()].map(presentOf)
  }
}

/** A room for each posting's pipeline: `hiring/<posting>`, which needs a ticket of a member who may see its candidates. */
export class HiringRoom extends PresentDurableRoom {
  protected readonly party = 'hiring'
}

/** A room for each shortlist: `shortlist/<id>`, for members and the guests of that shortlist. */
export class ShortlistRoom extends PresentDurableRoom {
  protected readonly party = 'shortlist'
}

/** A room for each text that several people type at once: `text/<id of what it belongs to>`. An edit ticket is needed to be heard. */
export class TextRoom extends PresentDurableRoom {
  protected readonly party = 'text'
  protected override readonly relay = new TextRelay(() => this.present())
}

const presentOf = (connection: Connection): PresentListener => ({
  id: connection.id,
  send: (text) => connection.send(text),
  close: (code, reason) => connection.close(code, reason),
  remember: (state) => void connection.setState(state),
  recall: () => RoomState.safeParse(connection.state).data ?? null,
})
