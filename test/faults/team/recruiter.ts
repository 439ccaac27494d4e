import { z } from 'zod'
import { hearPipeline, place, readAnew, type ToldPipeline, takeCards, toldOf } from '../../../app/hiring/told-pipeline'
import { applyEvent, type ListState, listOf, readAgain, takeEntry, takeRemoval } from '../../../app/shortlists/list-state'
import { HiringCard, type HiringChanged, Pipeline } from '../../../contract/hiring'
import { hiringRoom, type LiveEvent, shortlistRoom } from '../../../contract/live'
import { type ShortlistEntry, ShortlistView } from '../../../contract/shortlists'
import type { RunningSystem } from '../doors'
import type { Random } from '../random'
import type { Desk } from './desk'
import { type Line, openLine } from './line'

export interface Ground {
  postingId: string
  shortlistId: string
}

/** One recruiter with a pipeline and a shortlist open, on a bad line. What they see is kept by the code of the pages. */
export interface Recruiter {
  desk: Desk
  cards(): ToldPipeline
  list(): ListState
  isAway(): boolean
  leave(): void
  comeBack(): void
  takeHiring(answer: z.infer<typeof HiringChanged>): void
  takeEntries(entries: readonly ShortlistEntry[], eventSeq: number): void
  takeRemoval(entryId: string, eventSeq: number): void
  /** Where both rooms stand for this one, and whether something is still being read. */
  position(): { hiring: number; shortlist: number; isReading: boolean }
  close(): void
}

const Cards = z.object({ data: z.array(HiringCard) })

export async function openRecruiter(system: RunningSystem, desk: Desk, ground: Ground, random: Random): Promise<Recruiter> {
  const readPipeline = async () => Pipeline.parse(await desk.ask('hiring.pipeline', { postingId: ground.postingId }))
  const readList = async () => ShortlistView.parse(await desk.ask('shortlists.get', { shortlistId: ground.shortlistId }))
  const roomLast = async (room: { party: string; room: string }) => {
    const query = new URLSearchParams({ room: `${room.party}/${room.room}` })
    const response = await fetch(`${system.origin}/v1/live/ticket?${query}`, { headers: { cookie: desk.cookie() } })
    return z.object({ last: z.int() }).parse(await response.json()).last
  }
  const listStart = await roomLast(shortlistRoom(ground.shortlistId))
  const pipeline = await readPipeline()
  let told: ToldPipeline = toldOf(pipeline)
  let list: ListState = listOf(await readList())
  let isAway = false
  let reading = 0

  /** Read again and again until it works, as a page does that is kept open; only the newest wish counts. */
  function reader(read: () => Promise<void>) {
    let wish = 0
    return () => {
      wish += 1
      const mine = wish
      const attempt = async (): Promise<void> => {
        reading += 1
        try {
          if (isAway) throw new Error('There is no network.')
          await read()
        } catch {
          if (wish === mine && !isClosed) setTimeout(() => void attempt(), 50)
        } finally {
          reading -= 1
        }
      }
      void attempt()
    }
  }
  let isClosed = false
  const owed = new Set<string>()
  const readCards = reader(async () => {
    const ids = [...owed]
    if (ids.length === 0) return
    const { data } = Cards.parse(await desk.ask('hiring.cards', { postingId: ground.postingId, ids }))
    for (const id of ids) owed.delete(id)
    told = takeCards(told, data)
  })
  const reloadPipeline = reader(async () => {
    const fresh = await readPipeline()
    if (told.last < fresh.last) told = readAnew(told, fresh)
  })
  const reloadList = reader(async () => {
    list = readAgain(list, await readList())
  })

  const onHiring = (event: LiveEvent) => {
    const heard = hearPipeline(told, event)
    told = heard.told
    if (heard.toRead === 'all') reloadPipeline()
    else if (heard.toRead) {
      owed.add(heard.toRead.card)
      readCards()
    }
  }
  const onList = (event: LiveEvent) => {
    const next = applyEvent(list, event)
    if (next === 'reload') reloadList()
    else list = next
  }
  const common = { origin: system.origin, cookie: desk.cookie, random }
  const lines: [Line, Line] = [
    openLine({ ...common, address: hiringRoom(ground.postingId), startAt: pipeline.last, onEvent: onHiring, onReload: reloadPipeline }),
    openLine({ ...common, address: shortlistRoom(ground.shortlistId), startAt: listStart, onEvent: onList, onReload: reloadList }),
  ]

  return {
    desk,
    cards: () => told,
    list: () => list,
    isAway: () => isAway,
    leave() {
      isAway = true
      for (const line of lines) line.cut()
    },
    comeBack() {
      isAway = false
      for (const line of lines) line.mend()
    },
    takeHiring: ({ placements }) => {
      told = place(told, placements)
    },
    takeEntries: (entries, eventSeq) => {
      list = entries.reduce((next, entry) => takeEntry(next, entry, eventSeq), list)
    },
    takeRemoval: (entryId, eventSeq) => {
      list = takeRemoval(list, entryId, eventSeq)
    },
    position: () => ({ hiring: lines[0].last(), shortlist: lines[1].last(), isReading: reading > 0 || owed.size > 0 }),
    close() {
      isClosed = true
      for (const line of lines) line.close()
    },
  }
}
