import WebSocket from 'ws'
import type { LiveEvent } from '../contract/live'
import { newHost, TEST_ORIGIN } from '../test/party/hosts'
import { eventOf, newRoom, publish, signTicket, type TestRoom } from '../test/party/room-client'
import { type Bench, type Figure, percentile } from './figure'

const SIZES = [1_000, 5_000]
const EVENTS = 30
const QUICK_EVENTS = 10
const APART_MS = 500
/** Sockets that are opened at once. */
const OPENING_MAX = 100
const arrivalMsMax = 10_000

/** One room in PartyKit with many listeners; server, publisher and listeners share this machine. */
export const rooms: Bench = {
  name: 'rooms',
  about: 'From the publishing of an event until each of 1,000 and 5,000 listeners of one room has it.',
  async run({ isQuick, log, onBreak }) {
    const host = await newHost('partykit')
    onBreak(host.stop)
    try {
      const figures: Figure[] = []
      for (const size of SIZES) {
        const ms = await measure(host.address, size, isQuick ? QUICK_EVENTS : EVENTS, log)
        figures.push(
          { name: `fan-out to ${size.toLocaleString('en')} listeners, p50`, value: percentile(ms, 0.5), unit: 'ms' },
          {
            name: `fan-out to ${size.toLocaleString('en')} listeners, p95`,
            value: percentile(ms, 0.95),
            unit: 'ms',
            ...(size === 5_000 ? { budget: { atMost: 250 } } : {}),
            note: `${ms.length.toLocaleString('en')} deliveries, two events a second`,
          },
        )
      }
      return figures
    } finally {
      await host.stop()
    }
  },
}

async function measure(host: string, size: number, events: number, log: (line: string) => void): Promise<number[]> {
  const room = newRoom()
  const ms: number[] = []
  let sentAt = 0
  let heard = 0
  const sockets: WebSocket[] = []
  try {
    for (let at = 0; at < size; at += OPENING_MAX) {
      const ticket = await signTicket(room)
      sockets.push(
        ...(await Promise.all(
          Array.from({ length: Math.min(OPENING_MAX, size - at) }, () =>
            open(host, room, ticket, () => {
              ms.push(performance.now() - sentAt)
              heard++
            }),
          ),
        )),
      )
    }
    log(`${size} listen`)
    for (let seq = 1; seq <= events; seq++) {
      heard = 0
      const event: LiveEvent = eventOf(room, seq)
      sentAt = performance.now()
      await publish(host, room, [event])
      for (const end = Date.now() + arrivalMsMax; heard < size; ) {
        if (Date.now() > end) throw new Error(`${size - heard} of ${size} listeners did not hear event ${seq}.`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      await new Promise((resolve) => setTimeout(resolve, APART_MS))
    }
  } finally {
    for (const socket of sockets) socket.terminate()
  }
  return ms
}

/** A listener that counts frames of events, without reading them. */
function open(host: string, { party, room }: TestRoom, ticket: string, onEvents: () => void): Promise<WebSocket> {
  const query = new URLSearchParams({ ticket })
  const socket = new WebSocket(`ws://${host}/parties/${party}/${room}?${query}`, { origin: TEST_ORIGIN, perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('open', () => resolve(socket))
    // The room greets first.
    socket.on('message', (data) => String(data).startsWith('{"t":"events"') && onEvents())
  })
}
