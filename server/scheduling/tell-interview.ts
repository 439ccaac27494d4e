import { eq } from 'drizzle-orm'
import { hiringRoom, personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { hiringApplications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { recordHiring } from '../hiring/record-hiring'
import { followAgreed } from '../interviews/interviews'
import type { Emit } from '../live/outbox'
import { notify, notifyMany } from '../notifications/notify'
import { queueMail } from '../notifications/queue-mail'
import { getOffer, pathOf } from './access'

/** What happened to an invitation, after it was written. */
export interface InterviewNews {
  invitationId: string
  what: 'invited' | 'agreed' | 'moved' | 'called-off'
  by: 'candidate' | 'team'
  /** Who takes part, or did until now. */
  seated: readonly string[]
  /** It comes of the end of the application, of which the candidate is told anyway. */
  isEnding?: boolean
}

/**
 * Tells everybody of it in the caller's transaction: the pipeline's room and its timeline, the candidate's tracker and calendar, the
 * people who take part, and by mail a candidate without an account. Rooms carry ids alone, but the candidate's own interview.
 */
export async function tellInterview(ctx: Ctx, tx: Db, emit: Emit, news: InterviewNews): Promise<void> {
  const { invitationId, what, by, seated, isEnding = false } = news
  const offer = await getOffer(tx, invitationId)
  const { invitation, title, organisationName, email } = offer
  const { applicationId, postingId, personId, startsAt, endsAt, version } = invitation
  const [application] = await tx.select().from(hiringApplications).where(eq(hiringApplications.id, applicationId)).for('update')
  if (!application) return
  const change = { kind: 'interview', what, startsAt: startsAt?.toISOString() ?? null } as const
  await recordHiring(ctx, tx, emit, { postingId, batchId: ctx.newId('batch'), changes: [{ row: application, change }] })
  const event = { type: 'scheduling.changed', version, data: { applicationId, invitationId } } as const
  emit(hiringRoom(postingId), event)
  if (personId !== null) emit(personRoom(personId), event)
  if (startsAt && endsAt) {
    if (personId !== null)
      await followAgreed(ctx, tx, emit, {
        interviewId: invitation.interviewId,
        applicationId,
        personId,
        kind: invitation.kind,
        link: invitation.link,
        place: invitation.place,
        startsAt,
        endsAt,
        timeZone: invitation.candidateTimeZone ?? invitation.timeZone,
        employerTimeZone: invitation.timeZone,
        isCalledOff: what === 'called-off',
      })
    if (what !== 'invited') {
      const actorId = ctx.actor.role === 'person' ? ctx.actor.personId : null
      const data = {
        event: 'interviewing.changed',
        postingId,
        applicationId,
        jobTitle: title,
        what,
        startsAt: startsAt.toISOString(),
        timeZone: invitation.timeZone,
      } as const
      const told = seated.filter((id) => id !== actorId).map((id) => ({ personId: id, key: `${invitationId} ${version}`, data }))
      await notifyMany(ctx, tx, emit, told)
    }
  }
  // What was never agreed ends with the application, and who withdrew knows.
  if (isEnding && (startsAt === null || by === 'candidate')) return
  // The mail that tells of the ending says this too.
  if (isEnding && personId === null && application.sealedStatusToken !== null) return
  // Who did it themselves knows; a mail to somebody without an account is their only record of the time they picked.
  if (personId !== null) {
    if (by === 'team' && (what === 'invited' || what === 'called-off')) {
      const data = { event: 'interview.invited', applicationId, jobTitle: title, companyName: organisationName, what } as const
      await notify(ctx, tx, emit, { personId, key: `${invitationId} ${what}`, data })
    }
  } else if (email !== null) {
    const path = await pathOf(ctx, invitation)
    if (path === null) return
    await queueMail(ctx, tx, {
      template: 'interview-news',
      to: email,
      personId: null,
      data: {
        organisationName,
        title,
        what: what === 'moved' ? 'agreed' : what,
        startsAt: startsAt?.toISOString() ?? null,
        timeZone: invitation.candidateTimeZone ?? invitation.timeZone,
        link: `${ctx.origin}${path}`,
      },
    })
  }
}
