import { type Following, followRoom } from '../app/live/follow-room'
import { partySocket } from '../app/live/party-socket'
import { EventsSince, hiringRoom, type LiveEvent, roomKey, Ticket } from '../contract/live'
import { members, organisations } from '../db/schema'
import { newId } from '../server/core/ids'
import { addApplications } from '../test/add-hiring'
import { type Desk, openDesk } from '../test/faults/team/desk'
import type { System } from '../test/start-system'
import { systemCtx } from '../test/system-ctx'
import { type Bench, type Figure, percentile } from './figure'

const SIZES = [2, 10, 50]
const VIEWERS = 500
/** So many people share the viewers' sockets, as people have several windows. */
const PEOPLE = 50
const MOVES = 40
const QUICK_MOVES = 10
const APART_MS = 400
const OPENING_MAX = 10
const arrivalMsMax = 15_000

/** A posting's pipeline with many people in its room, in the whole system: request, transaction, outbox, room, every screen. */
export const team: Bench = {
  name: 'team',
  about: `A recruiter moves a card: from sending the request until each other screen in the room has it, with ${SIZES.join(', ')} people and ${VIEWERS} viewers.`,
  async run({ isQuick, system, log }) {
    const served = await system()
    const desks: Desk[] = []
    for (let index = 0; index < PEOPLE; index++) desks.push(await openDesk(served, `Colleague ${index + 1}`))
    const figures: Figure[] = []
    for (const size of [...SIZES, VIEWERS]) {
      const ms = await measure(served, desks, size, isQuick ? QUICK_MOVES : MOVES)
      log(`${size} in the room: p95 ${percentile(ms, 0.95)} ms`)
      const who = size === VIEWERS ? `${VIEWERS} viewers` : `${size} people`
      figures.push(
        {
          name: `move to other screen, ${who}, p50`,
          value: percentile(ms, 0.5),
          unit: 'ms',
          ...(size === VIEWERS ? {} : { budget: { atMost: 200 } }),
        },
        {
          name: `move to other screen, ${who}, p95`,
          value: percentile(ms, 0.95),
          unit: 'ms',
          note: `${ms.length.toLocaleString('en')} arrivals`,
        },
      )
    }
    return figures
  },
}

async function measure(system: System, desks: readonly Desk[], size: number, moves: number): Promise<number[]> {
  const { db } = systemCtx(system)
  const [organisationId, at] = [newId('organisation'), new Date()]
  await db.insert(organisations).values({ id: organisationId, name: 'Kestrel Bakery', slug: organisationId, createdAt: at })
  await db.insert(members).values(desks.map(({ personId }) => ({ organisationId, personId, role: 'owner' as const, joinedAt: at })))
  const { postingId, applicationIds, stageIds } = await addApplications(db, organisationId, 20)
  const [mover] = desks
  if (!mover) throw new Error('Nobody moves.')
  const ms: number[] = []
  const heard = { count: 0, batchId: '', sentAt: 0 }
  const onEvent = (event: LiveEvent) => {
    if (event.type !== 'hiring.changed') return
    heard.count += 1
    ms.push(performance.now() - heard.sentAt)
  }
  const followers: Following[] = []
  try {
    for (let opened = 0; opened < size; opened += OPENING_MAX) {
      const these = Array.from(
        { length: Math.min(OPENING_MAX, size - opened) },
        (_, index) => desks[(opened + index) % desks.length] ?? mover,
      )
      followers.push(...(await Promise.all(these.map((desk) => follow(system, desk, postingId, onEvent)))))
    }
    for (let move = 0; move < moves; move++) {
      heard.count = 0
      heard.sentAt = performance.now()
      const answer = await mover.tell('hiring.move', {
        applicationIds: [applicationIds[move % applicationIds.length]],
        toStageId: stageIds[move < applicationIds.length ? 1 : 0],
        batchId: newId('batch'),
      })
      if (answer.status !== 200) throw new Error(`A move was answered with ${answer.status}: ${answer.reason}`)
      for (const end = Date.now() + arrivalMsMax; heard.count < size; ) {
        if (Date.now() > end) throw new Error(`${size - heard.count} of ${size} screens did not hear of a move.`)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
      await new Promise((resolve) => setTimeout(resolve, APART_MS))
    }
  } finally {
    for (const follower of followers) follower.close()
  }
  return ms
}

/** Resolves once the room has welcomed this one. */
function follow(system: System, desk: Desk, postingId: string, onEvent: (event: LiveEvent) => void): Promise<Following> {
  const address = hiringRoom(postingId)
  const query = `room=${encodeURIComponent(roomKey(address))}`
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${system.origin}${path}`, { headers: { cookie: desk.cookie(), accept: 'application/json' } })
    if (!response.ok) throw new Error(`${path.split('?')[0]} was answered with ${response.status}.`)
    return response.json()
  }
  return new Promise((resolve) => {
    const following = followRoom({
      openSocket: partySocket({ ...address, host: new URL(system.origin).host, protocol: 'ws' }),
      getTicket: async () => Ticket.parse(await ask(`/v1/live/ticket?${query}`)),
      getSince: async (seq) => EventsSince.parse(await ask(`/v1/live/events?${query}&since=${seq}`)),
      onEvent,
      onReload: () => {},
      onState: (state) => state === 'live' && resolve(following),
    })
  })
}
