import type { OfflineMove, ShortlistActor, ShortlistChange } from '../../../contract/shortlists'
import { rankOfMove, rewindRanks } from './shortlist-state'

/** A change that happened after what the offline moves were made on. */
export interface LaterChange {
  change: ShortlistChange
  /** The one who merges made it. */
  isOwn: boolean
  by: ShortlistActor | null
  at: string
}
export interface MergeInput {
  /** Every entry as it is now, removed ones too. */
  now: ReadonlyMap<string, { rank: string; isRemoved: boolean }>
  /** In the order in which they were made. */
  moves: readonly OfflineMove[]
  /** The `batchId` of moves that were taken before. */
  known: ReadonlySet<string>
  /** What happened since the moves' base, oldest first. */
  since: readonly LaterChange[]
}
export interface MergeResult {
  /** What is to be recorded, in order. */
  moved: { entryId: string; from: string; to: string; reason: string; batchId: string }[]
  conflicts: { entryId: string; kind: 'moved' | 'removed'; move: OfflineMove; against: LaterChange }[]
}

/**
 * Merges moves made on an earlier state by what they meant: each is worked out between the neighbours that its mover saw, and that place stands in
 * the order of now. So the result does not depend on who comes back first. An entry that somebody else placed elsewhere, or removed,
 * meanwhile stays as it is and is a conflict, once for each entry; a move that `overrides` counts anyway.
 */
export function mergeMoves({ now, moves, known, since }: MergeInput): MergeResult {
  const branch = rewindRanks(
    now,
    since.map(({ change }) => change),
  )
  const base = new Map([...branch].map(([id, { rank }]) => [id, rank]))
  const tried: { move: OfflineMove; to: string }[] = []
  for (const move of moves) {
    const present = [...branch].flatMap(([id, { rank, isRemoved }]) => (isRemoved ? [] : [{ id, rank }]))
    if (!present.some(({ id }) => id === move.entryId)) continue
    const to = rankOfMove(present, move.entryId, move.afterEntryId)
    const held = branch.get(move.entryId)
    if (to !== null) branch.set(move.entryId, { rank: to, isRemoved: false })
    if (!known.has(move.batchId) && held) tried.push({ move, to: to ?? held.rank })
  }
  // What was moved back to where it was has not been moved.
  const placed = tried.filter(({ move }) => branch.get(move.entryId)?.rank !== base.get(move.entryId))
  const conflicts = new Map<string, MergeResult['conflicts'][number]>()
  for (const { move, to } of placed) {
    const current = now.get(move.entryId)
    if (!current || move.overrides) continue
    const against = since.findLast(
      ({ change, isOwn }) => !isOwn && (change.kind === 'moved' || change.kind === 'removed') && change.entryId === move.entryId,
    )
    const isLast = placed.findLast((other) => other.move.entryId === move.entryId)?.move === move
    if (!against || !isLast) continue
    if (current.isRemoved) conflicts.set(move.entryId, { entryId: move.entryId, kind: 'removed', move, against })
    else if (current.rank !== to) conflicts.set(move.entryId, { entryId: move.entryId, kind: 'moved', move, against })
  }
  const ranks = new Map([...now].map(([id, { rank }]) => [id, rank]))
  const moved = placed.flatMap(({ move, to }) => {
    const from = ranks.get(move.entryId)
    if (from === undefined || from === to || conflicts.has(move.entryId) || now.get(move.entryId)?.isRemoved) return []
    ranks.set(move.entryId, to)
    return [{ entryId: move.entryId, from, to, reason: move.reason, batchId: move.batchId }]
  })
  return { moved, conflicts: [...conflicts.values()] }
}
