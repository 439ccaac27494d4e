import type { PendingMove } from './list-state'

/** Moves that were made without a network outlive the page: they wait on this device until it is back. */
export function readKept(key: string): PendingMove[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(held) ? held.filter(isMove).map((move) => ({ ...move, state: 'waiting' as const })) : []
  } catch {
    return []
  }
}

export function writeKept(key: string, moves: readonly PendingMove[]): void {
  try {
    const waiting = moves.filter(({ state }) => state === 'waiting')
    if (waiting.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(waiting))
  } catch {
    // Without storage they wait as long as the page is open.
  }
}

function isMove(value: unknown): value is PendingMove {
  return (
    typeof value === 'object' &&
    value !== null &&
    'batchId' in value &&
    typeof value.batchId === 'string' &&
    'entryId' in value &&
    typeof value.entryId === 'string' &&
    'afterEntryId' in value &&
    (value.afterEntryId === null || typeof value.afterEntryId === 'string') &&
    'baseSeq' in value &&
    typeof value.baseSeq === 'number'
  )
}
