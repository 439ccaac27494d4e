import { and, asc, eq } from 'drizzle-orm'
import { hiringRoom } from '../../contract/live'
import type { GivenFeedback, InterviewRoom } from '../../contract/scheduling'
import type { Db } from '../../db/client'
import { interviewFeedback, interviewNotes, interviewSeats, people } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import { AppError, conflict, invalid } from '../core/errors'
import { loadHiringCards } from '../hiring/show-card'
import { hasRight } from '../identity/access'
import { withEvents } from '../live/outbox'
import { getInvitationFor } from './access'
import { hasBegun, showInvitation } from './invite'
import { findKit } from './kits'

/**
 * What an interviewer opens at the interview: the kit, the notes, and scorecards as far as the reader may see them now. Who takes part
 * sees the others' once their own is in; of the rest, who decides about candidates. That somebody saw them is written to the audit log.
 *
 * @throws not_found, forbidden as `getInvitationFor`
 */
export async function getInterviewRoom(ctx: PersonCtx, invitationId: string): Promise<InterviewRoom> {
  const { invitation, application, posting, role } = await getInvitationFor(ctx, invitationId, 'candidate.view')
  const [shown, [card], kit, [notes], seated, feedback] = await Promise.all([
    showInvitation(ctx, invitation),
    loadHiringCards(ctx.db, { postingId: posting.id, ids: [application.id] }),
    findKit(ctx.db, invitation.stageId),
    ctx.db.select({ words: interviewNotes.words }).from(interviewNotes).where(eq(interviewNotes.invitationId, invitationId)),
    listSeated(ctx.db, invitationId),
    listFeedback(ctx.db, invitationId),
  ])
  const { personId } = ctx.actor
  const isIn = (id: string) => feedback.some(({ by }) => by.personId === id)
  const takesPart = seated.some((seat) => seat.personId === personId)
  const isOwed = hasBegun(invitation, ctx.now())
  const maySee = takesPart ? isIn(personId) : hasRight(role, 'candidate.move')
  const visible = feedback.filter(({ by }) => by.personId === personId || maySee)
  if (visible.some(({ by }) => by.personId !== personId))
    await ctx.transact((tx) =>
      recordAudit(ctx, tx, { organisationId: posting.organisationId, act: 'interview.feedback-viewed', subjectId: application.id }),
    )
  return {
    invitation: shown,
    title: posting.title,
    candidate: card?.name ?? card?.label ?? 'Candidate',
    kit,
    notes: notes?.words ?? '',
    mayWrite: hasRight(role, 'candidate.note'),
    owesFeedback: isOwed && takesPart && !isIn(personId),
    missing: isOwed ? seated.filter((seat) => !isIn(seat.personId)).map(({ name }) => name) : [],
    feedback: visible,
    hiddenCount: feedback.length - visible.length,
  }
}

/**
 * Gives one's own scorecard, once: what is in stays as it is. The same again changes nothing. The candidate's side hears nothing of it.
 *
 * @throws not_found, forbidden as `getInvitationFor`; `interview.not-yours`
 * @throws invalid `interview.other-competencies`
 * @throws conflict `interview.not-yet`, `interview.feedback-is-in`
 */
export async function giveFeedback(ctx: PersonCtx, input: GivenFeedback): Promise<InterviewRoom> {
  const { invitationId, ...words } = input
  await withEvents(ctx, async (tx, emit) => {
    const { invitation, posting, application } = await getInvitationFor(ctx, invitationId, 'candidate.note', tx)
    const { personId } = ctx.actor
    const seated = await listSeated(tx, invitationId)
    if (!seated.some((seat) => seat.personId === personId))
      throw new AppError('forbidden', 'interview.not-yours', { message: 'Only who takes part in an interview gives a scorecard.' })
    if (!hasBegun(invitation, ctx.now())) throw conflict('interview.not-yet', {}, 'The interview has not begun.')
    const asked = (await findKit(tx, invitation.stageId))?.competencies ?? []
    if (Object.keys(words.scores).sort().join('\n') !== [...asked].sort().join('\n'))
      throw invalid('interview.other-competencies', 'Score each of the competencies of this kit, and no other.')
    const added = await tx
      .insert(interviewFeedback)
      .values({ ...words, id: ctx.newId('interviewFeedback'), invitationId, personId, at: ctx.now() })
      .onConflictDoNothing()
      .returning({ id: interviewFeedback.id })
    if (added.length === 0) {
      const [own] = (await listFeedback(tx, invitationId)).filter(({ by }) => by.personId === personId)
      const isSame =
        own?.verdict === words.verdict &&
        own.note === words.note &&
        Object.entries(words.scores).every(([name, score]) => own.scores[name] === score)
      if (!isSame) throw conflict('interview.feedback-is-in', {}, 'Your scorecard is in, and what is in stays as it is.')
      return
    }
    const { organisationId } = posting
    await recordAudit(ctx, tx, { organisationId, act: 'interview.feedback-given', subjectId: application.id, details: { invitationId } })
    const data = { applicationId: application.id, invitationId }
    emit(hiringRoom(posting.id), { type: 'scheduling.changed', version: invitation.version, data })
  })
  return getInterviewRoom(ctx, invitationId)
}

function listSeated(db: Db, invitationId: string): Promise<{ personId: string; name: string }[]> {
  return db
    .select({ personId: interviewSeats.personId, name: people.name })
    .from(interviewSeats)
    .innerJoin(people, eq(people.id, interviewSeats.personId))
    .where(eq(interviewSeats.invitationId, invitationId))
    .orderBy(asc(people.name), asc(people.id))
}

async function listFeedback(db: Db, invitationId: string): Promise<InterviewRoom['feedback']> {
  const rows = await db
    .select({ feedback: interviewFeedback, name: people.name })
    .from(interviewFeedback)
    .innerJoin(people, eq(people.id, interviewFeedback.personId))
    .where(and(eq(interviewFeedback.invitationId, invitationId)))
    .orderBy(asc(interviewFeedback.at), asc(interviewFeedback.id))
  return rows.map(({ feedback: { personId, scores, verdict, note, at }, name }) => ({
    by: { personId, name },
    scores,
    verdict,
    note,
    at: at.toISOString(),
  }))
}
