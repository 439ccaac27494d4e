import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { candidates, hiringApplications, interviewInvitations, interviewPanels, organisations, people, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { getHiringApplicationFor, type HiringRow } from '../hiring/access'
import type { Right } from '../identity/access'
import type { HeldPosting } from '../postings/access'

export type InvitationRow = typeof interviewInvitations.$inferSelect

/**
 * An invitation of one of the person's organisations, with the application that it belongs to.
 * @throws not_found  it does not exist, or they are no member: both alike
 * @throws forbidden  `organisation.right-missing`
 */
export async function getInvitationFor(
  ctx: PersonCtx,
  invitationId: string,
  right: Right,
  db: Db = ctx.db,
): Promise<HeldPosting & { application: HiringRow; invitation: InvitationRow }> {
  const [invitation] = await db.select().from(interviewInvitations).where(eq(interviewInvitations.id, invitationId))
  if (!invitation) throw notFound('interview-invitation', invitationId)
  const held = await getHiringApplicationFor(ctx, invitation.applicationId, right, db).catch((error) => {
    // A stranger is told of what they asked for, as if it did not exist.
    throw error instanceof Error && 'code' in error && error.code === 'not_found' ? notFound('interview-invitation', invitationId) : error
  })
  return { ...held, invitation }
}

/** An invitation as its link opens it, with what its candidate may know of the employer. */
export interface HeldOffer {
  invitation: InvitationRow
  title: string
  organisationName: string
  /** The application still runs, so that there is something to meet for. */
  isOpen: boolean
  /** Where mail about it goes, for a candidate without an account. */
  email: string | null
  ownTimeZone: string | null
}

/** @throws not_found  nobody has that link */
export async function findOffer(ctx: Ctx, db: Db, token: string): Promise<HeldOffer> {
  const offer = await readOffer(db, eq(interviewInvitations.tokenHash, await hashToken(ctx, token)))
  if (!offer) throw notFound('interview', 'link')
  return offer
}

/** The same by the id of the invitation. */
export async function getOffer(db: Db, invitationId: string): Promise<HeldOffer> {
  const offer = await readOffer(db, eq(interviewInvitations.id, invitationId))
  if (!offer) throw notFound('interview-invitation', invitationId)
  return offer
}

async function readOffer(db: Db, which: ReturnType<typeof eq>): Promise<HeldOffer | null> {
  const [row] = await db
    .select({
      invitation: interviewInvitations,
      title: postings.title,
      organisationName: organisations.name,
      ending: hiringApplications.dispositionKind,
      email: candidates.email,
      ownTimeZone: people.timeZone,
    })
    .from(interviewInvitations)
    .innerJoin(hiringApplications, eq(hiringApplications.id, interviewInvitations.applicationId))
    .innerJoin(candidates, eq(candidates.id, hiringApplications.candidateId))
    .innerJoin(postings, eq(postings.id, interviewInvitations.postingId))
    .innerJoin(organisations, eq(organisations.id, interviewInvitations.organisationId))
    .leftJoin(people, eq(people.id, interviewInvitations.personId))
    .where(which)
  if (!row) return null
  const { ending, ...offer } = row
  return { ...offer, isOpen: ending === null }
}

/** Everybody who may be asked to take part, in the order of their ids. */
export async function listPanel(db: Db, invitationId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: interviewPanels.personId })
    .from(interviewPanels)
    .where(eq(interviewPanels.invitationId, invitationId))
    .orderBy(asc(interviewPanels.personId))
  return rows.map(({ personId }) => personId)
}

/** Who picks a time of these people waits for whoever is just doing so. Taken in the order of ids, so that no two wait for each other. */
export async function holdTimesOf(tx: Db, personIds: readonly string[]): Promise<void> {
  for (const id of [...personIds].sort()) await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`scheduling ${id}`}, 0))`)
}

export const hashToken = (ctx: Ctx, token: string) => ctx.hash(`scheduling.invitation:${token}`)
export const tokenName = (invitationId: string) => `interview_invitations.sealed_token:${invitationId}`
/** The page on which the holder of the link answers. */
export async function pathOf(ctx: Ctx, { id, sealedToken }: Pick<InvitationRow, 'id' | 'sealedToken'>): Promise<string | null> {
  return sealedToken === null ? null : `/interview/${await ctx.unseal(sealedToken, tokenName(id))}`
}
