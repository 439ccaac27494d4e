import type { ShortlistEvent } from '../../contract/shortlists'
import { orderOf, type ShortlistState } from '../../server/shortlists/core/shortlist-state'
import { VOTE_WORDS } from './words'

/** One line of a history in words. `state` is what the shortlist was after it. */
export function changeWords({ change, by }: ShortlistEvent, state: ShortlistState, names: Readonly<Record<string, string>>): string {
  const who = by?.name ?? 'Somebody who has left'
  const whom = 'entryId' in change ? nameAt(state, change.entryId, names) : ''
  switch (change.kind) {
    case 'created':
      return `${who} started “${change.name}”`
    case 'changed':
      if (change.isClosed !== undefined) return `${who} ${change.isClosed ? 'closed it' : 'opened it again'}`
      if (change.isAnonymous !== undefined) return `${who} ${change.isAnonymous ? 'hid' : 'showed'} names`
      return `${who} named it “${change.name ?? state.name}”`
    case 'added':
      return `${who} added ${whom} as ${placeAt(state, change.entryId)}`
    case 'moved':
      return `${who} put ${whom} to ${placeAt(state, change.entryId)}`
    case 'removed':
      return `${who} took ${whom} off`
    case 'voted':
      return change.to === null
        ? `${who} took a vote on ${whom} back`
        : `${who} voted ${VOTE_WORDS[change.to].word.toLowerCase()} on ${whom}`
    case 'commented':
      return `${who} ${change.isRemoved ? 'removed a comment' : 'commented'} on ${whom}`
    default:
      return change satisfies never
  }
}

/** Who an entry is, as far as the reader may know. */
export function nameAt(state: ShortlistState, entryId: string, names: Readonly<Record<string, string>>): string {
  return names[state.entries.get(entryId)?.applicationId ?? ''] ?? 'a candidate who is erased'
}

const placeAt = (state: ShortlistState, entryId: string) => `number ${orderOf(state).findIndex(({ id }) => id === entryId) + 1}`
