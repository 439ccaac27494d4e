import type { Refusal } from '../../contract/applications'
import type { OfflineOperation, OperationAnswer } from '../../contract/offline'
import { newOperationId } from './new-operation-id'

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
  /** It got old here, and its person said that it is wanted all the same. */
  isStillWanted?: true
}
/** In the order in which things were done. */
export type Outbox = readonly OutboxItem[]

/** Puts something behind all that waits. What is there already changes nothing. */
export function addItem(outbox: Outbox, item: OutboxItem): Outbox {
  if (outbox.some(({ op }) => op.id === item.op.id)) return outbox
  return [...outbox, { ...item, op: builtOn(outbox, item.op) }]
}

/** After so long the world may be another: what waited is sent only when its person says so. */
const OLD_MS = 7 * 86_400_000

/** Whether it waited so long that it is not sent unasked. */
export function isOld({ state, at, isStillWanted }: OutboxItem, now: Date): boolean {
  return state === 'waiting' && isStillWanted !== true && now.getTime() - Date.parse(at) > OLD_MS
}

/** What is to be sent next: the oldest that waits, that is not too old to be sent unasked, and that is not built on something undecided. */
export function findNext(outbox: Outbox, now: Date): OutboxItem | null {
  const blocked = new Set<string>()
  for (const item of outbox) {
    const subjects = subjectsOf(item.op)
    if (item.state === 'waiting' && !isOld(item, now) && !subjects.some((subject) => blocked.has(subject))) return item
    for (const subject of subjects) blocked.add(subject)
  }
  return null
}

/** Decides about all that got old: it is sent, or dropped with what was built on it. */
export function decideOld(outbox: Outbox, now: Date, choice: 'send' | 'drop'): Outbox {
  if (choice === 'send') return outbox.map((item) => (isOld(item, now) ? { ...item, isStillWanted: true } : item))
  return outbox.filter((item) => isOld(item, now)).reduce((left, { op }) => withoutBuiltOn(left, op.id), outbox)
}

/** What an answer makes of it: taken, undecided, or, when nobody could answer, as it was. */
export function applyAnswer(outbox: Outbox, id: string, answer: OperationAnswer): Outbox {
  if (answer.ok) return outbox.flatMap((item) => (item.op.id === id ? refusedPartOf(item, answer.refused ?? []) : [item]))
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

/** Of many that were changed together, those that the server left as they were: to be decided. */
function refusedPartOf(item: OutboxItem, refused: Refusal[]): OutboxItem[] {
  const [first] = refused
  if (!first || item.op.kind !== 'change-many') return []
  const count = `${refused.length.toLocaleString('en')} of ${item.op.applicationIds.length.toLocaleString('en')} stay as they were.`
  return [
    {
      ...item,
      op: { ...item.op, applicationIds: refused.map(({ applicationId }) => applicationId) },
      state: 'conflict',
      error: `${count} ${first.message}`,
      canOverrule: refused.every(({ reason }) => reason === 'application.moved-since'),
    },
  ]
}

/** Decides a conflict: `mine` goes over what is there, where it can; `theirs` drops it and what was built on it. */
export function decide(outbox: Outbox, id: string, choice: 'mine' | 'theirs', newId = () => newOperationId('bat')): Outbox {
  const at = outbox.findIndex(({ op }) => op.id === id)
  const chosen = outbox[at]
  if (chosen?.state !== 'conflict' || (choice === 'mine' && !chosen.canOverrule)) return outbox
  if (choice === 'theirs') return withoutBuiltOn(outbox, id)
  const [subject] = subjectsOf(chosen.op)
  return outbox.map((item, index) => {
    if (index === at) return { ...item, op: overruling(item.op, newId), state: 'waiting', error: null, canOverrule: false }
    // The version it was built on is not known any more.
    return index > at && item.op.kind === 'note-edit' && item.op.noteId === subject ? { ...item, op: overruling(item.op, newId) } : item
  })
}

/** Without one operation, and without what was built on it: later moves of the same applications, later edits of the same note. */
function withoutBuiltOn(outbox: Outbox, id: string): Outbox {
  const at = outbox.findIndex(({ op }) => op.id === id)
  const dropped = outbox[at]
  if (!dropped) return outbox
  const subjects = new Set(isBuiltUpon(dropped.op) ? subjectsOf(dropped.op) : [])
  return outbox.flatMap((item, index) => {
    const { op } = item
    if (index === at) return []
    if (index < at || !isBuiltUpon(op)) return [item]
    const all = subjectsOf(op)
    const left = all.filter((subject) => !subjects.has(subject))
    if (left.length === all.length) return [item]
    return op.kind === 'change-many' && left.length > 0 ? [{ ...item, op: { ...op, applicationIds: left } }] : []
  })
}

/** Tags and removals stand whatever was made before them. */
const isBuiltUpon = (op: OfflineOperation) => op.kind !== 'change-many' || op.change.kind === 'move'

/** What operations follow each other for: one that is undecided holds up those after it. */
function subjectsOf(op: OfflineOperation): string[] {
  switch (op.kind) {
    case 'move':
      return [op.applicationId]
    case 'change-many':
      return op.applicationIds
    case 'note-add':
    case 'reminder-add':
      return [op.id]
    case 'note-edit':
      return [op.noteId]
    case 'reminder-done':
    case 'reminder-snooze':
      return [op.reminderId]
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

function overruling(op: OfflineOperation, newId: () => string): OfflineOperation {
  if (op.kind === 'move') return { ...op, from: undefined }
  // The rest of it was taken under its id.
  if (op.kind === 'change-many' && op.change.kind === 'move') return { ...op, id: newId(), change: { ...op.change, from: undefined } }
  if (op.kind === 'note-edit') return { ...op, version: null }
  return op
}
