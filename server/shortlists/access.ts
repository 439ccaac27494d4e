import { and, eq, getTableColumns } from 'drizzle-orm'
import type { OrganisationRole } from '../../contract/identity'
import type { ShortlistActor, ShortlistRight } from '../../contract/shortlists'
import type { Db } from '../../db/client'
import { members, organisations, postings, shortlists } from '../../db/schema'
import type { Ctx, GuestActor, PersonActor } from '../core/ctx'
import { AppError, conflict, notFound } from '../core/errors'
import { hasRight, refuseWithoutRight } from '../identity/access'

/** A `Ctx` of somebody who may be on a shortlist: a member of its organisation, or its guest. */
export type ShortlistCtx = Ctx & { actor: PersonActor | GuestActor }
export type ShortlistRow = typeof shortlists.$inferSelect

/** A shortlist with what the one who asks is in it. */
export interface HeldShortlist {
  shortlist: ShortlistRow
  organisationName: string
  postingTitle: string
  /** `null` for a guest. */
  role: OrganisationRole | null
  right: ShortlistRight
}

/**
 * A shortlist that the one who asks may see.
 * @throws not_found  it does not exist, or they are neither member nor its guest: all alike
 * @throws forbidden  `organisation.right-missing`, `shortlist.guest-may-not`
 */
export async function getShortlistFor(
  ctx: ShortlistCtx,
  shortlistId: string,
  right: ShortlistRight,
  db: Db = ctx.db,
): Promise<HeldShortlist> {
  return hold(ctx, shortlistId, right, await select(ctx, shortlistId, db))
}

/**
 * The same, locked until the end of the transaction, so that its changes come one after another. Throws as `getShortlistFor`.
 * @throws conflict `shortlist.closed`  it was put away; `mayBeClosed` lets that pass
 */
export async function lockShortlistFor(
  ctx: ShortlistCtx,
  tx: Db,
  shortlistId: string,
  right: ShortlistRight,
  { mayBeClosed = false }: { mayBeClosed?: boolean } = {},
): Promise<HeldShortlist> {
  const held = hold(ctx, shortlistId, right, await select(ctx, shortlistId, tx).for('update', { of: shortlists }))
  if (held.shortlist.closedAt !== null && !mayBeClosed)
    throw conflict('shortlist.closed', {}, 'This shortlist was closed. Open it again to change it.')
  return held
}

/** How the others see who acts. */
export function actorOf({ actor }: ShortlistCtx): ShortlistActor {
  return actor.role === 'guest'
    ? { personId: null, guestId: actor.guestId, name: actor.name }
    : { personId: actor.personId, guestId: null, name: actor.name }
}

/** The id that votes are kept under. */
export const voterOf = ({ actor }: ShortlistCtx) => (actor.role === 'guest' ? actor.guestId : actor.personId)

function select({ actor }: ShortlistCtx, shortlistId: string, db: Db) {
  const isIt = eq(shortlists.id, shortlistId)
  const personId = actor.role === 'person' ? actor.personId : ''
  return db
    .select({
      shortlist: getTableColumns(shortlists),
      organisationName: organisations.name,
      postingTitle: postings.title,
      role: members.role,
    })
    .from(shortlists)
    .innerJoin(organisations, eq(organisations.id, shortlists.organisationId))
    .innerJoin(postings, eq(postings.id, shortlists.postingId))
    .leftJoin(members, and(eq(members.organisationId, shortlists.organisationId), eq(members.personId, personId)))
    .where(isIt)
}

type Found = { shortlist: ShortlistRow; organisationName: string; postingTitle: string; role: OrganisationRole | null }

function hold({ actor }: ShortlistCtx, shortlistId: string, right: ShortlistRight, [found]: Found[]): HeldShortlist {
  if (actor.role === 'guest') {
    if (!found || actor.shortlistId !== shortlistId) throw notFound('shortlist', shortlistId)
    if (right === 'edit' || (right === 'vote' && actor.right !== 'vote'))
      throw new AppError('forbidden', 'shortlist.guest-may-not', {
        message: 'Your link lets you look. Ask who sent it to let you vote as well.',
      })
    return { ...found, role: null, right: actor.right }
  }
  if (!found?.role) throw notFound('shortlist', shortlistId)
  refuseWithoutRight({ role: found.role, organisationName: found.organisationName }, `shortlist.${right}`)
  const held = hasRight(found.role, 'shortlist.edit') ? 'edit' : hasRight(found.role, 'shortlist.vote') ? 'vote' : 'view'
  return { ...found, role: found.role, right: held }
}
