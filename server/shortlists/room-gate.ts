import { and, asc, eq, isNull } from 'drizzle-orm'
import { shortlistRoom } from '../../contract/live'
import { shortlists } from '../../db/schema'
import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { getShortlistFor } from './access'

/** Who may listen in the room of a shortlist: its organisation's members, and its own guests. */
export async function enterShortlistRoom(ctx: Ctx, shortlistId: string): Promise<{ role: 'view' | 'edit' }> {
  const actor = ctx.actor.role === 'guest' ? ctx.actor : asPerson(ctx.actor, 'shortlists:read')
  await getShortlistFor({ ...ctx, actor }, shortlistId, 'view')
  return { role: 'view' }
}

/** Everybody in the open shortlists of an organisation shows a new ticket: somebody's rights have ended or changed. */
export async function closeShortlistRooms(ctx: Ctx, organisationId: string): Promise<void> {
  const rows = await ctx.db
    .select({ id: shortlists.id })
    .from(shortlists)
    .where(and(eq(shortlists.organisationId, organisationId), isNull(shortlists.closedAt)))
    .orderBy(asc(shortlists.id))
  for (const { id } of rows) await ctx.reauthoriseRoom(shortlistRoom(id))
}
