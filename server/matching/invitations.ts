import { and, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { hiringRoom, personRoom } from '../../contract/live'
import {
  type AnswerInvitation,
  INVITATIONS_OF_ORGANISATION_MAX,
  INVITATIONS_OF_PERSON_MAX,
  type InviteCandidate,
  type JobInvitation,
  type JobInvitations,
  Match,
  SeekerFacts,
  type SentInvitation,
} from '../../contract/matching'
import type { Db } from '../../db/client'
import {
  findablePeople,
  invitationRefusals,
  jobInvitations,
  matchFacts,
  matchReceipts,
  organisations,
  people,
  postings,
} from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, notFound } from '../core/errors'
import { refuseWhenOff } from '../flags/is-on'
import { listApplicants, listAppliedPostings } from '../hiring/list-applicants'
import { withEvents } from '../live/outbox'
import { notify } from '../notifications/notify'
import { getPostingFor } from '../postings/access'
import { reasonsOf } from './reasons-of'

const WEEK_MS = 7 * 86_400_000
/** What somebody is shown of their invitations; older ones are in their download. */
const SHOWN_MAX = 100

/**
 * Asks somebody who was found for a posting to apply to it. They read who asks, for what and why them, and are told by the channels they chose; who they are
 * stays with them until they apply. Again changes nothing.
 *
 * @throws not_found  the posting is none of the actor's; or `candidate.not-found`: nobody who can be found now stands behind this receipt for this posting
 * @throws forbidden  `organisation.right-missing`
 * @throws conflict   `flags.switched-off`; `matching.posting-not-public`; `matching.already-applied`
 * @throws too_many   `matching.organisation-invites-often`, `matching.person-invited-often`: in seven days, `INVITATIONS_OF_…_MAX`
 */
export async function inviteCandidate(ctx: PersonCtx, { postingId, receiptId }: InviteCandidate): Promise<SentInvitation> {
  const { posting, organisationName } = await getPostingFor(ctx, postingId, 'candidate.contact')
  const { organisationId, jobId } = posting
  if (posting.state !== 'published' || jobId === null)
    throw conflict('matching.posting-not-public', { postingId }, 'This posting takes no applications now, so nobody is invited to it.')
  await refuseWhenOff(
    ctx,
    'candidate-invitations',
    { key: organisationId, organisationId },
    'Inviting people is switched off for a while. Nothing is lost: they stay in this list.',
  )
  const found = await openFound(ctx, { organisationId, jobId, receiptId })
  return withEvents(ctx, async (tx, emit) => {
    // One at a time for an organisation, and for a person, so that limits hold when several colleagues press at once.
    for (const key of [organisationId, found.personId])
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`invitations:${key}`}, 0))`)
    const { personId, title, reasons } = found
    const [before] = await tx
      .select()
      .from(jobInvitations)
      .where(and(eq(jobInvitations.postingId, postingId), eq(jobInvitations.personId, personId)))
    const applied = await listAppliedPostings(tx, personId, [postingId])
    const unwilling = await listUnwilling(tx, { organisationId, postingId })
    const [findable] = await tx.select({ since: findablePeople.since }).from(findablePeople).where(eq(findablePeople.personId, personId))
    if (unwilling.includes(personId) || !findable) throw notFound('candidate', receiptId)
    if (before) return showSent(before, applied.get(postingId) ?? null)
    if (applied.has(postingId))
      throw conflict('matching.already-applied', { postingId }, 'They have applied for this posting already. Look at your pipeline.')
    await refuseOften(ctx, tx, { organisationId, personId })
    const now = ctx.now()
    const row = {
      id: ctx.newId('jobInvitation'),
      personId,
      organisationId,
      postingId,
      jobId,
      invitedById: ctx.actor.personId,
      title,
      reasons,
      invitedAt: now,
      declinedAt: null,
    }
    await tx.insert(jobInvitations).values(row)
    await notify(ctx, tx, emit, {
      personId,
      data: {
        event: 'job.invited',
        invitationId: row.id,
        jobTitle: posting.title.slice(0, 300),
        companyName: organisationName.slice(0, 300),
      },
      key: row.id,
    })
    for (const room of [hiringRoom(postingId), personRoom(personId)])
      emit(room, { type: 'hiring.invitation-changed', version: 1, data: { invitationId: row.id } })
    await recordAudit(ctx, tx, {
      organisationId,
      act: 'candidate.invited',
      subjectId: receiptId,
      details: { postingId, invitationId: row.id },
    })
    return showSent(row, null)
  })
}

/**
 * What became of the invitations to a posting, newest first. Nobody is named by them.
 * @throws not_found, forbidden as `getPostingFor`
 */
export async function listSentInvitations(ctx: PersonCtx, postingId: string): Promise<{ data: SentInvitation[] }> {
  await getPostingFor(ctx, postingId, 'candidate.view')
  const rows = await ctx.db
    .select()
    .from(jobInvitations)
    .where(eq(jobInvitations.postingId, postingId))
    .orderBy(desc(jobInvitations.invitedAt), desc(jobInvitations.id))
  const applied = await listApplicants(ctx.db, postingId)
  return { data: rows.map((row) => showSent(row, applied.get(row.personId) ?? null)) }
}

/** Who asked the person to apply, for what and why, newest first; and which organisations may not any more. */
export async function listMyInvitations(ctx: PersonCtx): Promise<JobInvitations> {
  const { personId } = ctx.actor
  const [rows, refused] = await Promise.all([
    ctx.db
      .select({
        invitation: jobInvitations,
        organisationName: organisations.name,
        postingTitle: postings.title,
        postingState: postings.state,
        invitedBy: people.name,
      })
      .from(jobInvitations)
      .innerJoin(organisations, eq(organisations.id, jobInvitations.organisationId))
      .innerJoin(postings, eq(postings.id, jobInvitations.postingId))
      .leftJoin(people, eq(people.id, jobInvitations.invitedById))
      .where(eq(jobInvitations.personId, personId))
      .orderBy(desc(jobInvitations.invitedAt), desc(jobInvitations.id))
      .limit(SHOWN_MAX),
    ctx.db
      .select({
        organisationId: invitationRefusals.organisationId,
        organisationName: organisations.name,
        since: invitationRefusals.since,
      })
      .from(invitationRefusals)
      .innerJoin(organisations, eq(organisations.id, invitationRefusals.organisationId))
      .where(eq(invitationRefusals.personId, personId))
      .orderBy(desc(invitationRefusals.since), invitationRefusals.organisationId),
  ])
  const postingIds = rows.map(({ invitation }) => invitation.postingId)
  const applied = postingIds.length === 0 ? new Map<string, string>() : await listAppliedPostings(ctx.db, personId, postingIds)
  const data = rows.map(({ invitation, organisationName, postingTitle, postingState, invitedBy }): JobInvitation => {
    const { id, postingId, jobId, organisationId, reasons, invitedAt, declinedAt } = invitation
    const applicationId = applied.get(postingId) ?? null
    const state = applicationId !== null ? 'applied' : declinedAt !== null ? 'declined' : postingState === 'published' ? 'open' : 'closed'
    return {
      id,
      postingId,
      jobId,
      jobTitle: postingTitle,
      organisationId,
      organisationName,
      invitedBy,
      reasons,
      invitedAt: invitedAt.toISOString(),
      state,
      applicationId,
    }
  })
  return { data, refused: refused.map(({ since, ...organisation }) => ({ ...organisation, since: since.toISOString() })) }
}

/**
 * Says no to an invitation, or to all of its organisation from now on. They are not found for the posting any more, and the team sees that one declined.
 * The same answer twice is one.
 * @throws not_found  it is none of theirs
 */
export async function answerInvitation(ctx: PersonCtx, { invitationId, answer }: AnswerInvitation): Promise<JobInvitations> {
  const { personId } = ctx.actor
  await withEvents(ctx, async (tx, emit) => {
    const [row] = await tx
      .select()
      .from(jobInvitations)
      .where(and(eq(jobInvitations.id, invitationId), eq(jobInvitations.personId, personId)))
      .for('update')
    if (!row) throw notFound('invitation', invitationId)
    const { organisationId, postingId } = row
    const now = ctx.now()
    if (answer === 'refuse') await tx.insert(invitationRefusals).values({ personId, organisationId, since: now }).onConflictDoNothing()
    if (row.declinedAt !== null) return
    await tx.update(jobInvitations).set({ declinedAt: now }).where(eq(jobInvitations.id, invitationId))
    for (const room of [hiringRoom(postingId), personRoom(personId)])
      emit(room, { type: 'hiring.invitation-changed', version: 2, data: { invitationId } })
    // The team's log says that it was declined; who declined is not theirs to know.
    await recordAudit({ ...ctx, actor: { role: 'system', key: 'system', name: 'system' } }, tx, {
      organisationId,
      act: 'candidate.invitation-declined',
      subjectId: invitationId,
      details: { postingId },
    })
  })
  return listMyInvitations(ctx)
}

/** Lets an organisation invite the person again. What they declined stays declined. */
export async function allowInvitations(ctx: PersonCtx, organisationId: string): Promise<JobInvitations> {
  const { personId } = ctx.actor
  await ctx.transact((tx) =>
    tx
      .delete(invitationRefusals)
      .where(and(eq(invitationRefusals.personId, personId), eq(invitationRefusals.organisationId, organisationId))),
  )
  return listMyInvitations(ctx)
}

/** Who declined an invitation to this posting, or wants none of this organisation. */
export async function listUnwilling(
  db: Db,
  { organisationId, postingId }: { organisationId: string; postingId: string },
): Promise<string[]> {
  const [declined, refusing] = await Promise.all([
    db
      .select({ personId: jobInvitations.personId })
      .from(jobInvitations)
      .where(and(eq(jobInvitations.postingId, postingId), isNotNull(jobInvitations.declinedAt)))
      .orderBy(jobInvitations.personId),
    db
      .select({ personId: invitationRefusals.personId })
      .from(invitationRefusals)
      .where(eq(invitationRefusals.organisationId, organisationId))
      .orderBy(invitationRefusals.personId),
  ])
  return [...declined, ...refusing].map(({ personId }) => personId)
}

/** Who was invited to this posting and did not decline. */
export async function listInvited(db: Db, postingId: string): Promise<string[]> {
  const rows = await db
    .select({ personId: jobInvitations.personId })
    .from(jobInvitations)
    .where(and(eq(jobInvitations.postingId, postingId), isNull(jobInvitations.declinedAt)))
    .orderBy(jobInvitations.personId)
  return rows.map(({ personId }) => personId)
}

async function refuseOften(ctx: PersonCtx, tx: Db, { organisationId, personId }: { organisationId: string; personId: string }) {
  const isLately = gt(jobInvitations.invitedAt, new Date(ctx.now().getTime() - WEEK_MS))
  const ofOrganisation = await tx.$count(jobInvitations, and(eq(jobInvitations.organisationId, organisationId), isLately))
  if (ofOrganisation >= INVITATIONS_OF_ORGANISATION_MAX)
    throw new AppError('too_many', 'matching.organisation-invites-often', {
      message: `Your organisation invited ${INVITATIONS_OF_ORGANISATION_MAX} people in seven days. Wait for their answers.`,
    })
  const ofPerson = await tx.$count(jobInvitations, and(eq(jobInvitations.personId, personId), isLately))
  if (ofPerson >= INVITATIONS_OF_PERSON_MAX)
    throw new AppError('too_many', 'matching.person-invited-often', {
      message: `They were invited ${INVITATIONS_OF_PERSON_MAX} times in seven days, by all organisations together. Try again next week.`,
    })
}

/** Only what a receipt keeps of somebody who was found, for who it was kept for. */
const KeptMatch = z.object({ match: Match })

/** Who stands behind a receipt that this organisation was shown for this job, with what the ranking knew of them. */
async function openFound(
  ctx: PersonCtx,
  { organisationId, jobId, receiptId }: { organisationId: string; jobId: string; receiptId: string },
) {
  const [receipt] = await ctx.db
    .select({ personId: matchReceipts.personId, factsHash: matchReceipts.factsHash, document: matchReceipts.document })
    .from(matchReceipts)
    .where(and(eq(matchReceipts.id, receiptId), eq(matchReceipts.organisationId, organisationId), eq(matchReceipts.jobId, jobId)))
  if (!receipt) throw notFound('candidate', receiptId)
  const { personId, factsHash, document } = receipt
  const factsId = `${personId}:${factsHash}`
  const [kept] = await ctx.db.select({ facts: matchFacts.facts }).from(matchFacts).where(eq(matchFacts.id, factsId))
  if (!kept) throw notFound('candidate', receiptId)
  const { match } = KeptMatch.parse(JSON.parse(await ctx.unseal(document, `match_receipts.document:${receiptId}`)))
  const facts = SeekerFacts.parse(JSON.parse(await ctx.unseal(kept.facts, `match_facts.facts:${factsId}`)))
  return { personId, title: facts.titles[0]?.text ?? null, reasons: reasonsOf(match) }
}

function showSent(row: typeof jobInvitations.$inferSelect, applicationId: string | null): SentInvitation {
  const { id, postingId, title, invitedAt, declinedAt } = row
  const state = applicationId !== null ? 'applied' : declinedAt !== null ? 'declined' : 'invited'
  return { id, postingId, title, invitedAt: invitedAt.toISOString(), state, applicationId }
}
