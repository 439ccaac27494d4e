import { asc, eq } from 'drizzle-orm'
import type { ShortlistEvent, ShortlistFile, ShortlistHistory } from '../../contract/shortlists'
import { shortlistEvents } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { getShortlistFor } from './access'
import { loadCards } from './load-cards'
import { loadActors } from './show-shortlist'

/** Everything that ever happened to a shortlist, oldest first: who, when, and why. Throws as `getShortlistFor`. */
export async function listHistory(ctx: PersonCtx, shortlistId: string): Promise<ShortlistHistory> {
  const { shortlist } = await getShortlistFor(ctx, shortlistId, 'view')
  const events = await loadHistory(ctx, shortlistId)
  const ids = events.flatMap(({ change }) => (change.kind === 'added' ? change.applicationId : []))
  const cards = await loadCards(ctx.db, shortlist, ids, ctx.now())
  return {
    name: shortlist.name,
    events,
    names: Object.fromEntries([...cards].map(([id, { name, label }]) => [id, name ?? label])),
  }
}

/** The same as a file that replays anywhere, without names of candidates. That it was taken stands in the audit log. */
export async function exportShortlist(ctx: PersonCtx, shortlistId: string): Promise<ShortlistFile> {
  const { shortlist } = await getShortlistFor(ctx, shortlistId, 'edit')
  const events = await loadHistory(ctx, shortlistId)
  await recordAudit(ctx, ctx.db, { organisationId: shortlist.organisationId, act: 'shortlist.exported', subjectId: shortlistId })
  return { format: 'numerojobs-shortlist-history', version: 1, shortlistId, exportedAt: ctx.now().toISOString(), events }
}

async function loadHistory(ctx: PersonCtx, shortlistId: string): Promise<ShortlistEvent[]> {
  const rows = await ctx.db
    .select({
      seq: shortlistEvents.seq,
      change: shortlistEvents.change,
      actorId: shortlistEvents.actorId,
      guestId: shortlistEvents.guestId,
      at: shortlistEvents.at,
    })
    .from(shortlistEvents)
    .where(eq(shortlistEvents.shortlistId, shortlistId))
    .orderBy(asc(shortlistEvents.seq))
  const actors = await loadActors(
    ctx.db,
    rows.map(({ actorId, guestId }) => actorId ?? guestId),
  )
  return rows.map(({ seq, change, actorId, guestId, at }) => ({
    seq,
    change,
    by: actors.get(actorId ?? guestId ?? '') ?? null,
    at: at.toISOString(),
  }))
}
