import { useRevalidator } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Present } from '../../contract/live'
import type { MoveConflict, ShortlistLine, ShortlistView, Vote } from '../../contract/shortlists'
import type { Said } from '../applications/said-bar'
import type { RoomState } from '../live/follow-room'
import { usePresentRoom } from '../live/use-room'
import type { ShortlistAnswer } from './change-answer'
import { readKept, writeKept } from './kept-moves'
import {
  applyEvent,
  castVote,
  type ListState,
  linesShown,
  listOf,
  nameOf,
  type PendingMove,
  placeOf,
  readAgain,
  takeEntry,
  takeRemoval,
} from './list-state'
import { newBatchId, sendChange } from './send-change'

/** A place that two people gave one entry without knowing of each other, for a person to decide. */
export interface OpenConflict extends MoveConflict {
  /** What was sent, so that one's own place can be worked out once more between the same neighbours. */
  sent: { baseSeq: number; moves: PendingMove[] }
}

export interface ShortlistOnPage {
  lines: ShortlistLine[]
  /** Ids of entries whose move waits for the network. */
  waiting: ReadonlySet<string>
  conflicts: OpenConflict[]
  roomState: RoomState
  people: Present[]
  said: Said | null
  /** What somebody else did last, for whoever looks and for screen readers. */
  news: string
  /** Grows with everything that is told of an entry: what was said about it is to be read anew. */
  entryVersion(entryId: string): number
  look(at: string | null, leads?: boolean): void
  move(entryId: string, afterEntryId: string | null): void
  vote(entryId: string, vote: Vote | null): void
  remove(entryId: string, reason: string): void
  decide(conflict: OpenConflict, takes: 'mine' | 'theirs'): void
  undoLast(): void
  closeSaid(): void
}

const retryMs = 5_000

/**
 * A shortlist as this page shows it: what the loader read, what the room told since, and on top what was moved here.
 * A move is shown at once. Without a network it waits on this device and is merged when there is one again; a refused one is taken back, with the reason.
 */
export function useShortlist(view: ShortlistView, last: number): ShortlistOnPage {
  const { shortlist, me } = view
  const keptAt = `shortlist:${shortlist.id}:${me.key}`
  const [state, setState] = useState<ListState>(() => listOf(view))
  const [conflicts, setConflicts] = useState<OpenConflict[]>([])
  const [said, setSaid] = useState<Said | null>(null)
  const [undo, setUndo] = useState<(() => void) | null>(null)
  const [news, setNews] = useState('')
  const { revalidate } = useRevalidator()
  const {
    state: roomState,
    people,
    look,
  } = usePresentRoom({
    party: 'shortlist',
    room: shortlist.id,
    startAt: last,
    onEvent: (event) => {
      const next = applyEvent(latest.current, event)
      if (next === 'reload') revalidate()
      else commit(() => next)
      tellOf(event)
    },
    onReload: revalidate,
  })

  const latest = useRef(state)
  /** Changes the state at once, also for what follows in the same turn. */
  const commit = useCallback((change: (now: ListState) => ListState) => {
    latest.current = change(latest.current)
    setState(latest.current)
  }, [])
  const tellOf = (event: Parameters<typeof applyEvent>[1]) => {
    if (event.type !== 'shortlist.entry-changed' && event.type !== 'shortlist.entry-removed') return
    const { by } = event.data
    if (!by || (by.personId ?? by.guestId) === me.key) return
    const id = event.type === 'shortlist.entry-changed' ? event.data.entry.id : event.data.entryId
    const line = latest.current.lines.get(id)
    if (event.type === 'shortlist.entry-removed') setNews(`${by.name} removed a candidate.`)
    else if (line) setNews(`${by.name}: ${nameOf(line)} is now ${placeWords(linesShown(latest.current), id)}.`)
  }

  const isFirst = useRef(true)
  useEffect(() => {
    if (isFirst.current) isFirst.current = false
    else commit((now) => readAgain(now, view))
  }, [view, commit])
  useEffect(() => {
    commit((now) => {
      const kept = readKept(keptAt).filter(({ batchId }) => !now.pending.some((each) => each.batchId === batchId))
      return kept.length === 0 ? now : { ...now, pending: [...kept, ...now.pending] }
    })
  }, [keptAt, commit])
  useEffect(() => writeKept(keptAt, state.pending), [keptAt, state.pending])

  const saidKey = useRef(0)
  const say = (text: string, more: Partial<Said> = {}) => {
    saidKey.current += 1
    setSaid({ key: saidKey.current, text, tone: 'good', ...more })
  }
  const queue = useRef(Promise.resolve())
  /** Changes go out one after another: each is made on what the one before has left. */
  const inTurn = (work: () => Promise<void>) => {
    queue.current = queue.current.then(work)
  }
  const take = (answer: Extract<ShortlistAnswer, { ok: true }>, without: readonly string[] = []) =>
    commit((now) => {
      const taken = answer.entries.reduce((next, entry) => takeEntry(next, entry, answer.eventSeq), now)
      return { ...taken, pending: taken.pending.filter(({ batchId }) => !without.includes(batchId)) }
    })
  const drop = (batchIds: readonly string[]) =>
    commit((now) => ({ ...now, pending: now.pending.filter(({ batchId }) => !batchIds.includes(batchId)) }))
  const isLost = (answer: ShortlistAnswer) => !answer.ok && (answer.status === 0 || answer.status === 429 || answer.status >= 500)

  const move = (entryId: string, afterEntryId: string | null) => {
    const shown = linesShown(latest.current)
    const line = shown.find(({ entry }) => entry.id === entryId)
    const before = placeOf(shown, entryId)
    if (!line || before === afterEntryId || afterEntryId === entryId) return
    const made: PendingMove = {
      batchId: newBatchId(),
      entryId,
      afterEntryId,
      reason: '',
      baseSeq: latest.current.eventSeq,
      // What waits goes first: this one was made on top of it.
      state: latest.current.pending.some((each) => each.state === 'waiting') || !navigator.onLine ? 'waiting' : 'saving',
    }
    commit((now) => ({ ...now, pending: [...now.pending, made] }))
    const back = () => {
      setUndo(null)
      move(entryId, before)
    }
    setUndo(() => back)
    const words = `${nameOf(line)} is now ${placeWords(linesShown(latest.current), entryId)}`
    if (made.state === 'waiting') {
      say(`${words}. Kept on this device, and sent when you are online.`, { undo: back })
      return
    }
    say(words, { undo: back })
    inTurn(async () => {
      const { baseSeq: seenSeq, batchId } = made
      const answer = await sendChange('move', { shortlistId: shortlist.id, entryId, afterEntryId, seenSeq, batchId })
      if (answer.ok) return take(answer, [batchId])
      if (isLost(answer)) {
        commit((now) => ({ ...now, pending: now.pending.map((each) => (each.batchId === batchId ? { ...each, state: 'waiting' } : each)) }))
        return say(`${words}. Kept on this device, and sent when you are online.`, { undo: back })
      }
      drop([batchId])
      say(answer.error, { tone: 'bad' })
      if (answer.status === 404 || answer.status === 409) revalidate()
    })
  }

  /** Sends what waits, as it was made: moves of one base together. */
  const flush = () =>
    inTurn(async () => {
      for (;;) {
        const waiting = latest.current.pending.filter(({ state: is }) => is === 'waiting')
        const [first] = waiting
        if (!first) return
        const until = waiting.findIndex(({ baseSeq }) => baseSeq !== first.baseSeq)
        const moves = waiting.slice(0, until === -1 ? waiting.length : until)
        const isTaken = await merge({ baseSeq: first.baseSeq, moves }, false)
        if (!isTaken) return
      }
    })
  const merge = async (sent: OpenConflict['sent'], isDecided: boolean, entryId?: string): Promise<boolean> => {
    const moves = sent.moves.map((each) => ({
      entryId: each.entryId,
      afterEntryId: each.afterEntryId,
      batchId: each.batchId,
      overrides: isDecided && each.entryId === entryId,
    }))
    const answer = await sendChange('merge', { shortlistId: shortlist.id, baseSeq: sent.baseSeq, moves: JSON.stringify(moves) })
    const batchIds = sent.moves.map(({ batchId }) => batchId)
    if (answer.ok) {
      take(answer, batchIds)
      if (!isDecided && answer.conflicts.length > 0)
        setConflicts((open) => [...open, ...answer.conflicts.map((each) => ({ ...each, sent }))])
      if (!isDecided) say(answer.conflicts.length > 0 ? 'Your moves are saved. Some need your decision.' : 'Your moves are saved.')
      return true
    }
    if (isLost(answer)) return false
    drop(batchIds)
    say(`Not saved: ${answer.error}`, { tone: 'bad' })
    revalidate()
    return true
  }
  const flushing = useRef(flush)
  useEffect(() => {
    flushing.current = flush
  })
  const hasWaiting = state.pending.some(({ state: is }) => is === 'waiting')
  useEffect(() => {
    if (!hasWaiting) return
    const tryNow = () => navigator.onLine && flushing.current()
    tryNow()
    const timer = setInterval(tryNow, retryMs)
    window.addEventListener('online', tryNow)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', tryNow)
    }
  }, [hasWaiting])

  const vote = (entryId: string, wanted: Vote | null) => {
    const line = latest.current.lines.get(entryId)
    if (!line) return
    const before = line.myVote
    commit((now) => castVote(now, entryId, wanted))
    inTurn(async () => {
      const answer = await sendChange('vote', { shortlistId: shortlist.id, entryId, vote: wanted ?? 'none', batchId: newBatchId() })
      if (answer.ok) return take(answer)
      commit((now) => castVote(now, entryId, before))
      say(`Your vote was not saved. ${answer.error}`, { tone: 'bad' })
    })
  }

  const remove = (entryId: string, reason: string) => {
    const shown = linesShown(latest.current)
    const line = shown.find(({ entry }) => entry.id === entryId)
    if (!line) return
    const after = placeOf(shown, entryId)
    inTurn(async () => {
      const answer = await sendChange('remove', { shortlistId: shortlist.id, entryId, reason, batchId: newBatchId() })
      if (!answer.ok) return say(`${nameOf(line)} was not removed. ${answer.error}`, { tone: 'bad' })
      commit((now) => takeRemoval(now, entryId, answer.eventSeq))
      const back = () => {
        setUndo(null)
        setSaid(null)
        inTurn(async () => {
          const added = await sendChange('add', {
            shortlistId: shortlist.id,
            applicationId: line.entry.applicationId,
            afterEntryId: after,
            batchId: newBatchId(),
          })
          if (added.ok) revalidate()
          else say(`${nameOf(line)} did not come back. ${added.error}`, { tone: 'bad' })
        })
      }
      setUndo(() => back)
      say(`${nameOf(line)} is off the shortlist`, { undo: back })
    })
  }

  const decide = (conflict: OpenConflict, takes: 'mine' | 'theirs') => {
    setConflicts((open) => open.filter((each) => each !== conflict))
    if (takes === 'theirs') return
    inTurn(async () => {
      if (!(await merge(conflict.sent, true, conflict.entryId))) {
        setConflicts((open) => [...open, conflict])
        say('This did not reach the server. Decide again when you are online.', { tone: 'bad' })
      }
    })
  }

  const lines = useMemo(() => linesShown(state), [state])
  const waiting = useMemo(() => new Set(state.pending.flatMap((each) => (each.state === 'waiting' ? each.entryId : []))), [state.pending])
  return {
    lines,
    waiting,
    conflicts,
    roomState,
    people,
    said,
    news,
    entryVersion: (id) => state.lines.get(id)?.entry.version ?? 0,
    look,
    move,
    vote,
    remove,
    decide,
    undoLast: () => undo?.(),
    closeSaid: () => setSaid(null),
  }
}

/** `first`, or `third, after Rosa Delgado`. */
function placeWords(lines: readonly ShortlistLine[], entryId: string): string {
  const at = lines.findIndex(({ entry }) => entry.id === entryId)
  const before = lines[at - 1]
  return before ? `number ${at + 1}, after ${nameOf(before)}` : 'first'
}
