import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import type { OfflineOperation } from '../../contract/offline'
import { followOutbox, keepOperation, readOutbox, setOutboxPerson } from '../offline/outbox-store'
import type { CardChange, PendingChange } from './board-state'
import type { ChangeAnswer } from './change-answer'

type UseKeptChanges = {
  personId: string
  /** The page is being read anew. */
  isReading: boolean
  setPending: Dispatch<SetStateAction<PendingChange[]>>
  /** The server has taken a move, or it was dropped: what is shown is to be read anew. */
  onGone(): void
}

/** Shows on a board what was changed without a network and waits on this device, also after the page was loaded anew. */
export function useKeptChanges({ personId, isReading, setPending, onGone }: UseKeptChanges): void {
  const handlers = useRef({ onGone })
  useEffect(() => {
    handlers.current = { onGone }
  })
  const gone = useRef<string[]>([])
  useEffect(() => {
    setOutboxPerson(personId)
    let shown = new Set<string>()
    const read = async () => {
      const kept = (await readOutbox()).flatMap(({ op, at }) => pendingOf(op, at) ?? [])
      const ids = new Set(kept.map(({ batchId }) => batchId))
      const nowGone = [...shown].filter((id) => !ids.has(id))
      shown = ids
      setPending((known) => {
        const fresh = kept.filter((each) => !known.some(({ batchId }) => batchId === each.batchId))
        return fresh.length === 0 ? known : [...known, ...fresh]
      })
      gone.current.push(...nowGone)
      if (nowGone.length > 0) handlers.current.onGone()
    }
    const safely = () => void read().catch(() => {})
    safely()
    return followOutbox(safely)
  }, [personId, setPending])
  // What is gone is shown until it is read what became of it, so that no card jumps back in between.
  useEffect(() => {
    const done = isReading ? [] : gone.current.splice(0)
    if (done.length > 0) setPending((known) => known.filter(({ batchId }) => !done.includes(batchId)))
  }, [isReading, setPending])
}

/** What waits, as the board shows it; `null` for what changes no card. */
function pendingOf(op: OfflineOperation, at: string): PendingChange | null {
  const shown = (ids: string[], change: CardChange): PendingChange => ({ batchId: op.id, ids, change, at, state: 'failed' })
  if (op.kind === 'move') return shown([op.applicationId], { kind: 'move', to: { ...op.to, afterId: op.afterId, outcome: op.outcome } })
  if (op.kind !== 'change-many') return null
  const { change, applicationIds } = op
  switch (change.kind) {
    case 'move':
      return shown(applicationIds, { kind: 'move', to: { ...change.to, outcome: change.outcome } })
    case 'fields':
      return shown(applicationIds, {
        kind: 'fields',
        priority: change.priority,
        addTags: change.addTags,
        removeTags: change.removeTags,
      })
    case 'remove':
      return shown(applicationIds, { kind: 'remove' })
    case 'restore':
      return null
    default:
      return change satisfies never
  }
}

/** Keeps a change of cards that did not reach the server; an undo, and answers, stay what they are. */
export async function keepChange(
  change: PendingChange,
  before: ApplicationCard[],
  words: string,
  answer: ChangeAnswer,
): Promise<ChangeAnswer> {
  if (answer.ok || answer.status !== 0) return answer
  const op = operationOf(change, before)
  if (!op || !(await keepOperation(op, words))) return answer
  return { ...answer, isKept: true }
}

function operationOf({ batchId, change, at }: PendingChange, before: ApplicationCard[]): OfflineOperation | null {
  const [card, ...more] = before
  if (!card || change.kind === 'put') return null
  const stageOf = ({ group, stageId }: ApplicationCard) => ({ group, stageId })
  const applicationIds = before.map(({ id }) => id)
  switch (change.kind) {
    case 'move': {
      const { group, stageId, afterId, outcome } = change.to
      const to = { group, stageId }
      if (more.length === 0)
        return { kind: 'move', id: batchId, applicationId: card.id, to, afterId, outcome, from: stageOf(card), happenedAt: at }
      const from = Object.fromEntries(before.map((each) => [each.id, stageOf(each)]))
      return { kind: 'change-many', id: batchId, applicationIds, change: { kind: 'move', to, outcome, happenedAt: at, from } }
    }
    case 'fields': {
      const { priority, addTags = [], removeTags = [] } = change
      return { kind: 'change-many', id: batchId, applicationIds, change: { kind: 'fields', priority, addTags, removeTags } }
    }
    case 'remove':
      return { kind: 'change-many', id: batchId, applicationIds, change: { kind: 'remove' } }
    default:
      return change satisfies never
  }
}
