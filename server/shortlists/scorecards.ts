import { and, asc, count, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import {
  type Scorecards,
  ScorecardWords,
  type SetScoring,
  type ShortlistActor,
  type ShownScorecard,
  type SubmitScorecard,
} from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { members, shortlistEntries, shortlistScorecards, shortlists } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, invalid } from '../core/errors'
import { admitScores } from '../fairness/criteria'
import { type Emit, withEvents } from '../live/outbox'
import { getShortlistFor, type HeldShortlist, lockShortlistFor } from './access'
import { hashCommitment } from './core/commitment'
import { getEntry, tellEntries, tellShortlist, touchEntry } from './record-changes'
import { loadActors, showShortlist } from './show-shortlist'

type ScorecardRow = typeof shortlistScorecards.$inferSelect
type EntryRow = typeof shortlistEntries.$inferSelect

/**
 * Says what the candidates of a shortlist are scored by, and by whom. With a panel its scores are committed first and revealed together.
 *
 * @throws not_found, forbidden as `lockShortlistFor`
 * @throws conflict `criteria.not-fixed`
 * @throws conflict `scoring.has-begun`  somebody has scored already
 * @throws invalid `scoring.not-a-member`  somebody of the panel is no member
 */
export async function setScoring(ctx: PersonCtx, { shortlistId, competencies, panel }: SetScoring) {
  return withEvents(ctx, async (tx, emit) => {
    const { shortlist } = await lockShortlistFor(ctx, tx, shortlistId, 'edit')
    await admitScores(ctx, tx, { ...shortlist, shown: false })
    const [{ cards } = { cards: 0 }] = await tx
      .select({ cards: count() })
      .from(shortlistScorecards)
      .innerJoin(shortlistEntries, eq(shortlistEntries.id, shortlistScorecards.entryId))
      .where(eq(shortlistEntries.shortlistId, shortlistId))
    if (cards > 0) throw conflict('scoring.has-begun', {}, 'Somebody has scored already, so that what is scored stays as it is.')
    const known = await membersAmong(tx, shortlist.organisationId, panel)
    if (known.length < new Set(panel).size) throw invalid('scoring.not-a-member', 'Somebody of this panel is no member any more.')
    const [row] = await tx
      .update(shortlists)
      .set({ competencies, panel: known, version: shortlist.version + 1 })
      .where(eq(shortlists.id, shortlistId))
      .returning()
    if (!row) throw new Error('A locked shortlist is missing.')
    const details = { kind: 'scoring', competencies: competencies.length, panel: known.length }
    await recordAudit(ctx, tx, { organisationId: row.organisationId, act: 'shortlist.changed', subjectId: shortlistId, details })
    tellShortlist(ctx, emit, row)
    return showShortlist(row)
  })
}

/**
 * The scorecards of one entry, as far as the reader may see them now: without a panel, the others' once their own is in; with one, all
 * once they are revealed. Until then who has committed, and each one's hash. Throws as `getShortlistFor`; `entry.not-found`.
 * @throws conflict `criteria.not-fixed`  nobody has said yet what candidates of the posting are judged by
 */
export async function getScorecards(ctx: PersonCtx, input: { shortlistId: string; entryId: string }): Promise<Scorecards> {
  const held = await getShortlistFor(ctx, input.shortlistId, 'view')
  return showScorecards(ctx, ctx.db, held, await getEntry(ctx.db, input.shortlistId, input.entryId))
}

/**
 * Commits to one's own scorecard: it is kept encrypted under its hash and can not be changed. When the last of a panel has, all are revealed.
 * The same one sent again changes nothing.
 *
 * @throws not_found, forbidden as `lockShortlistFor`; `scorecard.not-on-panel`
 * @throws invalid `scorecard.other-competencies`, `scorecard.wrong-hash`
 * @throws conflict `scorecard.is-in`  one's own is there already and says something else; `scorecard.revealed`  the panel's were revealed before
 */
export async function submitScorecard(ctx: PersonCtx, input: SubmitScorecard): Promise<Scorecards> {
  const { shortlistId, entryId, hash, ...words } = input
  if ((await hashCommitment({ entryId, ...words })) !== hash)
    throw invalid('scorecard.wrong-hash', 'This hash is not that of these scores and this salt.')
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, shortlistId, 'vote')
    const { shortlist } = held
    const entry = await getEntry(tx, shortlistId, entryId)
    const { personId } = ctx.actor
    if (shortlist.panel.length > 0 && !shortlist.panel.includes(personId))
      throw new AppError('forbidden', 'scorecard.not-on-panel', { message: 'You are not on the panel that scores here.' })
    const asked = [...shortlist.competencies].sort().join('\n')
    if (asked === '' || Object.keys(words.scores).sort().join('\n') !== asked)
      throw invalid('scorecard.other-competencies', 'Score each of the competencies of this shortlist, and no other.')
    // Who has read the others' commits to nothing any more.
    if (shortlist.panel.length > 0 && entry.revealedAt !== null && !(await hasCard(tx, entryId, personId)))
      throw conflict('scorecard.revealed', {}, 'The scores of the panel were revealed. Nobody can add their own after that.')
    const id = ctx.newId('scorecard')
    const sealed = await ctx.seal(JSON.stringify(words), sealName(id))
    const added = await tx
      .insert(shortlistScorecards)
      .values({ id, entryId, personId, hash, sealed, committedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: shortlistScorecards.id })
    if (added.length === 0) {
      const [own] = await tx
        .select({ hash: shortlistScorecards.hash })
        .from(shortlistScorecards)
        .where(and(eq(shortlistScorecards.entryId, entryId), eq(shortlistScorecards.personId, personId)))
      if (own?.hash !== hash) throw conflict('scorecard.is-in', {}, 'Your scorecard is in, and what is in stays as it is.')
      return showScorecards(ctx, tx, held, entry)
    }
    const act = shortlist.panel.length > 0 ? ('scores.committed' as const) : ('scorecard.submitted' as const)
    await recordAudit(ctx, tx, { organisationId: shortlist.organisationId, act, subjectId: shortlistId, details: { entryId } })
    const cards = await tx
      .select({ by: shortlistScorecards.personId })
      .from(shortlistScorecards)
      .where(eq(shortlistScorecards.entryId, entryId))
    const awaited = await membersAmong(tx, shortlist.organisationId, shortlist.panel)
    const isLast = shortlist.panel.length > 0 && awaited.every((id) => cards.some(({ by }) => by === id))
    return showScorecards(ctx, tx, held, isLast ? await reveal(ctx, tx, emit, held, entry) : await touch(ctx, tx, emit, held, entry))
  })
}

/**
 * Reveals what the panel has committed so far, for everybody together: nobody commits after that. Only an owner may, before the last has.
 * @throws not_found, forbidden as `lockShortlistFor`; `scorecard.owner-reveals`
 * @throws conflict `scorecard.own-first`  they are on the panel themselves, and theirs is not in
 */
export async function revealScores(ctx: PersonCtx, input: { shortlistId: string; entryId: string }): Promise<Scorecards> {
  return withEvents(ctx, async (tx, emit) => {
    const held = await lockShortlistFor(ctx, tx, input.shortlistId, 'edit')
    if (held.role !== 'owner')
      throw new AppError('forbidden', 'scorecard.owner-reveals', { message: 'Before the last of the panel, only an owner reveals.' })
    const entry = await getEntry(tx, input.shortlistId, input.entryId)
    const { personId } = ctx.actor
    if (held.shortlist.panel.includes(personId) && !(await hasCard(tx, entry.id, personId)))
      throw conflict('scorecard.own-first', {}, 'You are on the panel: commit your own scores first.')
    return showScorecards(ctx, tx, held, entry.revealedAt === null ? await reveal(ctx, tx, emit, held, entry) : entry)
  })
}

async function hasCard(tx: Db, entryId: string, personId: string): Promise<boolean> {
  const own = and(eq(shortlistScorecards.entryId, entryId), eq(shortlistScorecards.personId, personId))
  return (await tx.$count(shortlistScorecards, own)) > 0
}

const sealName = (id: string) => `shortlist_scorecards.sealed:${id}`

async function reveal(ctx: PersonCtx, tx: Db, emit: Emit, held: HeldShortlist, entry: EntryRow): Promise<EntryRow> {
  const revealedAt = ctx.now()
  await tx.update(shortlistEntries).set({ revealedAt }).where(eq(shortlistEntries.id, entry.id))
  const { organisationId, id: subjectId } = held.shortlist
  await recordAudit(ctx, tx, { organisationId, act: 'scores.revealed', subjectId, details: { entryId: entry.id } })
  return { ...(await touch(ctx, tx, emit, held, entry)), revealedAt }
}

/** The room hears that there is something to ask for, and nothing of what it is. */
async function touch(ctx: PersonCtx, tx: Db, emit: Emit, { shortlist }: HeldShortlist, entry: EntryRow): Promise<EntryRow> {
  await touchEntry(tx, entry.id)
  await tellEntries(ctx, tx, emit, shortlist, [entry.id])
  return entry
}

async function showScorecards(ctx: PersonCtx, db: Db, { shortlist }: HeldShortlist, entry: EntryRow): Promise<Scorecards> {
  const rows = await db
    .select()
    .from(shortlistScorecards)
    .where(eq(shortlistScorecards.entryId, entry.id))
    .orderBy(asc(shortlistScorecards.committedAt), asc(shortlistScorecards.id))
  const isSealed = shortlist.panel.length > 0
  const own = rows.find(({ personId }) => personId === ctx.actor.personId)
  const isRevealed = isSealed ? entry.revealedAt !== null : own !== undefined
  const names = await loadActors(db, [...shortlist.panel, ...rows.map(({ personId }) => personId)])
  const nameOf = (id: string): ShortlistActor => names.get(id) ?? { personId: null, guestId: null, name: 'Somebody who has left' }
  const shown = isRevealed ? rows : rows.filter((row) => row === own)
  await admitScores(ctx, db, { ...shortlist, shown: shown.length > 0 })
  return {
    competencies: shortlist.competencies,
    panel: shortlist.panel,
    isRevealed,
    committed: [...new Set([...shortlist.panel, ...rows.map(({ personId }) => personId)])].map((id) => ({
      by: nameOf(id),
      hash: rows.find(({ personId }) => personId === id)?.hash ?? null,
    })),
    cards: await Promise.all(shown.map(async (row) => ({ by: nameOf(row.personId), ...(await openCard(ctx, row)) }))),
  }
}

/** A card with whether it is still what its author committed to. */
async function openCard(ctx: PersonCtx, row: ScorecardRow): Promise<Omit<ShownScorecard, 'by'>> {
  const words = z.object(ScorecardWords).parse(JSON.parse(await ctx.unseal(row.sealed, sealName(row.id))))
  const isIntact = (await hashCommitment({ entryId: row.entryId, ...words })) === row.hash
  return { ...words, hash: row.hash, isIntact }
}

async function membersAmong(tx: Db, organisationId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organisationId, organisationId), inArray(members.personId, [...ids])))
  return rows.map(({ personId }) => personId)
}
