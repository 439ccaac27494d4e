import type { CandidateField } from '../../../contract/candidate-fields'
import type { HiringCard, HiringStage } from '../../../contract/hiring'
import type { ViewSettings } from '../../../contract/views'
import { compareRanked } from '../../applications/core/rank'
import { compareFieldValues, fitsFieldFilters } from './field-values'

export interface CardGround {
  fields: readonly CandidateField[]
  nowMs: number
}

/** Whether a card of a pipeline stands in a view. */
export function fitsView(card: HiringCard, settings: ViewSettings, { fields, nowMs }: CardGround): boolean {
  const { q, group, tag, source, isOverdue } = settings
  if (group !== undefined && card.group !== group) return false
  if (tag !== undefined && !card.tags.includes(tag)) return false
  if (source !== undefined && card.source !== source.toLowerCase()) return false
  if (isOverdue && (card.replyDueAt === null || Date.parse(card.replyDueAt) > nowMs)) return false
  if (q !== undefined) {
    const text = [card.name ?? card.label, card.headline, ...card.places, ...card.tags].join(' ').toLowerCase()
    if (
      !q
        .toLowerCase()
        .split(/\s+/)
        .every((word) => text.includes(word))
    )
      return false
  }
  return fitsFieldFilters(fields, settings.fields, card.fields)
}

/** Cards in the order of a view; the team's own order, stage by stage, unless it names another. */
export function sortCards(cards: readonly HiringCard[], sort: string | undefined, stages: readonly HiringStage[]): HiringCard[] {
  const place = new Map(stages.toSorted(compareRanked).map(({ id }, index) => [id, index]))
  const stageOf = ({ stageId }: HiringCard) => (stageId === null ? stages.length : (place.get(stageId) ?? stages.length))
  const byTeam = (a: HiringCard, b: HiringCard) =>
    stageOf(a) - stageOf(b) || compareRanked({ id: a.applicationId, rank: a.rank }, { id: b.applicationId, rank: b.rank })
  const isBack = sort?.startsWith('-') ?? false
  const by = compareBy(sort?.replace(/^-/, ''), stageOf)
  return cards.toSorted((a, b) => (by === null ? 0 : isBack ? -by(a, b) : by(a, b)) || byTeam(a, b))
}

function compareBy(by: string | undefined, stageOf: (card: HiringCard) => number): ((a: HiringCard, b: HiringCard) => number) | null {
  switch (by) {
    case 'name':
      return (a, b) => (a.name ?? a.label).localeCompare(b.name ?? b.label, 'en')
    case 'stage':
      return (a, b) => stageOf(a) - stageOf(b)
    case 'since':
      return (a, b) => a.stageSince.localeCompare(b.stageSince)
    case 'applied':
      return (a, b) => a.appliedAt.localeCompare(b.appliedAt)
    case 'due':
      return (a, b) => (a.replyDueAt ?? '9').localeCompare(b.replyDueAt ?? '9')
    default: {
      const key = by?.startsWith('f.') ? by.slice(2) : null
      return key === null ? null : (a, b) => compareFieldValues(a.fields[key], b.fields[key])
    }
  }
}
