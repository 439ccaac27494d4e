import { type FoldedEvent, findUndone } from './fold-events'

/** Why an event cannot be taken back. */
export interface UndoRefusal {
  reason: 'application.already-undone' | 'application.changed-since' | 'application.no-such-event'
  message: string
}

/**
 * `null` when an event of this history can be taken back: nothing that still counts has changed the same thing since.
 * Taking back an undo brings its event back, under the same rule.
 */
export function refusalToUndo(events: readonly FoldedEvent[], eventId: string): UndoRefusal | null {
  const target = events.find((event) => event.id === eventId)
  if (!target) return { reason: 'application.no-such-event', message: 'There is no such step in this history.' }
  if (target.change.kind === 'posting-closed')
    return { reason: 'application.no-such-event', message: 'This happened to the posting, not here: it cannot be taken back.' }
  const undoneBy = findUndone(events)
  if (undoneBy.has(eventId)) return { reason: 'application.already-undone', message: 'This step was taken back already.' }
  const needed = aspectsOf(events, target, 'needs')
  const later = events.find(
    (event) =>
      event.seq > target.seq &&
      !undoneBy.has(event.id) &&
      event.change.kind !== 'undone' &&
      aspectsOf(events, event, 'sets').some((aspect) => needed.includes('everything') || needed.includes(aspect)),
  )
  if (!later) return null
  return {
    reason: 'application.changed-since',
    message: `It was changed again on ${later.learnedAt.slice(0, 10)}. Take that step back first, or change it by hand.`,
  }
}

/**
 * What an event sets, and what must be as it left it so that it can be taken back.
 * A move sets the place within the stage too, but an order made after it does not hold it up.
 */
function aspectsOf(events: readonly FoldedEvent[], event: FoldedEvent, side: 'needs' | 'sets'): string[] {
  const { change } = event
  switch (change.kind) {
    case 'saved':
      return ['everything']
    case 'moved':
      return side === 'needs' ? ['stage'] : ['stage', 'place']
    case 'reordered':
      return ['place']
    case 'changed':
      return Object.keys(change.to).map((field) => `field ${field}`)
    case 'date-corrected':
      return [`date ${change.eventId}`]
    case 'posting-closed':
      return []
    case 'removed':
    case 'restored':
      return ['removed']
    case 'resume-access':
      return ['resume-access']
    case 'undone': {
      const undone = events.find((other) => other.id === change.eventId)
      return undone ? aspectsOf(events, undone, side) : []
    }
    default:
      return change satisfies never
  }
}
