import type { LiveEvent } from '../../contract/live'
import type { ShortlistEntry, ShortlistLine, ShortlistView, Vote } from '../../contract/shortlists'
import { compareRanked } from '../../server/applications/core/rank'
import { rankOfMove } from '../../server/shortlists/core/shortlist-state'

/** A move that was made here and of which the server has not told yet. */
export interface PendingMove {
  batchId: string
  entryId: string
  /** Right after this one; first for `null`. */
  afterEntryId: string | null
  reason: string
  /** What the list was as of when it was made. */
  baseSeq: number
  /** `waiting`: there was no network; it is sent with the others when there is. */
  state: 'saving' | 'waiting'
}

/** A shortlist on one screen: what the server last said, and what was moved here on top. */
export interface ListState {
  lines: ReadonlyMap<string, ShortlistLine>
  /** Versions of entries that were removed, so that older news does not bring them back. */
  removed: ReadonlyMap<string, number>
  eventSeq: number
  pending: readonly PendingMove[]
}

export function listOf(view: ShortlistView): ListState {
  return {
    lines: new Map(view.lines.map((line) => [line.entry.id, line])),
    removed: new Map(),
    eventSeq: view.shortlist.eventSeq,
    pending: [],
  }
}

/** What was read anew, with what is newer here and the moves that still wait. */
export function readAgain(state: ListState, view: ShortlistView): ListState {
  const fresh = { ...listOf(view), pending: state.pending }
  if (view.shortlist.eventSeq >= state.eventSeq) return fresh
  const lines = view.lines.filter(({ entry }) => (state.removed.get(entry.id) ?? 0) < entry.version)
  const known: ListState = { ...fresh, lines: new Map(lines.map((line) => [line.entry.id, line])), removed: state.removed }
  return [...state.lines.values()].reduce((next, { entry }) => takeEntry(next, entry, state.eventSeq), known)
}

/** An entry as the server says it is. Taken when it is newer than what is held; one that is not shown has no card yet. */
export function takeEntry(state: ListState, entry: ShortlistEntry, eventSeq: number): ListState {
  const held = state.lines.get(entry.id)
  const seen = { ...state, eventSeq: Math.max(state.eventSeq, eventSeq) }
  if (!held || held.entry.version >= entry.version) return seen
  return { ...seen, lines: new Map(state.lines).set(entry.id, { ...held, entry }) }
}

/** An event of the room. `'reload'`: what it tells of is not shown yet, so the list is read anew. */
export function applyEvent(state: ListState, event: LiveEvent): ListState | 'reload' {
  switch (event.type) {
    case 'shortlist.entry-changed': {
      const { entry, eventSeq } = event.data
      const goneAt = state.removed.get(entry.id)
      if (!state.lines.has(entry.id) && (goneAt === undefined || goneAt < entry.version)) return 'reload'
      return takeEntry(state, entry, eventSeq)
    }
    case 'shortlist.entry-removed':
      return takeAway(state, event.data.entryId, event.version, event.data.eventSeq)
    case 'shortlist.changed':
      return 'reload'
    default:
      return state
  }
}

function takeAway(state: ListState, entryId: string, version: number, eventSeq: number): ListState {
  const lines = new Map(state.lines)
  lines.delete(entryId)
  return {
    ...state,
    lines,
    removed: new Map(state.removed).set(entryId, version),
    eventSeq: Math.max(state.eventSeq, eventSeq),
    pending: state.pending.filter((move) => move.entryId !== entryId),
  }
}

/** The answer to one's own removal. One that comes after newer news says nothing: somebody may have put the entry back. */
export function takeRemoval(state: ListState, entryId: string, eventSeq: number): ListState {
  const held = state.lines.get(entryId)
  return held && eventSeq > state.eventSeq ? takeAway(state, entryId, held.entry.version, eventSeq) : state
}

/** One's own vote at once. The version stays, so that the server's answer always counts as newer. */
export function castVote(state: ListState, entryId: string, vote: Vote | null): ListState {
  const line = state.lines.get(entryId)
  if (!line || line.myVote === vote) return state
  const votes = { ...line.entry.votes }
  if (line.myVote) votes[line.myVote] -= 1
  if (vote) votes[vote] += 1
  return { ...state, lines: new Map(state.lines).set(entryId, { ...line, myVote: vote, entry: { ...line.entry, votes } }) }
}

/** The lines in the order that the screen shows: the server's, with the moves made here on top by the rule that the server has. */
export function linesShown({ lines, pending }: ListState): ShortlistLine[] {
  const shown = new Map([...lines].map(([id, line]) => [id, { id, rank: line.entry.rank, line }]))
  for (const { entryId, afterEntryId } of pending) {
    const held = shown.get(entryId)
    const rank = held ? rankOfMove([...shown.values()], entryId, afterEntryId) : null
    if (held && rank !== null) shown.set(entryId, { ...held, rank })
  }
  return [...shown.values()].sort(compareRanked).map(({ line }) => line)
}

/** Where an entry stands now: right after whom. */
export function placeOf(lines: readonly ShortlistLine[], entryId: string): string | null {
  const at = lines.findIndex(({ entry }) => entry.id === entryId)
  return lines[at - 1]?.entry.id ?? null
}

/** After whom an entry comes to stand that is let go before the `index`th line, or moved by so many lines. */
export function afterAt(lines: readonly ShortlistLine[], entryId: string, index: number): string | null {
  return lines.slice(0, Math.max(0, index)).findLast(({ entry }) => entry.id !== entryId)?.entry.id ?? null
}
export function afterStep(lines: readonly ShortlistLine[], entryId: string, step: number): string | null {
  const others = lines.filter(({ entry }) => entry.id !== entryId)
  const at = lines.findIndex(({ entry }) => entry.id === entryId)
  return others[Math.max(0, Math.min(others.length, at + step)) - 1]?.entry.id ?? null
}

export const nameOf = ({ card }: ShortlistLine) => card.name ?? card.label
