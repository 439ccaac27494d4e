import type { ApplicationCard, Outcome, Stage } from '../../contract/applications'
import { STAGE_GROUPS, type StageGroup } from '../../contract/stages'
import { applyMove } from '../../server/applications/core/board-state'
import { compareRanked, ranksBetween } from '../../server/applications/core/rank'

/** Where a card is put: after which card of the column, `null` for first, `undefined` for last. */
export type Place = { group: StageGroup; stageId: string | null; afterId?: string | null; outcome?: Outcome }
export type CardChange =
  | { kind: 'move'; to: Place }
  | { kind: 'fields'; priority?: number | null; addTags?: string[]; removeTags?: string[] }
  | { kind: 'remove' }
  /** As they were before something that is being taken back. */
  | { kind: 'put'; cards: ApplicationCard[] }
/** A change that was made here and of which the server has not told yet. */
export type PendingChange = { batchId: string; ids: string[]; change: CardChange; at: string; state: 'saving' | 'failed' }

/** What is shown: what the server told, with what was changed here on top. Cards that are not touched stay the same objects. */
export function withPending(cards: ApplicationCard[], pending: PendingChange[]): ApplicationCard[] {
  return pending.reduce((shown, { ids, change, at }) => applyChange(shown, ids, change, at), cards)
}

/** One change as the server will make it. */
export function applyChange(cards: ApplicationCard[], ids: string[], change: CardChange, at: string): ApplicationCard[] {
  switch (change.kind) {
    case 'move':
      return moveCards(cards, ids, change.to, at)
    case 'fields': {
      const touched = new Set(ids)
      return cards.map((card) => (touched.has(card.id) ? withFields(card, change) : card))
    }
    case 'remove': {
      const gone = new Set(ids)
      return cards.filter((card) => !gone.has(card.id))
    }
    case 'put': {
      const before = new Map(change.cards.map((card) => [card.id, card]))
      return [...cards.filter((card) => !before.has(card.id)), ...change.cards]
    }
    default:
      return change satisfies never
  }
}

function moveCards(cards: ApplicationCard[], ids: string[], to: Place, at: string): ApplicationCard[] {
  const { group, stageId, afterId, outcome } = to
  const [onlyId] = ids
  if (ids.length === 1 && onlyId) {
    const shown = new Map(cards.map((card) => [card.id, card]))
    applyMove(shown, { batchId: '', applicationId: onlyId, to: { group, stageId }, afterId, outcome, at })
    return [...shown.values()]
  }
  return moveMany(cards, ids, to, at)
}

/** Many at once, last of the stage in the order they had. One by one, each would have the whole stage sorted anew. */
function moveMany(cards: ApplicationCard[], ids: string[], to: Place, at: string): ApplicationCard[] {
  const moving = new Set(ids)
  const stage = cards.filter((card) => card.group === to.group && card.stageId === to.stageId && !moving.has(card.id))
  const ranks = ranksBetween(stage.sort(compareRanked).at(-1)?.rank ?? null, null, ids.length)
  return cards.map((card) => {
    if (!moving.has(card.id)) return card
    const isStaying = card.group === to.group && card.stageId === to.stageId
    return {
      ...card,
      group: to.group,
      stageId: to.stageId,
      rank: ranks.shift() ?? card.rank,
      outcome: to.group === 'closed' ? (to.outcome ?? card.outcome) : null,
      stageSince: isStaying ? card.stageSince : at,
      appliedAt: to.group === 'preparing' ? null : (card.appliedAt ?? (to.group === 'closed' ? null : at)),
    }
  })
}

function withFields(card: ApplicationCard, change: Extract<CardChange, { kind: 'fields' }>): ApplicationCard {
  const tags = new Set([...card.tags, ...(change.addTags ?? [])])
  for (const tag of change.removeTags ?? []) tags.delete(tag)
  return { ...card, tags: [...tags], ...(change.priority === undefined ? {} : { priority: change.priority }) }
}

export type BoardColumn = { group: StageGroup; cards: ApplicationCard[] }

/** The columns: within a group first what stands in none of the person's own stages, then stage by stage, each by its ranks. */
export function columnsOf(cards: ApplicationCard[], stages: Stage[]): BoardColumn[] {
  const order = new Map(stages.toSorted(compareRanked).map((stage, index) => [stage.id, index + 1]))
  const stageOf = (card: ApplicationCard) => (card.stageId === null ? 0 : (order.get(card.stageId) ?? Number.MAX_SAFE_INTEGER))
  const byGroup = Map.groupBy(cards, (card) => card.group)
  return STAGE_GROUPS.map((group) => ({
    group,
    cards: (byGroup.get(group) ?? []).sort((a, b) => stageOf(a) - stageOf(b) || compareRanked(a, b)),
  }))
}

/**
 * Where a card comes to stand that is let go before the `index`th of a column: in the stage of the card above, right after it;
 * at the top before the one below. Those that move along do not count.
 */
export function placeAt(column: BoardColumn, index: number, movingIds: string[]): Place {
  const staying = (card: ApplicationCard) => !movingIds.includes(card.id)
  const above = column.cards.slice(0, index).findLast(staying)
  const below = column.cards.slice(index).find(staying)
  return { group: column.group, stageId: (above ?? below)?.stageId ?? null, afterId: above?.id ?? null }
}

/** Whether a card would stand where it stands. */
export function isSamePlace(column: BoardColumn, id: string, place: Place): boolean {
  const at = column.cards.findIndex((card) => card.id === id)
  return at !== -1 && column.cards[at]?.stageId === place.stageId && (column.cards[at - 1]?.id ?? null) === place.afterId
}

/** The card that an arrow key leads to; `null` when there is none that way. Sideways it keeps its height as far as it can. */
export function stepFrom(columns: BoardColumn[], id: string, key: string): string | null {
  const column = columns.findIndex(({ cards }) => cards.some((card) => card.id === id))
  const cards = columns[column]?.cards ?? []
  const row = cards.findIndex((card) => card.id === id)
  switch (key) {
    case 'ArrowUp':
      return cards[row - 1]?.id ?? null
    case 'ArrowDown':
      return cards[row + 1]?.id ?? null
    case 'Home':
      return cards[0]?.id ?? null
    case 'End':
      return cards.at(-1)?.id ?? null
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = key === 'ArrowLeft' ? -1 : 1
      for (let next = column + step; columns[next]; next += step) {
        const there = columns[next]?.cards ?? []
        if (there.length > 0) return there[Math.min(row, there.length - 1)]?.id ?? null
      }
      return null
    }
    default:
      return null
  }
}

/** The ids from one card to another in the order in which they are shown; the second alone when the first is not there. */
export function rangeBetween(ids: string[], fromId: string | null, toId: string): string[] {
  const from = fromId === null ? -1 : ids.indexOf(fromId)
  const to = ids.indexOf(toId)
  if (from === -1 || to === -1) return [toId]
  return ids.slice(Math.min(from, to), Math.max(from, to) + 1)
}
