import { and, eq, inArray } from 'drizzle-orm'
import type { OrganisationRole } from '../../contract/identity'
import type { PostingAct } from '../../contract/postings'
import type { Db } from '../../db/client'
import { members, organisations, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { notFound } from '../core/errors'
import { RIGHTS, type Right, refuseWithoutRight } from '../identity/access'

export type PostingRow = typeof postings.$inferSelect
/** A posting with what the person is in its organisation. */
export interface HeldPosting {
  posting: PostingRow
  role: OrganisationRole
  organisationName: string
}

/** The right that each act needs. */
export const RIGHT_FOR = {
  edit: 'posting.edit',
  submit: 'posting.edit',
  'take-back': 'posting.edit',
  approve: 'posting.approve',
  'send-back': 'posting.approve',
  publish: 'posting.publish',
  pause: 'posting.publish',
  resume: 'posting.publish',
  close: 'posting.publish',
} as const satisfies Record<PostingAct, Right>

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

/** The same, locked until the transaction ends: what is decided from it stays true. */
export async function holdPostingFor(ctx: PersonCtx, tx: Db, postingId: string, act: PostingAct): Promise<HeldPosting> {
  await tx.select({ id: postings.id }).from(postings).where(eq(postings.id, postingId)).for('update')
  return getPostingFor(ctx, postingId, RIGHT_FOR[act], tx)
}

/** Ids of the members who have a right. */
export async function listMembersWith(db: Db, organisationId: string, right: Right): Promise<string[]> {
  const rows = await db
    .select({ personId: members.personId })
    .from(members)
    .where(and(eq(members.organisationId, organisationId), inArray(members.role, [...RIGHTS[right]])))
    .orderBy(members.personId)
  return rows.map(({ personId }) => personId)
}
