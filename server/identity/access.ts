import { and, eq } from 'drizzle-orm'
import type { OrganisationRole } from '../../contract/identity'
import type { Db } from '../../db/client'
import { members, organisations } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { AppError, notFound } from '../core/errors'

/** What each role may do in its organisation. Areas of hiring ask by these words. */
export const RIGHTS = {
  'organisation.view': ['owner', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'organisation.invite': ['owner', 'recruiter'],
  'organisation.manage': ['owner'],
} as const satisfies Record<string, readonly OrganisationRole[]>
export type Right = keyof typeof RIGHTS

/**
 * An organisation that the person is a member of, with their role.
 * @throws not_found  it does not exist, or they are no member: both alike
 * @throws forbidden  their role lacks the right
 */
export async function getOrganisationFor(ctx: PersonCtx, id: string, right: Right, db: Db = ctx.db) {
  const [held] = await db
    .select({ organisation: organisations, role: members.role })
    .from(organisations)
    .innerJoin(members, and(eq(members.organisationId, organisations.id), eq(members.personId, ctx.actor.personId)))
    .where(eq(organisations.id, id))
  if (!held) throw notFound('organisation', id)
  const allowed: readonly OrganisationRole[] = RIGHTS[right]
  if (!allowed.includes(held.role))
    throw new AppError('forbidden', 'organisation.right-missing', {
      message: `As ${held.role.replace('_', ' ')} you may not do this. Ask an owner of ${held.organisation.name}.`,
      details: { right },
    })
  return held
}
