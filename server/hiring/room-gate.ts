import { and, asc, eq, gt, ne, or } from 'drizzle-orm'
import { hiringRoom, textRoom } from '../../contract/live'
import { interviewInvitations, postings } from '../../db/schema'
import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { getPostingFor } from '../postings/access'

/** Who may listen in the room of a posting's pipeline: who may see its candidates. */
export async function enterHiringRoom(ctx: Ctx, postingId: string): Promise<{ role: 'view' | 'edit' }> {
  const actor = asPerson(ctx.actor, 'candidates:read')
  await getPostingFor({ ...ctx, actor }, postingId, 'candidate.view')
  return { role: 'view' }
}

/** Rooms that somebody may be in: those in which something happened lately. */
const LATELY_MS = 14 * 86_400_000

/**
 * Everybody in the pipelines of an organisation, and where its adverts and notes of interviews are typed together, shows a new ticket:
 * somebody's rights have ended or changed.
 */
export async function closePipelineRooms(ctx: Ctx, organisationId: string): Promise<void> {
  const since = new Date(ctx.now().getTime() - LATELY_MS)
  const rows = await ctx.db
    .select({ id: postings.id })
    .from(postings)
    .where(and(eq(postings.organisationId, organisationId), or(ne(postings.state, 'closed'), gt(postings.updatedAt, since))))
    .orderBy(asc(postings.id))
  const invitations = await ctx.db
    .select({ id: interviewInvitations.id })
    .from(interviewInvitations)
    .where(and(eq(interviewInvitations.organisationId, organisationId), gt(interviewInvitations.updatedAt, since)))
    .orderBy(asc(interviewInvitations.id))
  for (const { id } of rows) {
    await ctx.reauthoriseRoom(hiringRoom(id))
    await ctx.reauthoriseRoom(textRoom(id))
  }
  for (const { id } of invitations) await ctx.reauthoriseRoom(textRoom(id))
}
