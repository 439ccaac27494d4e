import { and, eq } from 'drizzle-orm'
import type { OrganisationRole } from '../../contract/identity'
import type { Db } from '../../db/client'
import { members, organisations, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { type Right, refuseWithoutRight } from '../identity/access'

export type PostingRow = typeof postings.$inferSelect
/** A posting with what the person is in its organisation. */
export interface HeldPosting {
  posting: PostingRow
  role: OrganisationRole
  organisationName: string
}

/**
 * A posting of an organisation that the person is a member of.
 * @throws not_found  it does not exist, or they are no member: both alike
 * @throws forbidden  `organisation.right-missing`
 */
export async function getPostingFor(ctx: PersonCtx, postingId: string, right: Right, db: Db = ctx.db): Promise<HeldPosting> {
  const [held] = await db
    .select({ posting: postings, role: members.role, organisationName: organisations.name })
    .from(postings)
    .innerJoin(organisations, eq(organisations.id, postings.organisationId))
    .innerJoin(members, and(eq(members.organisationId, organisations.id), eq(members.personId, ctx.actor.personId)))
    .where(eq(postings.id, postingId))
  if (!held) throw notFound('posting', postingId)
  refuseWithoutRight(held, right)
  return held
}
