import fc from 'fast-check'
import { z } from 'zod'
import { linesShown, placeOf } from '../../../app/shortlists/list-state'
import { HiringChanged } from '../../../contract/hiring'
import { ChangedEntry, MergedMoves, ShortlistEntry } from '../../../contract/shortlists'
import { newId } from '../../../server/core/ids'
import type { Ground, Recruiter } from './recruiter'

/** What one of the team did and what came of it, for the proof at the end. */
export interface Deed {
  of: 'hiring' | 'shortlist'
  batchId: string
  state: 'open' | 'accepted' | 'refused' | 'broken'
  /** Applications that the answer says were changed; `null` where an answer does not say. */
  changed: string[] | null
  note: string
}

/** A team at work on one posting: what is on its way, and what was done. */
export interface Work {
  ground: Ground
  stageIds: readonly string[]
  team: readonly Recruiter[]
  deeds: Deed[]
  /** Changes made without a network wait here, in their order, for each recruiter. */
  waiting: Map<Recruiter, (() => Promise<void>)[]>
  moves: Map<Recruiter, { baseSeq: number; entryId: string; afterEntryId: string | null; deed: Deed }[]>
  inFlight: Set<Promise<void>>
  lastBatch: Map<Recruiter, string>
}

export function newWork(ground: Ground, stageIds: readonly string[], team: readonly Recruiter[]): Work {
  return { ground, stageIds, team, deeds: [], waiting: new Map(), moves: new Map(), inFlight: new Set(), lastBatch: new Map() }
}

const IN_FLIGHT_MAX = 12
const Entries = z.object({ entries: z.array(ShortlistEntry), eventSeq: z.int() })
const Removed = z.object({ entryId: z.string(), eventSeq: z.int() })
const REASONS = ['skills', 'experience', 'other'] as const
const TAGS = ['Sourdough', 'Nights', 'Call again'] as const
const VOTES = ['yes', 'maybe', 'no', null] as const

/** Numbers that an act is made of: who, what and where are their remainders, so that every choice fits every state. */
interface Choice {
  who: number
  what: number
  where: number
  after: number
  /** Sent a second time, at once. */
  isTwice: boolean
  delayMs: number
}
const choice = fc.record<Choice>({
  who: fc.nat(4),
  what: fc.nat(999),
  where: fc.nat(999),
  after: fc.nat(999),
  isTwice: fc.boolean(),
  delayMs: fc.nat(30),
})

type Act = (work: Work, recruiter: Recruiter, chosen: Choice) => void

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)]

const ACTS = {
  move(work, recruiter, { what, where, after, isTwice, delayMs }) {
    const cards = [...recruiter.cards().cards.values()]
    const card = pick(cards, what)
    const toStageId = pick(work.stageIds, where)
    if (!card || !toStageId) return
    const behind = pick([null, undefined, ...cards.filter(({ stageId }) => stageId === toStageId).map((each) => each.applicationId)], after)
    sendHiring(work, recruiter, { isTwice, delayMs }, 'move', {
      applicationIds: [card.applicationId],
      toStageId,
      afterId: behind === card.applicationId ? null : behind,
      fromStageId: card.stageId,
    })
  },
  moveMany(work, recruiter, { what, where, isTwice, delayMs }) {
    const ids = [...recruiter.cards().cards.keys()]
    const applicationIds = ids.slice(what % ids.length, (what % ids.length) + 5)
    sendHiring(work, recruiter, { isTwice, delayMs }, 'move', { applicationIds, toStageId: pick(work.stageIds, where) })
  },
  close(work, recruiter, { what, where, isTwice, delayMs }) {
    const open = [...recruiter.cards().cards.values()].filter(({ disposition }) => disposition === null)
    const card = pick(open, what)
    if (!card) return
    const disposition = { kind: 'rejected', reason: pick(REASONS, where) }
    sendHiring(work, recruiter, { isTwice, delayMs }, 'close', { applicationIds: [card.applicationId], disposition })
  },
  tag(work, recruiter, { what, where, after, isTwice, delayMs }) {
    const card = pick([...recruiter.cards().cards.values()], what)
    if (!card) return
    const tag = pick(TAGS, where)
    const change = after % 2 === 0 ? { add: [tag] } : { remove: [tag] }
    sendHiring(work, recruiter, { isTwice, delayMs }, 'tag', { applicationIds: [card.applicationId], ...change })
  },
  undo(work, recruiter, { isTwice, delayMs }) {
    const batchId = work.lastBatch.get(recruiter)
    if (batchId) sendHiring(work, recruiter, { isTwice, delayMs }, 'undo', { batchId })
  },
  rank(work, recruiter, { what, after, isTwice, delayMs }) {
    const lines = linesShown(recruiter.list())
    const line = pick(lines, what)
    const behind = pick([null, ...lines.map(({ entry }) => entry.id)], after) ?? null
    if (!line || behind === line.entry.id || placeOf(lines, line.entry.id) === behind) return
    const { id: entryId } = line.entry
    const baseSeq = recruiter.list().eventSeq
    const { shortlistId } = work.ground
    if (recruiter.isAway()) {
      const moves = work.moves.get(recruiter) ?? []
      work.moves.set(recruiter, [...moves, { baseSeq, entryId, afterEntryId: behind, deed: newDeed(work, 'shortlist', null) }])
      return
    }
    const deed = newDeed(work, 'shortlist', null)
    const input = { shortlistId, entryId, afterEntryId: behind, seenSeq: baseSeq, batchId: deed.batchId }
    send(work, recruiter, { isTwice, delayMs, deed }, 'shortlists.move', input, (data) => {
      const { entry, eventSeq } = ChangedEntry.parse(data)
      recruiter.takeEntries([entry], eventSeq)
    })
  },
  vote(work, recruiter, { what, where, isTwice, delayMs }) {
    const line = pick(linesShown(recruiter.list()), what)
    if (!line) return
    const deed = newDeed(work, 'shortlist', null)
    const input = {
      shortlistId: work.ground.shortlistId,
      entryId: line.entry.id,
      vote: VOTES[where % VOTES.length] ?? null,
      batchId: deed.batchId,
    }
    send(work, recruiter, { isTwice, delayMs, deed }, 'shortlists.vote', input, (data) => {
      const { entry, eventSeq } = ChangedEntry.parse(data)
      recruiter.takeEntries([entry], eventSeq)
    })
  },
  remove(work, recruiter, { what, isTwice, delayMs }) {
    const line = pick(linesShown(recruiter.list()), what)
    if (!line) return
    const deed = newDeed(work, 'shortlist', null)
    const input = { shortlistId: work.ground.shortlistId, entryId: line.entry.id, reason: 'Accepted elsewhere', batchId: deed.batchId }
    send(work, recruiter, { isTwice, delayMs, deed }, 'shortlists.remove', input, (data) => {
      const { entryId, eventSeq } = Removed.parse(data)
      recruiter.takeRemoval(entryId, eventSeq)
    })
  },
  add(work, recruiter, { what, isTwice, delayMs }) {
    const shown = new Set(linesShown(recruiter.list()).map(({ entry }) => entry.applicationId))
    const absent = [...recruiter.cards().cards.keys()].filter((id) => !shown.has(id))
    const applicationId = pick(absent, what)
    if (!applicationId) return
    const deed = newDeed(work, 'shortlist', null)
    const input = { shortlistId: work.ground.shortlistId, applicationIds: [applicationId], batchId: deed.batchId }
    send(work, recruiter, { isTwice, delayMs, deed }, 'shortlists.add', input, (data) => {
      const { entries, eventSeq } = Entries.parse(data)
      recruiter.takeEntries(entries, eventSeq)
    })
  },
  leave(_work, recruiter) {
    recruiter.leave()
  },
  comeBack(work, recruiter) {
    if (recruiter.isAway()) comeBack(work, recruiter)
  },
} satisfies Record<string, Act>

/** Commands of a model-based test. Leaving is as likely as one other act, coming back twice so, so that the team is mostly there. */
export const teamCommands = (maxCommands: number) =>
  fc.commands(
    [...Object.entries(ACTS), ['move', ACTS.move], ['rank', ACTS.rank], ['rank', ACTS.rank], ['comeBack', ACTS.comeBack]].map(
      ([name, act]) => choice.map((chosen) => commandOf(String(name), act as Act, chosen)), // The list pairs names with acts.
    ),
    { maxCommands, size: 'max' },
  )

function commandOf(name: string, act: Act, chosen: Choice): fc.AsyncCommand<object, Work> {
  return {
    check: () => true,
    async run(_model, work) {
      const recruiter = pick(work.team, chosen.who)
      if (recruiter) act(work, recruiter, chosen)
      while (work.inFlight.size >= IN_FLIGHT_MAX) await Promise.race(work.inFlight)
      // What was heard meanwhile is taken in before the next act.
      await new Promise((resolve) => setImmediate(resolve))
    },
    toString: () => `${name}(${JSON.stringify(chosen)})`,
  }
}

/** Everybody is back, and everything that waited was sent and answered. */
export async function finishWork(work: Work): Promise<void> {
  for (const recruiter of work.team) {
    comeBack(work, recruiter)
  }
  while (work.inFlight.size > 0) await Promise.all(work.inFlight)
}

function comeBack(work: Work, recruiter: Recruiter): void {
  recruiter.comeBack()
  const waiting = work.waiting.get(recruiter) ?? []
  work.waiting.delete(recruiter)
  const moves = work.moves.get(recruiter) ?? []
  work.moves.delete(recruiter)
  track(work, async () => {
    for (const attempt of waiting) await attempt()
    for (const [baseSeq, made] of Map.groupBy(moves, (move) => move.baseSeq)) {
      const input = {
        shortlistId: work.ground.shortlistId,
        baseSeq,
        moves: made.map(({ entryId, afterEntryId, deed }) => ({ entryId, afterEntryId, batchId: deed.batchId })),
      }
      const answer = await recruiter.desk.tell('shortlists.merge', input)
      for (const { deed } of made) settleDeed(deed, answer)
      if (answer.status !== 200) continue
      const { entries, eventSeq } = MergedMoves.parse(answer.data)
      recruiter.takeEntries(entries, eventSeq)
    }
  })
}

function newDeed(work: Work, of: Deed['of'], changed: string[] | null): Deed {
  const deed: Deed = { of, batchId: newId('batch'), state: 'open', changed, note: '' }
  work.deeds.push(deed)
  return deed
}

type Way = { isTwice: boolean; delayMs: number }

function sendHiring(work: Work, recruiter: Recruiter, way: Way, procedure: 'move' | 'close' | 'tag' | 'undo', input: object): void {
  const deed = newDeed(work, 'hiring', [])
  const batch = procedure === 'undo' ? { undoBatchId: deed.batchId } : { batchId: deed.batchId }
  if (procedure !== 'undo') work.lastBatch.set(recruiter, deed.batchId)
  send(work, recruiter, { ...way, deed }, `hiring.${procedure}`, { ...input, ...batch }, (data) => {
    const answer = HiringChanged.parse(data)
    // The answer to a repeat names everything that its batch has changed.
    deed.changed = [...new Set([...(deed.changed ?? []), ...answer.placements.map(({ applicationId }) => applicationId)])]
    recruiter.takeHiring(answer)
  })
}

/** Sends at once, or once there is a network again. */
function send(
  work: Work,
  recruiter: Recruiter,
  { isTwice, delayMs, deed }: Way & { deed: Deed },
  procedure: string,
  input: object,
  take: (data: unknown) => void,
): void {
  const attempt = async () => {
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    const answers = await Promise.all((isTwice ? [0, 1] : [0]).map(() => recruiter.desk.tell(procedure, input)))
    for (const answer of answers) {
      settleDeed(deed, answer)
      if (answer.status === 200) take(answer.data)
    }
  }
  if (recruiter.isAway()) work.waiting.set(recruiter, [...(work.waiting.get(recruiter) ?? []), attempt])
  else track(work, attempt)
}

/** Of two equal requests, the one that was accepted counts. */
function settleDeed(deed: Deed, { status, reason }: { status: number; reason: string }): void {
  if (status === 200) deed.state = 'accepted'
  else if (status >= 500 || status === 429) {
    deed.state = 'broken'
    deed.note = `${status} ${reason}`
  } else if (deed.state === 'open') deed.state = 'refused'
}

function track(work: Work, attempt: () => Promise<void>): void {
  const going = attempt()
    .catch((error: unknown) => {
      work.deeds.push({ of: 'hiring', batchId: '', state: 'broken', changed: [], note: String(error) })
    })
    .finally(() => work.inFlight.delete(going))
  work.inFlight.add(going)
}
