import { type Dispatch, type SetStateAction, useEffect, useRef } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import type { PendingChange } from '../applications/board-state'
import type { ChangeAnswer } from '../applications/change-answer'
import { followOutbox, keepOperation, readOutbox, setOutboxPerson } from './outbox-store'

/**
 * Shows on a board what was moved without a network and waits on this device, also after the page was loaded anew; when the server has
 * taken it, or it was dropped, the board is read anew.
 */
export function useKeptMoves(personId: string, setPending: Dispatch<SetStateAction<PendingChange[]>>, onGone: () => void): void {
  const latest = useRef(onGone)
  useEffect(() => {
    latest.current = onGone
  })
  useEffect(() => {
    setOutboxPerson(personId)
    let shown = new Set<string>()
    const read = async () => {
      const moves = (await readOutbox()).flatMap(({ op, at }) => (op.kind === 'move' ? [{ op, at }] : []))
      const ids = new Set(moves.map(({ op }) => op.id))
      const gone = [...shown].filter((id) => !ids.has(id))
      shown = ids
      setPending((known) => {
        const stay = known.filter(({ batchId }) => !gone.includes(batchId))
        const fresh = moves
          .filter(({ op }) => !stay.some(({ batchId }) => batchId === op.id))
          .map(({ op, at }): PendingChange => {
            const { group, stageId } = op.to
            const place = { group, stageId: stageId ?? null, afterId: op.afterId, outcome: op.outcome }
            return { batchId: op.id, ids: [op.applicationId], change: { kind: 'move', to: place }, at, state: 'failed' }
          })
        return fresh.length === 0 && stay.length === known.length ? known : [...stay, ...fresh]
      })
      if (gone.length > 0) latest.current()
    }
    const safely = () => void read().catch(() => {})
    safely()
    return followOutbox(safely)
  }, [personId, setPending])
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
