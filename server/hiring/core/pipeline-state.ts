import type { Disposition, HiringCard, HiringPlacement, HiringStage, PipelineGroup } from '../../../contract/hiring'
import { compareRanked, rankAfter, ranksBetween } from '../../applications/core/rank'

/** A change to a pipeline, as the page makes it at once and the server makes it in truth. */
export type PipelineChange =
  /** Right behind `afterId`; first for `null`; last when left out. */
  | { kind: 'move'; stageId: string; group: PipelineGroup; afterId?: string | null | undefined }
  | { kind: 'close'; disposition: Disposition }
  | { kind: 'tag'; add: readonly string[]; remove: readonly string[] }
  /** As they were before something that is being taken back. */
  | { kind: 'put'; cards: readonly HiringCard[] }
export type Cards = ReadonlyMap<string, HiringCard>

/** What is shown once a change is made. Cards that are not touched stay the same objects. */
export function applyPipelineChange(cards: Cards, ids: readonly string[], change: PipelineChange, at: string): Cards {
  const next = new Map(cards)
  const touched = ids.flatMap((id) => cards.get(id) ?? [])
  switch (change.kind) {
    case 'move': {
      const moving = touched.filter(({ disposition }) => disposition?.kind !== 'withdrawn')
      const ranks = ranksFor(cards, moving, change)
      for (const [index, card] of moving.entries()) {
        const isElsewhere = card.stageId !== change.stageId
        next.set(card.applicationId, {
          ...card,
          stageId: change.stageId,
          group: change.group,
          rank: ranks[index] ?? card.rank,
          disposition: null,
          stageSince: isElsewhere ? at : card.stageSince,
          replyDueAt: change.group === 'applied' ? card.replyDueAt : null,
        })
      }
      return next
    }
    case 'close':
      for (const card of touched)
        if (card.disposition === null)
          next.set(card.applicationId, {
            ...card,
            stageId: null,
            group: 'closed',
            disposition: change.disposition,
            stageSince: at,
            replyDueAt: null,
          })
      return next
    case 'tag':
      for (const card of touched) {
        const tags = new Set([...card.tags.filter((tag) => !change.remove.includes(tag)), ...change.add])
        next.set(card.applicationId, { ...card, tags: [...tags] })
      }
      return next
    case 'put':
      for (const card of change.cards) next.set(card.applicationId, card)
      return next
    default:
      return change satisfies never
  }
}

/** Where a card stands, as the server says. An older version than what is held changes nothing, so that a repeat does no harm. */
export function applyPlacement(cards: Cards, placement: HiringPlacement): Cards {
  const held = cards.get(placement.applicationId)
  if (!held || held.version >= placement.version) return cards
  const isAnswered = placement.group !== 'applied'
  return new Map(cards).set(placement.applicationId, { ...held, ...placement, replyDueAt: isAnswered ? null : held.replyDueAt })
}

/** One column of a pipeline: a stage, or what has ended. */
export interface PipelineColumn {
  /** The stage's id, or `closed`. */
  key: string
  name: string
  stage: HiringStage | null
  cards: HiringCard[]
}

/** The columns in the stages' order, each in the order the team gave it; what has ended stands last, the newest first. */
export function pipelineColumns(cards: Cards, stages: readonly HiringStage[]): PipelineColumn[] {
  const byStage = Map.groupBy(cards.values(), ({ stageId }) => stageId)
  const columns: PipelineColumn[] = stages
    .toSorted(compareRanked)
    .map((stage) => ({ key: stage.id, name: stage.name, stage, cards: (byStage.get(stage.id) ?? []).sort(compareCards) }))
  const closed = (byStage.get(null) ?? []).sort((a, b) => b.stageSince.localeCompare(a.stageSince) || compareCards(a, b))
  return [...columns, { key: 'closed', name: 'Closed', stage: null, cards: closed }]
}

const compareCards = (a: HiringCard, b: HiringCard) =>
  compareRanked({ id: a.applicationId, rank: a.rank }, { id: b.applicationId, rank: b.rank })

function ranksFor(cards: Cards, moving: readonly HiringCard[], change: Extract<PipelineChange, { kind: 'move' }>): string[] {
  const ids = new Set(moving.map(({ applicationId }) => applicationId))
  const there = [...cards.values()].filter(({ stageId, applicationId }) => stageId === change.stageId && !ids.has(applicationId))
  const column = there.map(({ applicationId, rank }) => ({ id: applicationId, rank }))
  if (moving.length === 1 && change.afterId !== undefined) return [rankAfter(column, change.afterId)]
  const last = column.sort(compareRanked).at(-1)?.rank ?? null
  if (change.afterId === undefined && moving.every(({ stageId }) => stageId === change.stageId)) return moving.map(({ rank }) => rank)
  return ranksBetween(last, null, moving.length)
}
