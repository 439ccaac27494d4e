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
  'posting.view': ['owner', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'posting.edit': ['owner', 'recruiter', 'hiring_manager'],
  'posting.approve': ['owner', 'hiring_manager'],
  'posting.publish': ['owner', 'recruiter'],
  'candidate.view': ['owner', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'candidate.contact': ['owner', 'recruiter', 'hiring_manager'],
  'candidate.note': ['owner', 'recruiter', 'hiring_manager', 'interviewer'],
  'candidate.move': ['owner', 'recruiter', 'hiring_manager'],
  'candidate.manage': ['owner', 'recruiter'],
  'shortlist.view': ['owner', 'recruiter', 'hiring_manager', 'interviewer', 'viewer'],
  'shortlist.vote': ['owner', 'recruiter', 'hiring_manager', 'interviewer'],
  'shortlist.edit': ['owner', 'recruiter', 'hiring_manager'],
  'audit.view': ['owner'],
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
  refuseWithoutRight({ role: held.role, organisationName: held.organisation.name }, right)
  return held
}

/** @throws forbidden `organisation.right-missing` */
export function refuseWithoutRight(member: { role: OrganisationRole; organisationName: string }, right: Right): void {
  if (hasRight(member.role, right)) return
  throw new AppError('forbidden', 'organisation.right-missing', {
    message: `As ${member.role.replace('_', ' ')} you may not do this. Ask an owner of ${member.organisationName}.`,
    details: { right },
  })
}

/** Whether a role may do something in its organisation. */
export function hasRight(role: OrganisationRole, right: Right): boolean {
  const allowed: readonly OrganisationRole[] = RIGHTS[right]
  return allowed.includes(role)
}
