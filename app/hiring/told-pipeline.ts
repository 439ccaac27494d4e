import type { HiringCard, HiringPlacement, HiringStage } from '../../contract/hiring'
import type { LiveEvent } from '../../contract/live'
import { applyPlacement, type Cards } from '../../server/hiring/core/pipeline-state'

/** A pipeline as the server last told it: what was read, and what the room said since. */
export interface ToldPipeline {
  /** The room's sequence that the reading contained. */
  last: number
  cards: Cards
  stages: HiringStage[]
  /** At which sequence the room last spoke of a card, and of the stages. */
  heardAt: ReadonlyMap<string, number>
}

type Reading = { last: number; cards: readonly HiringCard[]; stages: HiringStage[] }
const STAGES = 'stages'

export const toldOf = ({ last, cards, stages }: Reading): ToldPipeline => ({
  last,
  cards: new Map(cards.map((card) => [card.applicationId, card])),
  stages,
  heardAt: new Map(),
})

/** A reading that is newer than the one before, with what the room said while it was on its way. */
export function readAnew(told: ToldPipeline, reading: Reading): ToldPipeline {
  const fresh = toldOf(reading)
  const cards = new Map(fresh.cards)
  const heardAt = new Map([...told.heardAt].filter(([, seq]) => seq > reading.last))
  for (const id of heardAt.keys()) {
    const held = told.cards.get(id)
    if (held && held.version > (cards.get(id)?.version ?? 0)) cards.set(id, held)
  }
  return { ...fresh, cards, heardAt, stages: heardAt.has(STAGES) ? told.stages : fresh.stages }
}

/** What an event leaves to be read: one card, or everything. `null`: the event said it all. */
export type ToRead = { card: string } | 'all' | null

/** An event of the room. */
export function hearPipeline(told: ToldPipeline, event: LiveEvent): { told: ToldPipeline; toRead: ToRead } {
  const heard = (of: string): ToldPipeline => ({ ...told, heardAt: new Map(told.heardAt).set(of, event.seq) })
  switch (event.type) {
    case 'hiring.received':
    case 'hiring.changed': {
      const { placement } = event.data
      const id = placement.applicationId
      return { told: place(heard(id), [placement]), toRead: told.cards.has(id) ? null : { card: id } }
    }
    case 'hiring.card-changed':
      return { told: heard(event.data.applicationId), toRead: { card: event.data.applicationId } }
    case 'hiring.stages-changed':
      return { told: { ...heard(STAGES), stages: event.data.stages }, toRead: null }
    case 'hiring.reload':
    case 'posting.changed':
      return { told, toRead: 'all' }
    default:
      return { told, toRead: null }
  }
}

/** Where cards stand by an answer of the server. Older than what is held, it changes nothing. */
export const place = (told: ToldPipeline, placements: readonly HiringPlacement[]): ToldPipeline => ({
  ...told,
  cards: placements.reduce(applyPlacement, told.cards),
})

/** Cards that were read one by one. */
export function takeCards(told: ToldPipeline, cards: readonly HiringCard[]): ToldPipeline {
  const next = new Map(told.cards)
  for (const card of cards) if ((next.get(card.applicationId)?.version ?? 0) <= card.version) next.set(card.applicationId, card)
  return { ...told, cards: next }
}
