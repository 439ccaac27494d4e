import { z } from 'zod'
import type { PresentListener } from './presence'

const charsMax = 400_000
const TextFrame = z.discriminatedUnion('t', [
  /** How far the sender has come: whoever has more says what is missing. */
  z.object({ t: z.literal('text-vector'), vector: z.string().max(charsMax) }),
  /** What was typed. With `to` it answers a vector. */
  z.object({ t: z.literal('text-update'), update: z.string().max(charsMax), to: z.string().max(60).optional() }),
])

/**
 * Passes on what people type in one text together. It knows nothing of the text: who has an edit ticket is heard by all the others, who has
 * one to look is heard by nobody, and whoever comes (back) asks the others for what is missing. What stays is what they save through the API.
 */
export class TextRelay {
  constructor(private readonly listeners: () => Iterable<PresentListener>) {}

  /** Answers whether the message was about text. One that cannot be read changes nothing. */
  receive(sender: PresentListener, message: unknown): boolean {
    if (typeof message !== 'string' || !message.startsWith('{"t":"text-')) return false
    if (message.length > charsMax) {
      sender.close(1009, 'party.too-large')
      return true
    }
    const frame = TextFrame.safeParse(parseJson(message)).data
    if (frame?.t === 'text-vector') this.#send({ t: 'text-vector', vector: frame.vector, from: sender.id }, (id) => id !== sender.id)
    // A change of rights closes every socket, and an old ticket its own: what the ticket said still holds.
    if (frame?.t === 'text-update' && sender.recall()?.isEditor) {
      const { to } = frame
      this.#send({ t: 'text-update', update: frame.update }, to ? (id) => id === to : (id) => id !== sender.id)
    }
    return true
  }

  #send(frame: object, isFor: (id: string) => boolean): void {
    const text = JSON.stringify(frame)
    for (const listener of this.listeners()) {
      if (!isFor(listener.id)) continue
      try {
        listener.send(text)
      } catch {
        // A socket that is closing asks for what it missed when it is back.
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
