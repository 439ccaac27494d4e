import type { ShortlistChange, Vote } from '../../../contract/shortlists'
import { compareRanked, type Ranked, rankAfter } from '../../applications/core/rank'

/** What a shortlist's changes add up to: the same on the server, on every screen and in a replay. */
export interface ShortlistState {
  name: string
  isAnonymous: boolean
  isClosed: boolean
  /** By id; those that were removed keep their votes and comments, and come back with them. */
  entries: ReadonlyMap<string, EntryState>
}
export interface EntryState extends Ranked {
  applicationId: string
  isRemoved: boolean
  /** By the voter's id. */
  votes: ReadonlyMap<string, Vote>
  comments: ReadonlySet<string>
}

export const EMPTY_SHORTLIST: ShortlistState = { name: '', isAnonymous: false, isClosed: false, entries: new Map() }

/** One more change. A change of an entry that is not known is left out, so that a broken file does no harm. */
export function applyChange(state: ShortlistState, change: ShortlistChange): ShortlistState {
  switch (change.kind) {
    case 'created':
      return { ...state, name: change.name, isAnonymous: change.isAnonymous }
    case 'changed':
      return {
        ...state,
        name: change.name ?? state.name,
        isAnonymous: change.isAnonymous ?? state.isAnonymous,
        isClosed: change.isClosed ?? state.isClosed,
      }
    case 'added': {
      const { entryId: id, applicationId, rank } = change
      const held = state.entries.get(id)
      return put(state, {
        id,
        applicationId,
        rank,
        isRemoved: false,
        votes: held?.votes ?? new Map(),
        comments: held?.comments ?? new Set(),
      })
    }
    case 'moved':
      return alter(state, change.entryId, (entry) => ({ ...entry, rank: change.to }))
    case 'removed':
      return alter(state, change.entryId, (entry) => ({ ...entry, isRemoved: true }))
    case 'voted':
      return alter(state, change.entryId, (entry) => {
        const votes = new Map(entry.votes)
        if (change.to === null) votes.delete(change.by)
        else votes.set(change.by, change.to)
        return { ...entry, votes }
      })
    case 'commented':
      return alter(state, change.entryId, (entry) => {
        const comments = new Set(entry.comments)
        if (change.isRemoved) comments.delete(change.commentId)
        else comments.add(change.commentId)
        return { ...entry, comments }
      })
    default:
      return change satisfies never
  }
}

/** The state after all of these, in their order. */
export function foldChanges(changes: readonly ShortlistChange[]): ShortlistState {
  return changes.reduce(applyChange, EMPTY_SHORTLIST)
}

/** The entries that are on it, in their order. */
export function orderOf(state: ShortlistState): EntryState[] {
  return [...state.entries.values()].filter((entry) => !entry.isRemoved).sort(compareRanked)
}

/**
 * The rank that puts an entry right after another one (first for `null`; last when that one is not there), or `null` when it stands there already.
 * The one rule for a move, wherever it is made.
 */
export function rankOfMove(entries: readonly Ranked[], entryId: string, afterEntryId: string | null): string | null {
  if (afterEntryId === entryId) return null
  const ordered = [...entries].sort(compareRanked)
  const at = ordered.findIndex(({ id }) => id === entryId)
  const others = ordered.filter(({ id }) => id !== entryId)
  const anchor = afterEntryId === null || others.some(({ id }) => id === afterEntryId) ? afterEntryId : (others.at(-1)?.id ?? null)
  if (at !== -1 && (ordered[at - 1]?.id ?? null) === anchor) return null
  return rankAfter(others, anchor)
}

/** Ranks at an earlier time: those of now, with the places that changes since then took back, newest first. */
export function rewindRanks(
  now: ReadonlyMap<string, { rank: string; isRemoved: boolean }>,
  changesSince: readonly ShortlistChange[],
): Map<string, { rank: string; isRemoved: boolean }> {
  const then = new Map(now)
  for (const change of changesSince.toReversed()) {
    if (change.kind === 'moved') then.set(change.entryId, { rank: change.from, isRemoved: false })
    else if (change.kind === 'removed') then.set(change.entryId, { rank: change.rank, isRemoved: false })
    else if (change.kind === 'added') then.set(change.entryId, { rank: change.rank, isRemoved: true })
  }
  return then
}

function put(state: ShortlistState, entry: EntryState): ShortlistState {
  return { ...state, entries: new Map(state.entries).set(entry.id, entry) }
}

function alter(state: ShortlistState, id: string, change: (entry: EntryState) => EntryState): ShortlistState {
  const held = state.entries.get(id)
  return held ? put(state, change(held)) : state
}
