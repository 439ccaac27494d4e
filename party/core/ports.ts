/** One open socket of the room. `send` throws when the socket is already closing. */
export type Listener = {
  send(text: string): void
  close(code: number, reason: string): void
}

/** What a room needs of the host it runs on. PartyKit and Durable Objects each give it in a few lines. */
export type RoomHost = {
  listeners(): Iterable<Listener>
  storage: {
    list(prefix: string): Promise<Map<string, unknown>>
    /** At most 128 entries a call. */
    put(entries: Record<string, string>): Promise<void>
    /** At most 128 keys a call. */
    delete(keys: string[]): Promise<unknown>
  }
}
