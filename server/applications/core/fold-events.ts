import type { ApplicationChange, ApplicationEvent, ApplicationFields, Outcome } from '../../../contract/applications'
import { STAGE_GROUPS, type StageGroup } from '../../../contract/stages'

/** What an application's events add up to. Instants are milliseconds. */
export interface ApplicationState {
  group: StageGroup
  stageId: string | null
  rank: string
  outcome: Outcome | null
  stageSinceMs: number
  appliedAtMs: number | null
  /** The first sign of the employer after applying. */
  answeredAtMs: number | null
  /** The furthest group it has been in, as its place in `STAGE_GROUPS`; `closed` does not count. */
  furthest: number
  fields: ApplicationFields
  removedAtMs: number | null
}

export type FoldedEvent = Pick<ApplicationEvent, 'id' | 'seq' | 'change' | 'happenedAt' | 'learnedAt'>

/**
 * The state that a history adds up to, in the order of `seq`. What was taken back counts as if it had not been, and a corrected date as if it had been right.
 * @throws TypeError  the history does not begin with `saved`
 */
export function foldEvents(events: readonly FoldedEvent[]): ApplicationState {
  const ordered = [...events].sort((a, b) => a.seq - b.seq)
  const [first] = ordered
  if (first?.change.kind !== 'saved') throw new TypeError('A history begins with being saved.')
  const undoneBy = findUndone(ordered)
  const dates = correctedDates(ordered, undoneBy)
  let state = startState(first.change, dates.get(first.id) ?? Date.parse(first.happenedAt))
  const unsavedBy = undoneBy.get(first.id)
  for (const event of ordered.slice(1)) {
    // Taking back that it was saved at all is removing it.
    if (event === unsavedBy) state = { ...state, removedAtMs: Date.parse(event.learnedAt) }
    else if (!undoneBy.has(event.id)) state = applyChange(state, event.change, dates.get(event.id) ?? Date.parse(event.happenedAt))
  }
  return state
}

/** Which events were taken back, and by which event. An undo that was itself taken back counts for nothing. */
export function findUndone<E extends FoldedEvent>(events: readonly E[]): Map<string, E> {
  const undoneBy = new Map<string, E>()
  for (const event of [...events].sort((a, b) => b.seq - a.seq))
    if (event.change.kind === 'undone' && !undoneBy.has(event.id)) undoneBy.set(event.change.eventId, event)
  return undoneBy
}

/** The state right after being saved. */
export function startState(saved: Extract<ApplicationChange, { kind: 'saved' }>, happenedAtMs: number): ApplicationState {
  const empty: ApplicationState = {
    ...saved.to,
    outcome: null,
    group: 'preparing',
    stageSinceMs: happenedAtMs,
    appliedAtMs: null,
    answeredAtMs: null,
    furthest: 0,
    fields: saved.fields,
    removedAtMs: null,
  }
  const placed = { ...place(empty, saved.to, happenedAtMs), stageSinceMs: happenedAtMs }
  if (saved.appliedAt === null || saved.to.group === 'preparing') return placed
  return { ...placed, appliedAtMs: Date.parse(saved.appliedAt), furthest: Math.max(placed.furthest, STAGE_GROUPS.indexOf('applied')) }
}

/** One more event on a state. Undo and a corrected date need the whole history: `foldEvents`. */
export function applyChange(state: ApplicationState, change: ApplicationChange, happenedAtMs: number): ApplicationState {
  switch (change.kind) {
    case 'moved':
      return place(state, change.to, happenedAtMs)
    case 'reordered':
      // An order within a stage means nothing in another one.
      return change.stage.group === state.group && change.stage.stageId === state.stageId ? { ...state, rank: change.rank } : state
    case 'changed':
      return { ...state, fields: { ...state.fields, ...change.to } }
    case 'removed':
      return { ...state, removedAtMs: happenedAtMs }
    case 'restored':
      return { ...state, removedAtMs: null }
    case 'saved':
    case 'resume-access':
    case 'posting-closed':
    case 'date-corrected':
    case 'undone':
      return state
    default:
      return change satisfies never
  }
}

function place(
  state: ApplicationState,
  to: Pick<ApplicationState, 'group' | 'stageId' | 'rank' | 'outcome'>,
  atMs: number,
): ApplicationState {
  const isElsewhere = to.group !== state.group || to.stageId !== state.stageId
  const isSent = to.group !== 'preparing' && to.group !== 'closed'
  const isAnswer =
    ['screening', 'interview', 'offer'].includes(to.group) || to.outcome?.kind === 'rejected' || to.outcome?.kind === 'accepted'
  const isUnsent = to.group === 'preparing'
  return {
    ...state,
    group: to.group,
    stageId: to.stageId,
    rank: to.rank,
    outcome: to.outcome,
    stageSinceMs: isElsewhere ? atMs : state.stageSinceMs,
    appliedAtMs: isUnsent ? null : (state.appliedAtMs ?? (isSent ? atMs : null)),
    answeredAtMs: isUnsent ? null : (state.answeredAtMs ?? (isAnswer && state.appliedAtMs !== null ? atMs : null)),
    furthest: to.group === 'closed' ? state.furthest : Math.max(state.furthest, STAGE_GROUPS.indexOf(to.group)),
  }
}

/** The newest correction of each date that still counts. */
function correctedDates(events: readonly FoldedEvent[], undoneBy: ReadonlyMap<string, FoldedEvent>): Map<string, number> {
  const dates = new Map<string, number>()
  for (const { id, change } of events)
    if (change.kind === 'date-corrected' && !undoneBy.has(id)) dates.set(change.eventId, Date.parse(change.to))
  return dates
}
