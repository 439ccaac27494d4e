import type { TodayItem, TodayWeights } from '../../../contract/applications'
import { STAGE_GROUPS } from '../../../contract/stages'

const DAY_MS = 86_400_000
/** How far ahead or behind a due date still makes a difference. */
const DUE_SPAN_DAYS = 14
/** From this age on, an application is not fresh at all. */
const FRESH_SPAN_DAYS = 30

/** What the order of "today" looks at in one item. */
export type Orderable = Pick<TodayItem, 'kind' | 'id' | 'dueAt' | 'card'>

/**
 * How much an item matters, 0 to 1: each part between 0 and 1, weighted as the person set it.
 * `due` falls from two weeks overdue (1) to two weeks ahead (0); `priority` is 1, ⅔, ⅓ or 0; `stage` grows from preparing to offer;
 * `freshness` falls over 30 days since the application last changed. With all weights zero only the due date counts.
 */
export function scoreTodayItem(item: Orderable, weights: TodayWeights, nowMs: number): Pick<TodayItem, 'score' | 'parts'> {
  const aheadDays = (Date.parse(item.dueAt) - nowMs) / DAY_MS
  const ageDays = (nowMs - Date.parse(item.card.updatedAt)) / DAY_MS
  const values = {
    due: clamp((DUE_SPAN_DAYS - aheadDays) / (2 * DUE_SPAN_DAYS)),
    priority: item.card.priority === null ? 0 : (4 - item.card.priority) / 3,
    stage: item.card.group === 'closed' ? 0 : STAGE_GROUPS.indexOf(item.card.group) / STAGE_GROUPS.indexOf('offer'),
    freshness: clamp(1 - ageDays / FRESH_SPAN_DAYS),
  }
  const sum = weights.due + weights.priority + weights.stage + weights.freshness
  const share = (name: keyof TodayWeights) => round((sum === 0 ? Number(name === 'due') : weights[name] / sum) * values[name])
  const parts = { due: share('due'), priority: share('priority'), stage: share('stage'), freshness: share('freshness') }
  return { parts, score: round(parts.due + parts.priority + parts.stage + parts.freshness) }
}

/** Highest score first, then the earlier due date, then the id. */
export function compareTodayItems(a: Pick<TodayItem, 'score' | 'dueAt' | 'id'>, b: Pick<TodayItem, 'score' | 'dueAt' | 'id'>): number {
  return b.score - a.score || Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))
const round = (value: number) => Math.round(value * 10_000) / 10_000
