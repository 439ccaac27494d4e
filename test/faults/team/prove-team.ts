import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { linesShown } from '../../../app/shortlists/list-state'
import type { HiringChange } from '../../../contract/hiring'
import type { Db } from '../../../db/client'
import {
  hiringApplications,
  hiringEvents,
  liveRooms,
  shortlistEntries,
  shortlistEvents,
  shortlists,
  shortlistVotes,
} from '../../../db/schema'
import { foldChanges, orderOf } from '../../../server/shortlists/core/shortlist-state'
import type { Deed } from './acts'
import type { Ground, Recruiter } from './recruiter'

/** Where both rooms of the ground stand. */
export async function roomPositions(db: Db, { postingId, shortlistId }: Ground): Promise<{ hiring: number; shortlist: number }> {
  const rows = await db
    .select({ room: liveRooms.room, seq: liveRooms.seq })
    .from(liveRooms)
    .where(inArray(liveRooms.room, [`hiring/${postingId}`, `shortlist/${shortlistId}`]))
  const seqOf = (room: string) => rows.find((row) => row.room === room)?.seq ?? 0
  return { hiring: seqOf(`hiring/${postingId}`), shortlist: seqOf(`shortlist/${shortlistId}`) }
}

/** How each application began, before the team came. */
export type Beginning = ReadonlyMap<string, { stageId: string | null; rank: string; eventSeq: number }>

/**
 * What is not as it must be: the table of the pipeline is what its history adds up to, the shortlist likewise, every screen shows the tables, and
 * each accepted change stands in the history once, each refused one not at all.
 */
export async function proveTeam(
  db: Db,
  { ground, beginning, team, deeds }: { ground: Ground; beginning: Beginning; team: readonly Recruiter[]; deeds: readonly Deed[] },
): Promise<string[]> {
  const broken: string[] = deeds.filter(({ state }) => state === 'broken' || state === 'open').map(({ note, state }) => `${state}: ${note}`)
  const rows = await db.select().from(hiringApplications).where(eq(hiringApplications.postingId, ground.postingId))
  const history = await db
    .select()
    .from(hiringEvents)
    .where(
      inArray(
        hiringEvents.applicationId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(hiringEvents.applicationId), asc(hiringEvents.seq))

  const cardLine = (card: { stageId: string | null; rank: string; closed: string | null; tags: readonly string[] }) =>
    JSON.stringify([card.stageId, card.rank, card.closed, [...card.tags].sort()])
  const inTable = new Map(
    rows.map((row) => [row.id, cardLine({ ...row, closed: row.dispositionKind && `${row.dispositionKind}:${row.dispositionReason}` })]),
  )
  const eventsOf = Map.groupBy(history, ({ applicationId }) => applicationId)
  for (const row of rows) {
    const events = eventsOf.get(row.id) ?? []
    const start = beginning.get(row.id) ?? { stageId: null, rank: '', eventSeq: 0 }
    if (events.some(({ seq }, index) => seq !== start.eventSeq + index + 1) || start.eventSeq + events.length !== row.eventSeq)
      broken.push(`The history of ${row.id} is not dense: ${events.length} lines after ${start.eventSeq}, counter ${row.eventSeq}.`)
    const end = replay(start, events)
    if (cardLine(end) !== inTable.get(row.id)) broken.push(`Replay of ${row.id}: ${cardLine(end)}, table ${inTable.get(row.id)}.`)
  }

  const [list] = await db.select().from(shortlists).where(eq(shortlists.id, ground.shortlistId))
  const lines = await db
    .select()
    .from(shortlistEvents)
    .where(eq(shortlistEvents.shortlistId, ground.shortlistId))
    .orderBy(asc(shortlistEvents.seq))
  if (lines.some(({ seq }, index) => seq !== index + 1) || lines.length !== list?.eventSeq)
    broken.push(`The shortlist's history is not dense: ${lines.length} lines, counter ${list?.eventSeq}.`)
  const entries = await db
    .select()
    .from(shortlistEntries)
    .where(and(eq(shortlistEntries.shortlistId, ground.shortlistId), isNull(shortlistEntries.removedAt)))
    .orderBy(asc(shortlistEntries.rank), asc(shortlistEntries.id))
  const votes = await db
    .select({ entryId: shortlistVotes.entryId, voter: shortlistVotes.voter, vote: shortlistVotes.vote })
    .from(shortlistVotes)
    .innerJoin(shortlistEntries, eq(shortlistEntries.id, shortlistVotes.entryId))
    .where(eq(shortlistEntries.shortlistId, ground.shortlistId))
  const ballots = (ofEntry: Iterable<readonly [string, string]>) => [...ofEntry].map((each) => each.join('=')).sort()
  const votesInTable = Map.groupBy(votes, ({ entryId }) => entryId)
  const table = entries.map(({ id, rank }) => [id, rank, ballots((votesInTable.get(id) ?? []).map(({ voter, vote }) => [voter, vote]))])
  const replayed = orderOf(foldChanges(lines.map(({ change }) => change))).map(({ id, rank, votes: cast }) => [id, rank, ballots(cast)])
  if (JSON.stringify(replayed) !== JSON.stringify(table))
    broken.push(`Replay of the shortlist: ${JSON.stringify(replayed)}, table ${JSON.stringify(table)}.`)

  const counts = (id: string) => {
    const of = votesInTable.get(id) ?? []
    return ['yes', 'maybe', 'no'].map((word) => of.filter(({ vote }) => vote === word).length)
  }
  const listInTable = JSON.stringify(entries.map(({ id, rank }) => [id, rank, counts(id)]))
  for (const [index, recruiter] of team.entries()) {
    const shown = recruiter.cards().cards
    if (shown.size !== inTable.size) broken.push(`Screen ${index + 1} shows ${shown.size} of ${inTable.size} cards.`)
    for (const card of shown.values()) {
      const closed = card.disposition && `${card.disposition.kind}:${card.disposition.reason}`
      const line = cardLine({ ...card, closed })
      if (line !== inTable.get(card.applicationId))
        broken.push(`Screen ${index + 1}, ${card.applicationId}: ${line}, table ${inTable.get(card.applicationId)}.`)
    }
    const onScreen = JSON.stringify(
      linesShown(recruiter.list()).map(({ entry: { id, rank, votes: cast } }) => [id, rank, [cast.yes, cast.maybe, cast.no]]),
    )
    if (onScreen !== listInTable) broken.push(`Screen ${index + 1}, shortlist: ${onScreen}, table ${listInTable}.`)
  }
  return [...broken, ...proveDeeds(deeds, history, lines)]
}

/** What a history adds up to. */
function replay(start: { stageId: string | null; rank: string }, events: readonly { change: HiringChange }[]) {
  let state: { stageId: string | null; rank: string; closed: string | null } = { ...start, closed: null }
  const tags = new Set<string>()
  for (const { change } of events) {
    if (change.kind === 'moved') state = { ...change.to, closed: null }
    if (change.kind === 'closed') state = { ...state, stageId: null, closed: `${change.disposition.kind}:${change.disposition.reason}` }
    if (change.kind !== 'tagged') continue
    for (const tag of change.removed) tags.delete(tag)
    for (const tag of change.added) tags.add(tag)
  }
  return { ...state, tags: [...tags] }
}

/** Each accepted change once, each refused one never. */
function proveDeeds(
  deeds: readonly Deed[],
  history: readonly { batchId: string; applicationId: string }[],
  lines: readonly { batchId: string | null; change: object }[],
): string[] {
  const broken: string[] = []
  const changedBy = Map.groupBy(history, ({ batchId }) => batchId)
  const listedBy = Map.groupBy(lines, ({ batchId }) => batchId ?? '')
  for (const { of, batchId, state, changed } of deeds) {
    const made = of === 'hiring' ? (changedBy.get(batchId) ?? []).map(({ applicationId }) => applicationId) : (listedBy.get(batchId) ?? [])
    if (state === 'refused' && made.length > 0) broken.push(`${batchId} was refused and stands in the history.`)
    if (state === 'accepted' && of === 'shortlist' && made.length > 1) broken.push(`${batchId} stands ${made.length} times in the history.`)
    if (state === 'accepted' && changed !== null && JSON.stringify([...changed].sort()) !== JSON.stringify([...made].sort()))
      broken.push(`${batchId} was said to change ${changed.join(', ') || 'nothing'}; the history says ${JSON.stringify(made)}.`)
  }
  return broken
}
