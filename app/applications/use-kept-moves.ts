import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import { followOutbox, keepOperation, readOutbox, setOutboxPerson } from '../offline/outbox-store'
import type { PendingChange } from './board-state'
import type { ChangeAnswer } from './change-answer'

type UseKeptMoves = {
  personId: string
  /** The page is being read anew. */
  isReading: boolean
  setPending: Dispatch<SetStateAction<PendingChange[]>>
  /** The server has taken a move, or it was dropped: what is shown is to be read anew. */
  onGone(): void
}

/** Shows on a board what was moved without a network and waits on this device, also after the page was loaded anew. */
export function useKeptMoves({ personId, isReading, setPending, onGone }: UseKeptMoves): void {
  const handlers = useRef({ onGone })
  useEffect(() => {
    handlers.current = { onGone }
  })
  const gone = useRef<string[]>([])
  useEffect(() => {
    setOutboxPerson(personId)
    let shown = new Set<string>()
    const read = async () => {
      const moves = (await readOutbox()).flatMap(({ op, at }) => (op.kind === 'move' ? [{ op, at }] : []))
      const ids = new Set(moves.map(({ op }) => op.id))
      const nowGone = [...shown].filter((id) => !ids.has(id))
      shown = ids
      setPending((known) => {
        const fresh = moves
          .filter(({ op }) => !known.some(({ batchId }) => batchId === op.id))
          .map(({ op, at }): PendingChange => {
            const { group, stageId } = op.to
            const place = { group, stageId: stageId ?? null, afterId: op.afterId, outcome: op.outcome }
            return { batchId: op.id, ids: [op.applicationId], change: { kind: 'move', to: place }, at, state: 'failed' }
          })
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

/** Keeps a move of one card that did not reach the server; other changes, and answers, stay what they are. */
export async function keepMove(
  change: PendingChange,
  before: ApplicationCard[],
  words: string,
  answer: ChangeAnswer,
): Promise<ChangeAnswer> {
  const [card, ...more] = before
  if (answer.ok || answer.status !== 0 || !card || more.length > 0 || change.change.kind !== 'move') return answer
  const { group, stageId, afterId, outcome } = change.change.to
  const from = { group: card.group, stageId: card.stageId }
  const op = { kind: 'move' as const, id: change.batchId, applicationId: card.id, to: { group, stageId }, afterId, outcome, from }
  if (!(await keepOperation({ ...op, happenedAt: change.at }, words))) return answer
  return { ...answer, isKept: true }
}
