import { useRevalidator } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ApplicationCard } from '../../contract/applications'
import type { LiveEvent } from '../../contract/live'
import { applyBoardEvent, applyCard, boardOf } from '../../server/applications/core/board-state'
import { refusalToMove } from '../../server/applications/core/stages'
import type { RoomState } from '../live/follow-room'
import { useRoom } from '../live/use-room'
import { dropOperation } from '../offline/outbox-store'
import type { CardMark } from './board-card'
import { type CardChange, type PendingChange, withPending } from './board-state'
import type { ChangeAnswer } from './change-answer'
import type { Said } from './said-bar'
import { newBatchId, sendChange, sendUndo } from './send-change'
import { keepChange, useKeptChanges } from './use-kept-changes'

type UseApplications = {
  /** As the loader read them. */
  cards: ApplicationCard[]
  /** Where the person's room stood before they were read. */
  last: number
  personId: string
  /** Whether a card that is not among them is told of by the room belongs to what is shown. */
  takesNew: boolean
  /** What is shown is drawn by the server from more than cards: it is read anew when something changes. */
  isDrawnElsewhere: boolean
}

export type Applications = {
  cards: ApplicationCard[]
  /** Which of them have a change that the server has not taken. */
  marks: ReadonlyMap<string, CardMark>
  said: Said | null
  roomState: RoomState
  /** Makes a change at once, and tells the server. `words` say what is done: `Moved to Interview: Baker`. */
  change(ids: string[], change: CardChange, words: string): void
  /** Takes back the last change that can be. */
  undoLast(): void
  closeSaid(): void
}

/**
 * Applications as this page shows them: what the loader read, what the person's room told since, and on top what was changed here.
 * A change is shown at once. One that does not reach the server stays, marked, until it is tried again; one that is refused is taken
 * back, with the reason.
 */
export function useApplications({ cards, last, personId, takesNew, isDrawnElsewhere }: UseApplications): Applications {
  const [events, setEvents] = useState<LiveEvent[]>([])
  const [answered, setAnswered] = useState<{ last: number; cards: ReadonlyMap<string, ApplicationCard> }>({ last, cards: new Map() })
  const [pending, setPending] = useState<PendingChange[]>([])
  const [said, setSaid] = useState<Said | null>(null)
  const [undoable, setUndoable] = useState<{ batchId: string; before: ApplicationCard[] } | null>(null)
  const { revalidate, state: reading } = useRevalidator()
  useKeptChanges({ personId, isReading: reading === 'loading', setPending, onGone: revalidate })
  const roomState = useRoom({
    party: 'person',
    room: personId,
    startAt: last,
    onEvent: (event) => {
      if (isDrawnElsewhere || event.type === 'applications.reload') revalidate()
      else setEvents((known) => [...known.filter((each) => each.seq > last), event].slice(-2_000))
    },
    onReload: revalidate,
  })

  const told = useMemo(() => {
    const wanted = takesNew ? null : new Set(cards.map((card) => card.id))
    let state = boardOf(cards)
    for (const card of answered.last === last ? answered.cards.values() : []) state = applyCard(state, card)
    for (const event of events) {
      if (event.seq <= last) continue
      if (wanted && event.type === 'application.changed' && !wanted.has(event.data.card.id)) continue
      const next = applyBoardEvent(state, event)
      if (next !== 'reload') state = next
    }
    return state.cards
  }, [cards, last, takesNew, answered, events])
  const shown = useMemo(
    () =>
      withPending(
        [...told.values()].filter((card) => card.removedAt === null),
        pending,
      ),
    [told, pending],
  )
  const marks = useMemo(() => new Map(pending.flatMap(({ ids, state }) => ids.map((id) => [id, state] as const))), [pending])

  const latest = useRef({ shown })
  useEffect(() => {
    latest.current = { shown }
  })
  const queue = useRef(Promise.resolve())
  const saidKey = useRef(0)
  const say = (text: string, more: Partial<Said> = {}) => {
    saidKey.current += 1
    setSaid({ key: saidKey.current, text, tone: 'good', ...more })
  }
  /** Changes go out one after another: each is made on what the one before has left. */
  const inTurn = (work: () => Promise<void>) => {
    queue.current = queue.current.then(work)
  }

  const take = (answer: Extract<ChangeAnswer, { ok: true }>) => {
    setAnswered((known) => {
      const kept = new Map(known.last === last ? known.cards : [])
      for (const card of answer.cards) kept.set(card.id, card)
      return { last, cards: kept }
    })
  }
  const drop = (batchId: string) => setPending((known) => known.filter((each) => each.batchId !== batchId))
  const setState = (batchId: string, state: PendingChange['state']) =>
    setPending((known) => known.map((each) => (each.batchId === batchId ? { ...each, state } : each)))

  const send = (change: PendingChange, words: string, attempt: () => Promise<ChangeAnswer>, isRetried = false) =>
    inTurn(async () => {
      const answer = await attempt()
      if (answer.ok) {
        take(answer)
        drop(change.batchId)
        const [refusal] = answer.refused
        if (isRetried) {
          await dropOperation(change.batchId).catch(() => false)
          say(`Saved: ${words}`, undoOf(change))
        }
        if (refusal)
          say(`${answer.refused.length} of ${change.ids.length} stay as they were. ${refusal.message}`, { tone: 'bad', ...undoOf(change) })
        return
      }
      const isLost = answer.status === 0 || answer.status === 429 || answer.status >= 500
      if (isLost) {
        setState(change.batchId, 'failed')
        const retry = () => {
          setState(change.batchId, 'saving')
          setSaid(null)
          send(change, words, attempt, true)
        }
        const kept = `${words}. Kept on this device, and sent when you are online.`
        // Without a network there is nothing to try: it is said, and passes.
        if (answer.isKept) return say(kept, navigator.onLine ? { retry, ...undoOf(change) } : undoOf(change))
        return say(`Not saved: ${words}. ${answer.error} Nothing is lost.`, { tone: 'bad', retry })
      }
      drop(change.batchId)
      say(`Taken back: ${words}. ${answer.error}`, { tone: 'bad' })
      if (answer.status === 409 || answer.status === 404) revalidate()
    })

  const undoOf = ({ batchId, ids, change }: PendingChange): Partial<Said> => {
    const before = ids.flatMap((id) => latest.current.shown.find((card) => card.id === id) ?? [])
    return change.kind === 'put' ? {} : { undo: () => undo(batchId, before) }
  }

  const undo = (batchId: string, before: ApplicationCard[]) => {
    const change: PendingChange = {
      batchId: newBatchId(),
      ids: before.map((card) => card.id),
      change: { kind: 'put', cards: before },
      at: new Date().toISOString(),
      state: 'saving',
    }
    setUndoable(null)
    setPending((known) => [...known, change])
    say(before.length === 1 ? `Taken back: ${before[0]?.title}` : `Taken back: ${before.length} applications`)
    send(change, 'the undo', async () => {
      const isHere = await dropOperation(batchId).catch(() => false)
      return isHere ? { ok: true, batchId, cards: [], refused: [] } : sendUndo(batchId)
    })
  }

  const change: Applications['change'] = (ids, wanted, words) => {
    const { shown } = latest.current
    const known = ids.flatMap((id) => shown.find((card) => card.id === id) ?? [])
    const refusals = known.flatMap((card) => {
      const refusal = wanted.kind === 'move' && refusalToMove(card, wanted.to, wanted.to.outcome ?? null)
      return refusal ? [{ id: card.id, refusal }] : []
    })
    const [first] = refusals
    if (first && refusals.length === known.length) return say(first.refusal.message, { tone: 'bad' })
    const refused = new Set(refusals.map(({ id }) => id))
    const before = known.filter((card) => !refused.has(card.id))
    if (before.length === 0) return
    const made: PendingChange = {
      batchId: newBatchId(),
      ids: before.map((card) => card.id),
      change: wanted,
      at: new Date().toISOString(),
      state: 'saving',
    }
    setPending((known) => [...known, made])
    setUndoable({ batchId: made.batchId, before })
    say(first ? `${words}. ${refusals.length} stay: ${first.refusal.message}` : words, { undo: () => undo(made.batchId, before) })
    send(made, words, async () => keepChange(made, before, words, await sendChange(made)))
  }

  return {
    cards: shown,
    marks,
    said,
    roomState,
    change,
    undoLast: () => undoable && undo(undoable.batchId, undoable.before),
    closeSaid: () => setSaid(null),
  }
}
