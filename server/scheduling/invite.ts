import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { InterviewInvitation, InvitationsOfApplication, InviteToInterview } from '../../contract/scheduling'
import type { Db } from '../../db/client'
import { interviewInvitations, interviewPanels, interviewSeats, members } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, invalid, notFound } from '../core/errors'
import { toHex } from '../core/hex'
import { getHiringApplicationFor } from '../hiring/access'
import { loadHiringCards } from '../hiring/show-card'
import { hasRight } from '../identity/access'
import { withEvents } from '../live/outbox'
import { getInvitationFor, hashToken, type InvitationRow, tokenName } from './access'
import { findStarts } from './find-starts'
import { tellInterview } from './tell-interview'

const INVITATIONS_MAX = 30

/**
 * Invites a candidate to choose a time for an interview, from times at which its panel is free. With an id of the caller's own, the same
 * sent twice is one.
 *
 * @throws not_found, forbidden as `getHiringApplicationFor`
 * @throws conflict `interview.application-ended`
 * @throws invalid `interview.not-an-interviewer`  somebody of the panel is no member, or may only look; `interview.window-over`; `interview.too-many`
 */
export async function inviteToInterview(ctx: PersonCtx, input: InviteToInterview): Promise<InterviewInvitation> {
  const { invitationId, panel, windowFrom, windowUntil, ...facts } = input
  const id = invitationId ?? ctx.newId('interviewInvitation')
  const token = toHex(crypto.getRandomValues(new Uint8Array(20)))
  const [tokenHash, sealedToken] = await Promise.all([hashToken(ctx, token), ctx.seal(token, tokenName(id))])
  await withEvents(ctx, async (tx, emit) => {
    const { application } = await getHiringApplicationFor(ctx, input.applicationId, 'candidate.contact', tx)
    const { organisationId, postingId, stageId, personId, dispositionKind } = application
    if (dispositionKind !== null)
      throw conflict('interview.application-ended', {}, 'This application has ended. Take it back into the pipeline first.')
    const now = ctx.now()
    if (Date.parse(windowUntil) <= now.getTime()) throw invalid('interview.window-over', 'The last day of this window is over.')
    const held = await tx
      .select({ id: interviewInvitations.id })
      .from(interviewInvitations)
      .where(eq(interviewInvitations.applicationId, application.id))
    if (held.some((other) => other.id === id)) return
    if (held.length >= INVITATIONS_MAX)
      throw invalid('interview.too-many', `This application has ${INVITATIONS_MAX} invitations. Change one of these.`)
    const panelIds = [...new Set(panel)]
    await refuseOthersThanInterviewers(tx, organisationId, panelIds)
    const added = await tx
      .insert(interviewInvitations)
      .values({
        ...facts,
        id,
        organisationId,
        postingId,
        stageId,
        personId,
        windowFrom: new Date(windowFrom),
        windowUntil: new Date(windowUntil),
        tokenHash,
        sealedToken,
        createdBy: ctx.actor.personId,
        createdAt: now,
        updatedAt: now,
        interviewId: ctx.newId('interview'),
      })
      .onConflictDoNothing()
      .returning({ id: interviewInvitations.id })
    // An id that belongs to something else is nothing that this caller may know of.
    if (added.length === 0) throw notFound('interview-invitation', id)
    await tx.insert(interviewPanels).values(panelIds.map((member) => ({ invitationId: id, personId: member })))
    await tellInterview(ctx, tx, emit, { invitationId: id, what: 'invited', by: 'team', seated: [] })
  })
  const { invitation } = await getInvitationFor(ctx, id, 'candidate.view')
  return showInvitation(ctx, invitation)
}

/**
 * Calls an invitation off, or what was agreed: everybody learns it. Twice is the same as once. Throws as `getInvitationFor`.
 * @throws conflict `interview.has-begun`  who took part in it owes a scorecard, and must not lose their seat
 */
export async function callOffInvitation(ctx: PersonCtx, invitationId: string): Promise<InterviewInvitation> {
  return withEvents(ctx, async (tx, emit) => {
    const { invitation } = await getInvitationFor(ctx, invitationId, 'candidate.contact', tx)
    if (hasBegun(invitation, ctx.now()))
      throw conflict('interview.has-begun', {}, 'This interview has begun. It can not be called off any more.')
    const seated = await endInvitation(ctx, tx, invitation.id, 'team')
    if (seated) await tellInterview(ctx, tx, emit, { invitationId, what: 'called-off', by: 'team', seated })
    return showInvitation(ctx, (await getInvitationFor(ctx, invitationId, 'candidate.view', tx)).invitation, tx)
  })
}

/** Frees everybody's time. `null`: it was called off before; else who took part. */
export async function endInvitation(ctx: Ctx, tx: Db, invitationId: string, by: 'candidate' | 'team'): Promise<string[] | null> {
  const [row] = await tx.select().from(interviewInvitations).where(eq(interviewInvitations.id, invitationId)).for('update')
  if (!row || row.calledOffAt !== null) return null
  const seats = await tx
    .delete(interviewSeats)
    .where(eq(interviewSeats.invitationId, invitationId))
    .returning({ personId: interviewSeats.personId })
  const now = ctx.now()
  await tx
    .update(interviewInvitations)
    .set({ calledOffAt: now, calledOffBy: by, updatedAt: now, version: row.version + 1 })
    .where(eq(interviewInvitations.id, invitationId))
  return seats.map(({ personId }) => personId)
}

/** The invitations of an application, the newest first. Throws as `getHiringApplicationFor`. */
export async function listInvitations(ctx: PersonCtx, applicationId: string): Promise<InvitationsOfApplication> {
  const { application, posting, role } = await getHiringApplicationFor(ctx, applicationId, 'candidate.view')
  const [card] = await loadHiringCards(ctx.db, { postingId: posting.id, ids: [application.id] })
  const rows = await ctx.db
    .select()
    .from(interviewInvitations)
    .where(eq(interviewInvitations.applicationId, application.id))
    .orderBy(desc(interviewInvitations.createdAt), desc(interviewInvitations.id))
    .limit(INVITATIONS_MAX)
  return {
    organisationId: posting.organisationId,
    postingTitle: posting.title,
    candidate: card?.name ?? card?.label ?? 'Candidate',
    mayInvite: hasRight(role, 'candidate.contact') && application.dispositionKind === null,
    data: await Promise.all(rows.map((row) => showInvitation(ctx, row))),
  }
}

export async function showInvitation(ctx: Ctx, row: InvitationRow, db: Db = ctx.db): Promise<InterviewInvitation> {
  const state = stateOf(row)
  const seats = await db.select({ personId: interviewSeats.personId }).from(interviewSeats).where(eq(interviewSeats.invitationId, row.id))
  const { starts, panel } = await findStarts(ctx, db, row)
  return {
    id: row.id,
    applicationId: row.applicationId,
    postingId: row.postingId,
    organisationId: row.organisationId,
    kind: row.kind,
    lengthMinutes: row.lengthMinutes,
    bufferMinutes: row.bufferMinutes,
    windowFrom: row.windowFrom.toISOString(),
    windowUntil: row.windowUntil.toISOString(),
    mode: row.mode,
    timeZone: row.timeZone,
    place: row.place,
    link: row.link,
    state,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    calledOffBy: row.calledOffBy,
    isUnchecked: row.isUnchecked,
    panel: panel.map(({ personId, name, reliance }) => ({
      personId,
      name,
      reliance,
      isSeated: seats.some((seat) => seat.personId === personId),
    })),
    freeCount: state === 'open' ? starts.length : null,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  }
}

/** Whether the time that was agreed has come. */
export const hasBegun = ({ startsAt, calledOffAt }: InvitationRow, now: Date) =>
  startsAt !== null && calledOffAt === null && startsAt <= now

export function stateOf(row: InvitationRow): InterviewInvitation['state'] {
  if (row.calledOffAt !== null) return 'called-off'
  return row.startsAt === null ? 'open' : 'agreed'
}

async function refuseOthersThanInterviewers(tx: Db, organisationId: string, panel: readonly string[]): Promise<void> {
  const held = await tx
    .select({ personId: members.personId, role: members.role })
    .from(members)
    .where(and(eq(members.organisationId, organisationId), inArray(members.personId, [...panel])))
    .orderBy(asc(members.personId))
  const able = held.filter(({ role }) => hasRight(role, 'candidate.note'))
  if (able.length < panel.length)
    throw invalid('interview.not-an-interviewer', 'Somebody of this panel is no member any more, or may only look.', {
      panel: 'Choose members who may interview.',
    })
}
