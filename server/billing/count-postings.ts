import { and, eq } from 'drizzle-orm'
import { postings } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { listCreditedPostings } from './posting-allowance'

/** Published postings of an organisation: those that its plan carries, and those that a credit does. A paused one is not open. */
export async function countOpenPostings(ctx: Ctx, organisationId: string): Promise<{ byPlan: number; byCredit: number }> {
  const open = await ctx.db
    .select({ id: postings.id })
    .from(postings)
    .where(and(eq(postings.organisationId, organisationId), eq(postings.state, 'published')))
  const credited = await listCreditedPostings(
    ctx,
    ctx.db,
    open.map(({ id }) => id),
  )
  return { byPlan: open.length - credited.size, byCredit: credited.size }
}
