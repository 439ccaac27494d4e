import { z } from 'zod'
import { PRESENT_MAX, Present } from '../../contract/live'
import { endTicket } from './end-ticket'
import type { Listener } from './ports'

/** A socket whose owner is known, and that keeps a small value over the room's sleep. */
export type PresentListener = Listener & { readonly id: string; remember(state: RoomState): void; recall(): RoomState | null }

/** What the hosts keep beside a socket. */
export const RoomState = z.object({
  present: Present,
  /** What their ticket allows: an edit ticket is needed to be heard in a room of text. */
  isEditor: z.boolean(),
  /** When their ticket was made, in seconds since 1970. */
  iat: z.int().default(0),
})
export type RoomState = z.infer<typeof RoomState>

/**
 * What a ticket said is believed for so long; then its socket is closed, and who still has the right comes back with a new one. A right that
 * ends by time alone (a guest's link, a session that was ended) tells no room.
 */
const ticketMaxS = 15 * 60

/** What somebody says about themselves: what they look at, and whether they ask the others to follow. */
const Look = z.object({ t: z.literal('look'), at: z.string().max(80).nullable(), leads: z.boolean().default(false) })

/**
 * Who is in a room and what each looks at. It lives and dies with the room's sockets: nothing of it is stored or sent elsewhere.
 * Everybody gets the whole list when it changes, at most once in `tellAfterMs`, so that fifty people who move about do not cost fifty times fifty frames.
 */
export class Presence {
  #isDue = false

  constructor(
    private readonly listeners: () => Iterable<PresentListener>,
    private readonly tellAfterMs = 60,
  ) {}

  /** Somebody came in. `address` is the guarded one, which names the ticket's owner. */
  join(listener: PresentListener, address: string): void {
    const asked = new URL(address).searchParams
    const present = { id: listener.id, key: asked.get('sub') ?? '', name: asked.get('name') ?? '', at: null, leads: false }
    listener.remember({ present, isEditor: asked.get('role') === 'edit', iat: Number(asked.get('iat') ?? 0) })
    this.#tellSoon()
  }

  /** Closes the sockets whose tickets are too old; answers their ids. Called before anything is passed on. */
  endOld(): string[] {
    const oldestS = Date.now() / 1_000 - ticketMaxS
    const old = [...this.listeners()].filter((listener) => (listener.recall()?.iat ?? oldestS) < oldestS)
    for (const listener of old) endTicket(listener)
    return old.map(({ id }) => id)
  }

  /** Answers whether the message was about presence. One that cannot be read changes nothing. */
  receive(listener: PresentListener, message: unknown): boolean {
    if (typeof message !== 'string' || !message.startsWith('{"t":"look"') || message.length > 400) return false
    const look = Look.safeParse(parseJson(message))
    const held = listener.recall()
    if (!look.success || !held) return true
    const { at, leads } = look.data
    if (held.present.at === at && held.present.leads === leads) return true
    listener.remember({ ...held, present: { ...held.present, at, leads } })
    this.#tellSoon()
    return true
  }

  /** Somebody left. */
  leave(): void {
    this.#tellSoon()
  }

  #tellSoon(): void {
    if (this.#isDue) return
    this.#isDue = true
    setTimeout(() => {
      this.#isDue = false
      this.#tell()
    }, this.tellAfterMs)
  }

  #tell(): void {
    const open = [...this.listeners()]
    const people = open.flatMap((listener) => listener.recall()?.present ?? []).slice(0, PRESENT_MAX)
    const text = JSON.stringify({ t: 'presence', people })
    for (const listener of open) {
      try {
        listener.send(text)
      } catch {
        // A socket that is closing hears nothing more; its leaving is told to the others.
      }
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
