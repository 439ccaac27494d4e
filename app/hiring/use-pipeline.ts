import { useRevalidator } from '@remix-run/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { HiringCard, HiringPlacement, HiringStage, Pipeline } from '../../contract/hiring'
import type { LiveEvent, Present } from '../../contract/live'
import { applyPipelineChange, type Cards, type PipelineChange } from '../../server/hiring/core/pipeline-state'
import type { Said } from '../applications/said-bar'
import { newBatchId } from '../applications/send-change'
import type { RoomState } from '../live/follow-room'
import { usePresentRoom } from '../live/use-room'
import { askForCards, type PendingHiring, sendHiring, sendHiringUndo } from './send-hiring'
import { hearPipeline, place, readAnew, takeCards, toldOf } from './told-pipeline'

export interface LivePipeline {
  cards: Cards
  stages: HiringStage[]
  marks: ReadonlyMap<string, PendingHiring['state']>
  said: Said | null
  roomState: RoomState
  people: Present[]
  /** Counts up with every event about notes and cards, so that an open candidate is read anew. */
  touched: { applicationId: string; count: number } | null
  look(at: string | null, leads?: boolean): void
  change(ids: string[], change: PipelineChange, words: string): void
  undoLast(): void
  closeSaid(): void
  say(text: string, more?: Partial<Said>): void
}

/**
 * One posting's pipeline as this page shows it: what the loader read, what the room told since, and on top what was changed here.
 * A change is shown at once. One that does not reach the server stays, marked, until it is tried again; one that is refused is taken back and
 * says why: who moved the card meanwhile, and where.
 */
export function usePipeline(loaded: Pipeline, myId: string): LivePipeline {
  const { posting, last } = loaded
  const [told, setTold] = useState(() => toldOf(loaded))
  const [pending, setPending] = useState<PendingHiring[]>([])
  const [said, setSaid] = useState<Said | null>(null)
  const [touched, setTouched] = useState<LivePipeline['touched']>(null)
  const [undoable, setUndoable] = useState<{ batchId: string; before: HiringCard[] } | null>(null)
  const { revalidate } = useRevalidator()
  // The loader was read anew.
  if (told.last < last) setTold((known) => readAnew(known, loaded))
  const saidKey = useRef(0)
  const say = (text: string, more: Partial<Said> = {}) => {
    saidKey.current += 1
    setSaid({ key: saidKey.current, text, tone: 'good', ...more })
  }

  const fetchCard = async (applicationId: string) => {
    const answer = await askForCards(posting.id, [applicationId])
    if (answer.ok && 'cards' in answer) setTold((known) => takeCards(known, answer.cards))
  }
  const touch = (applicationId: string) => setTouched((before) => ({ applicationId, count: (before?.count ?? 0) + 1 }))
  const onEvent = (event: LiveEvent) => {
    if (event.type === 'hiring.changed') {
      const { placement, by } = event.data
      const card = told.cards.get(placement.applicationId)
      const isNews = by !== null && by.personId !== myId && card && card.version < placement.version && card.stageId !== placement.stageId
      if (isNews) say(`${by.name} moved ${card.name ?? card.label} to ${stageName(told.stages, placement)}.`)
      touch(placement.applicationId)
    }
    if (event.type === 'hiring.card-changed' || event.type === 'hiring.note-changed' || event.type === 'hiring.message-changed')
      touch(event.data.applicationId)
    const { toRead } = hearPipeline(told, event)
    if (toRead === 'all') revalidate()
    else if (toRead) void fetchCard(toRead.card)
    setTold((known) => hearPipeline(known, event).told)
  }
  const {
    state: roomState,
    people,
    look,
  } = usePresentRoom({ party: 'hiring', room: posting.id, startAt: last, onEvent, onReload: revalidate })

  const shown = useMemo(
    () => pending.reduce((cards, { ids, change, at }) => applyPipelineChange(cards, ids, change, at), told.cards),
    [told.cards, pending],
  )
  const marks = useMemo(() => new Map(pending.flatMap(({ ids, state }) => ids.map((id) => [id, state] as const))), [pending])
  const latest = useRef({ shown })
  useEffect(() => {
    latest.current = { shown }
  })
  const queue = useRef(Promise.resolve())
  const drop = (batchId: string) => setPending((known) => known.filter((each) => each.batchId !== batchId))
  const setState = (batchId: string, state: PendingHiring['state']) =>
    setPending((known) => known.map((each) => (each.batchId === batchId ? { ...each, state } : each)))

  /** Changes go out one after another: each is made on what the one before has left. */
  const send = (made: PendingHiring, words: string, attempt: () => ReturnType<typeof sendHiring>) => {
    queue.current = queue.current.then(async () => {
      const answer = await attempt()
      if (answer.ok) {
        if ('placements' in answer) {
          setTold((known) => place(known, answer.placements))
          const [refusal] = answer.refused
          if (refusal) say(`${answer.refused.length} stay as they were. ${refusal.message}`, { tone: 'bad' })
        }
        return drop(made.batchId)
      }
      if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
        setState(made.batchId, 'failed')
        const retry = () => {
          setState(made.batchId, 'saving')
          setSaid(null)
          send(made, words, attempt)
        }
        return say(`Not saved: ${words}. ${answer.error} Nothing is lost.`, { tone: 'bad', retry })
      }
      drop(made.batchId)
      say(`Taken back: ${words}. ${answer.error}`, { tone: 'bad' })
      if (answer.status === 409 || answer.status === 404) revalidate()
    })
  }
  // What could not be sent goes out by itself when the network is back.
  const retryFailed = useRef(() => {})
  useEffect(() => {
    retryFailed.current = () => said?.retry?.()
  })
  useEffect(() => {
    const retry = () => retryFailed.current()
    window.addEventListener('online', retry)
    return () => window.removeEventListener('online', retry)
  }, [])

  const undo = (batchId: string, before: HiringCard[]) => {
    const made: PendingHiring = {
      batchId: newBatchId(),
      ids: before.map(({ applicationId }) => applicationId),
      change: { kind: 'put', cards: before },
      fromStageId: undefined,
      at: new Date().toISOString(),
      state: 'saving',
    }
    setUndoable(null)
    setPending((known) => [...known, made])
    say(before.length === 1 ? `Taken back: ${before[0]?.name ?? before[0]?.label}` : `Taken back: ${before.length} candidates`)
    send(made, 'the undo', () => sendHiringUndo(batchId, made.batchId))
  }

  const change: LivePipeline['change'] = (ids, wanted, words) => {
    const before = ids.flatMap((id) => latest.current.shown.get(id) ?? [])
    if (before.length === 0) return
    const made: PendingHiring = {
      batchId: newBatchId(),
      ids,
      change: wanted,
      fromStageId: ids.length === 1 ? (before[0]?.stageId ?? null) : undefined,
      at: new Date().toISOString(),
      state: 'saving',
    }
    setPending((known) => [...known, made])
    setUndoable({ batchId: made.batchId, before })
    say(words, { undo: () => undo(made.batchId, before) })
    send(made, words, () => sendHiring(made))
  }

  return {
    cards: shown,
    stages: told.stages,
    marks,
    said,
    roomState,
    people,
    touched,
    look,
    change,
    undoLast: () => undoable && undo(undoable.batchId, undoable.before),
    closeSaid: () => setSaid(null),
    say,
  }
}

const stageName = (stages: readonly HiringStage[], { stageId }: HiringPlacement) =>
  stages.find(({ id }) => id === stageId)?.name ?? 'Closed'
