import { z } from 'zod'
import { endTicket } from './end-ticket'
import { refuse } from './guard'
import type { Listener, RoomHost } from './ports'

/** A room repeats events and does not read them, so that it can carry types it was built before. */
const PublishedEvent = z.looseObject({ room: z.string(), seq: z.int().positive() })
const RoomMessage = z.union([
  z.object({ events: z.array(PublishedEvent).min(1).max(500) }),
  z.object({ forget: z.literal(true) }),
  z.object({ reauthorise: z.literal(true) }),
])
type PublishedEvent = z.infer<typeof PublishedEvent>

const keptMax = 100
/** A stored value may take 128 KiB, and a string two bytes a character. A longer event is sent but not kept. */
const keptCharsMax = 60_000
const clientMessageCharsMax = 1_000
const storageBatchMax = 128

type KeptEvent = { seq: number; json: string }

/**
 * One room's fan-out. Sends each published event to every listener, and keeps the newest 100 so that a listener who was away
 * for a moment can be given what it missed.
 *
 * Publishers may race, so events can come out of order or leave a hole. The room sends what it gets at once and in any order:
 * listeners put events in order by their dense sequence, and a listener that sees a hole asks the API, where every committed
 * event is. The room itself never bridges a hole, and never claims to know what came before its first event.
 */
export class Feed {
  /** Newest events by sequence; may have holes. */
  #kept: KeptEvent[] = []
  /** Tickets from before the last `reauthorise` are over, in seconds since 1970: who kept one may have lost the right since. */
  #ticketsFromS = 0

  constructor(
    private readonly host: RoomHost,
    /** `party/room`, as the events name it. */
    private readonly room: () => string,
  ) {}

  /** Reads back what was kept before the room slept or its host was restarted. Nothing else may run before it ends. */
  async start(): Promise<void> {
    const stored = await this.host.storage.list(keyPrefix)
    for (const from of (await this.host.storage.list(ticketsFromKey)).values()) this.#ticketsFromS = Number(from)
    this.#kept = [...stored].map(([key, json]) => ({ seq: Number(key.slice(keyPrefix.length)), json: String(json) })).sort(bySeq)
  }

  /** Greets a listener: the events after `since` if the room has all of them, else `resync`. An old ticket's is closed. */
  connect(listener: Listener, address: string): void {
    const asked = new URL(address).searchParams
    if (Number(asked.get('iat') ?? 0) < this.#ticketsFromS) {
      endTicket(listener)
      return
    }
    const since = asked.get('since')
    const last = this.#last()
    if (since === null) {
      listener.send(`{"t":"hello","last":${last}}`)
      return
    }
    const sinceSeq = /^\d{1,15}$/.test(since) ? Number(since) : -1
    const bridges = sinceSeq <= last && sinceSeq >= this.#contiguousFrom() - 1
    listener.send(
      bridges ? `{"t":"hello","last":${last},"replay":[${this.#listAfter(sinceSeq)}]}` : `{"t":"hello","last":${last},"resync":true}`,
    )
  }

  /**
   * Answers a signed request with `{accepted, last}`: how many events were new here, and the highest sequence now kept.
   *
   * `{events}` publishes: after a 200 none of them needs to be sent again, and sending them again changes nothing.
   * `{forget: true}` drops what is kept, for the sake of someone who is erased; who comes back then asks the API.
   * `{reauthorise: true}` closes every socket, and ends the tickets there are: who still has the right comes back with a new one.
   */
  async publish(body: string): Promise<Response> {
    const message = RoomMessage.safeParse(parseJson(body))
    if (!message.success) return refuse(400, 'party.malformed')
    if ('forget' in message.data) {
      await this.#forget()
      return Response.json({ accepted: 0, last: 0 })
    }
    if ('reauthorise' in message.data) {
      // Tickets tell their second alone: one of this very second may be from before, so that all of it are over.
      this.#ticketsFromS = Math.floor(Date.now() / 1_000) + 1
      for (const listener of this.host.listeners()) endTicket(listener)
      await this.host.storage.put({ [ticketsFromKey]: String(this.#ticketsFromS) })
      return Response.json({ accepted: 0, last: this.#last() })
    }
    const { events } = message.data
    if (events.some((event) => event.room !== this.room())) return refuse(400, 'party.other-room')

    const fresh = this.#listFresh(events)
    if (fresh.length > 0) {
      const before = this.#kept
      this.#kept = [...before, ...fresh.filter(({ json }) => json.length <= keptCharsMax)].sort(bySeq).slice(-keptMax)
      // Nothing is awaited between the writes and the sends: the host holds the sends back until the writes are durable.
      const written = this.#store(before)
      this.#sendToAll(`{"t":"events","events":[${fresh.map(({ json }) => json).join(',')}]}`)
      await written
    }
    return Response.json({ accepted: fresh.length, last: this.#last() })
  }

  /** Nobody writes through a socket: `ping` is answered, a long message closes the socket, anything else is ignored. */
  receive(listener: Listener, message: unknown): void {
    if (message === 'ping') listener.send('pong')
    else if (typeof message !== 'string' || message.length > clientMessageCharsMax) listener.close(1009, 'party.too-large')
  }

  #last(): number {
    return this.#kept.at(-1)?.seq ?? 0
  }

  /** First sequence of the unbroken run that ends at the last one. A room that has seen nothing bridges nothing. */
  #contiguousFrom(): number {
    let from = Number.POSITIVE_INFINITY
    for (const { seq } of this.#kept.toReversed()) {
      if (from !== Number.POSITIVE_INFINITY && seq !== from - 1) break
      from = seq
    }
    return from
  }

  #listAfter(since: number): string {
    return this.#kept
      .filter(({ seq }) => seq > since)
      .map(({ json }) => json)
      .join(',')
  }

  /** What is older than everything in a full memory counts as sent: who has not seen it has seen a hole. */
  #listFresh(events: PublishedEvent[]): KeptEvent[] {
    const known = new Set(this.#kept.map(({ seq }) => seq))
    const floor = this.#kept.length === keptMax ? (this.#kept[0]?.seq ?? 0) : 0
    const fresh: KeptEvent[] = []
    for (const event of events) {
      if (known.has(event.seq) || event.seq < floor) continue
      known.add(event.seq)
      fresh.push({ seq: event.seq, json: JSON.stringify(event) })
    }
    return fresh.sort(bySeq)
  }

  async #forget(): Promise<void> {
    const before = this.#kept
    this.#kept = []
    await this.#store(before)
  }

  async #store(before: KeptEvent[]): Promise<void> {
    const added = this.#kept.filter((event) => !before.includes(event))
    const dropped = before.filter((event) => !this.#kept.includes(event))
    const writes = batches(added).map((batch) =>
      this.host.storage.put(Object.fromEntries(batch.map(({ seq, json }) => [storageKey(seq), json]))),
    )
    const deletes = batches(dropped).map((batch) => this.host.storage.delete(batch.map(({ seq }) => storageKey(seq))))
    await Promise.all([...writes, ...deletes])
  }

  #sendToAll(text: string): void {
    for (const listener of this.host.listeners()) {
      try {
        listener.send(text)
      } catch {
        // A socket that is closing throws; it must not keep the event from the others, and catches up when it is back.
      }
    }
  }
}

const keyPrefix = 'event:'
const ticketsFromKey = 'tickets-from'
/** Padded, so that the order of keys is the order of sequences. */
const storageKey = (seq: number) => `${keyPrefix}${String(seq).padStart(15, '0')}`
const bySeq = (a: KeptEvent, b: KeptEvent) => a.seq - b.seq

function batches<T>(items: T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / storageBatchMax) }, (_, i) =>
    items.slice(i * storageBatchMax, (i + 1) * storageBatchMax),
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
