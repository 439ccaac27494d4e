import { asPerson } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { getPostingFor } from '../postings/access'

/** Who may listen in the room of a posting's pipeline: who may see its candidates. */
export async function enterHiringRoom(ctx: Ctx, postingId: string): Promise<{ role: 'view' | 'edit' }> {
  const actor = asPerson(ctx.actor, 'candidates:read')
  await getPostingFor({ ...ctx, actor }, postingId, 'candidate.view')
  return { role: 'view' }
}
