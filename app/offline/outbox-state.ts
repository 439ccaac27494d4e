import type { OfflineOperation, OperationAnswer } from '../../contract/offline'

/** Something done without a network that the server has not taken yet. */
export type OutboxItem = {
  op: OfflineOperation
  /** What it is, in words: `Moved to Interview: Baker`. */
  words: string
  /** When it was done. */
  at: string
  state: 'waiting' | 'conflict'
  /** Why the server did not take it. */
  error: string | null
  /** Whether it can be made all the same, over what is there now. */
  canOverrule: boolean
}
/** In the order in which things were done. */
export type Outbox = readonly OutboxItem[]

/** Puts something behind all that waits. What is there already changes nothing. */
export function addItem(outbox: Outbox, item: OutboxItem): Outbox {
  if (outbox.some(({ op }) => op.id === item.op.id)) return outbox
  return [...outbox, { ...item, op: builtOn(outbox, item.op) }]
}

/** What is to be sent next: the oldest that waits, and that is not built on something undecided. */
export function findNext(outbox: Outbox): OutboxItem | null {
  const blocked = new Set<string>()
  for (const item of outbox) {
    const subject = subjectOf(item.op)
    if (item.state === 'waiting' && !blocked.has(subject)) return item
    blocked.add(subject)
  }
  return null
}

/** What an answer makes of it: taken, undecided, or, when nobody could answer, as it was. */
export function applyAnswer(outbox: Outbox, id: string, answer: OperationAnswer): Outbox {
  if (answer.ok) return outbox.filter(({ op }) => op.id !== id)
  if (isToBeRepeated(answer)) return outbox
  return outbox.map((item) =>
    item.op.id === id ? { ...item, state: 'conflict', error: answer.error, canOverrule: canOverrule(item.op, answer) } : item,
  )
}

/** Whether an answer says nothing about the operation itself: it waits for a better moment, or for its person. */
export function isToBeRepeated(answer: OperationAnswer): boolean {
  return (
    !answer.ok &&
    (answer.status === 0 || answer.status === 401 || answer.status === 429 || answer.status >= 500 || answer.reason === OTHER_PERSON)
  )
}
export const OTHER_PERSON = 'offline.other-person'

/** What was changed since can be changed again; words for a note that is gone can be a note of their own. */
function canOverrule(op: OfflineOperation, { status, reason }: Exclude<OperationAnswer, { ok: true }>): boolean {
  return reason === 'application.moved-since' || reason === 'note.changed-since' || (op.kind === 'note-edit' && status === 404)
}

/** Decides a conflict: `mine` goes over what is there, where it can; `theirs` drops it and what was built on it. */
export function decide(outbox: Outbox, id: string, choice: 'mine' | 'theirs'): Outbox {
  const at = outbox.findIndex(({ op }) => op.id === id)
  const chosen = outbox[at]
  if (chosen?.state !== 'conflict' || (choice === 'mine' && !chosen.canOverrule)) return outbox
  const subject = subjectOf(chosen.op)
  if (choice === 'theirs') return outbox.filter((item, index) => index < at || subjectOf(item.op) !== subject)
  return outbox.map((item, index) => {
    if (index === at) return { ...item, op: overruling(item.op), state: 'waiting', error: null, canOverrule: false }
    // The version it was built on is not known any more.
    return index > at && subjectOf(item.op) === subject && item.op.kind === 'note-edit' ? { ...item, op: overruling(item.op) } : item
  })
}

/** What operations follow each other for: one that is undecided holds up those after it. */
function subjectOf(op: OfflineOperation): string {
  switch (op.kind) {
    case 'move':
      return op.applicationId
    case 'note-add':
    case 'reminder-add':
      return op.id
    case 'note-edit':
      return op.noteId
    case 'reminder-done':
    case 'reminder-snooze':
      return op.reminderId
    default:
      return op satisfies never
  }
}

/** A second edit of a note that waits is made on what the first will leave. */
function builtOn(outbox: Outbox, op: OfflineOperation): OfflineOperation {
  if (op.kind !== 'note-edit') return op
  const before = outbox.flatMap(({ op: other }) => (other.kind === 'note-edit' && other.noteId === op.noteId ? [other] : [])).at(-1)
  if (!before) return op
  return { ...op, version: before.version === null ? null : before.version + 1 }
}

function overruling(op: OfflineOperation): OfflineOperation {
  if (op.kind === 'move') return { ...op, from: undefined }
  if (op.kind === 'note-edit') return { ...op, version: null }
  return op
}
