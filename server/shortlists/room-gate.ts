import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { getShortlistFor } from './access'

/** Who may listen in the room of a shortlist: its organisation's members, and its own guests. */
export async function enterShortlistRoom(ctx: Ctx, shortlistId: string): Promise<{ role: 'view' | 'edit' }> {
  const actor = ctx.actor.role === 'guest' ? ctx.actor : asPerson(ctx.actor, 'shortlists:read')
  await getShortlistFor({ ...ctx, actor }, shortlistId, 'view')
  return { role: 'view' }
}
