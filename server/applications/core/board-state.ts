import type { ApplicationCard, Outcome, StageRef } from '../../../contract/applications'
import type { LiveEvent } from '../../../contract/live'
import { compareRanked, rankAfter } from './rank'

/**
 * A board on one screen: what the server last said, and the moves made here that it has not answered yet.
 * `cardsShown` puts the second on the first, so that a refusal or a newer card needs nothing undone by hand.
 */
export interface BoardState {
  cards: ReadonlyMap<string, ApplicationCard>
  /** Oldest first. */
  pending: readonly PendingMove[]
}

/** A move as the page makes it and the API takes it. `batchId` is made here, so that its undo can be offered at once. */
export interface PendingMove {
  batchId: string
  applicationId: string
  to: StageRef
  /** Right after this card; first for `null`; last, or where it is when the stage stays, when left out. */
  afterId?: string | null | undefined
  outcome?: Outcome | null | undefined
  /** When it was made. */
  at: string
}

export function boardOf(cards: readonly ApplicationCard[]): BoardState {
  return { cards: new Map(cards.map((card) => [card.id, card])), pending: [] }
}

/** A move at once, before the server has answered. The same move again changes nothing. */
export function startMove(state: BoardState, move: PendingMove): BoardState {
  return state.pending.some(({ batchId }) => batchId === move.batchId) ? state : { ...state, pending: [...state.pending, move] }
}

/** The server took a move: its card stands instead. The event of the same move, before or after, is then old news. */
export function confirmMove(state: BoardState, batchId: string, card: ApplicationCard): BoardState {
  return applyCard(withoutMove(state, batchId), card)
}

/** The server refused a move: everything else stays as it is shown. */
export function refuseMove(state: BoardState, batchId: string): BoardState {
  return withoutMove(state, batchId)
}

/** A card as the server says it is. Taken when it is newer than what is held; a repeat or an older one changes nothing. */
export function applyCard(state: BoardState, card: ApplicationCard): BoardState {
  const held = state.cards.get(card.id)
  if (held && held.version >= card.version) return state
  return { ...state, cards: new Map(state.cards).set(card.id, card) }
}

/**
 * An event of the person's room. `'reload'` when so much changed that the list must be read anew.
 * A card that was removed keeps its version, so that an older event does not bring it back.
 */
export function applyBoardEvent(state: BoardState, event: LiveEvent): BoardState | 'reload' {
  switch (event.type) {
    case 'application.changed':
      return applyCard(state, event.data.card)
    case 'application.removed': {
      const held = state.cards.get(event.data.applicationId)
      return held && held.version < event.version
        ? { ...state, cards: new Map(state.cards).set(held.id, { ...held, version: event.version, removedAt: event.at }) }
        : state
    }
    case 'applications.reload':
      return 'reload'
    default:
      return state
  }
}

/** The cards as the screen shows them: those of the server with the moves on top. Removed ones are left out. */
export function cardsShown(state: BoardState): ReadonlyMap<string, ApplicationCard> {
  const shown = new Map([...state.cards].filter(([, card]) => card.removedAt === null))
  for (const move of state.pending) applyMove(shown, move)
  return shown
}

/** The cards of one stage in their order. */
export function columnOf(cards: ReadonlyMap<string, ApplicationCard>, stage: StageRef): ApplicationCard[] {
  return [...cards.values()].filter((card) => card.group === stage.group && card.stageId === stage.stageId).sort(compareRanked)
}

/**
 * Moves a card within `cards`, by the same rule as the server: after whom, never at which index. Unknown cards are left alone.
 * The version stays, so that the server's answer always counts as newer.
 */
export function applyMove(cards: Map<string, ApplicationCard>, move: PendingMove): void {
  const card = cards.get(move.applicationId)
  if (!card) return
  const isElsewhere = card.group !== move.to.group || card.stageId !== move.to.stageId
  const keepsPlace = !isElsewhere && move.afterId === undefined
  const others = columnOf(cards, move.to).filter((other) => other.id !== card.id)
  cards.set(card.id, {
    ...card,
    group: move.to.group,
    stageId: move.to.stageId,
    rank: keepsPlace ? card.rank : rankAfter(others, move.afterId === undefined ? (others.at(-1)?.id ?? null) : move.afterId),
    stageSince: isElsewhere ? move.at : card.stageSince,
    outcome: move.to.group === 'closed' ? (move.outcome ?? card.outcome) : null,
    appliedAt: move.to.group === 'preparing' ? null : (card.appliedAt ?? (move.to.group === 'closed' ? null : move.at)),
  })
}

function withoutMove(state: BoardState, batchId: string): BoardState {
  const pending = state.pending.filter((move) => move.batchId !== batchId)
  return pending.length === state.pending.length ? state : { ...state, pending }
}
