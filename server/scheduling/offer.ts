import { and, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import type { MyInvitation, OfferedInterview, PickTime } from '../../contract/scheduling'
import type { Db } from '../../db/client'
import { interviewInvitations, interviewSeats } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, notFound } from '../core/errors'
import { withEvents } from '../live/outbox'
import { findOffer, type HeldOffer, holdTimesOf, type InvitationRow, listPanel, pathOf } from './access'
import { findStarts } from './find-starts'
import { endInvitation, stateOf } from './invite'
import { areFeedsFresh, freshenFeeds } from './read-feed'
import { tellInterview } from './tell-interview'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Loads are compared over four weeks to both sides. */
const LOAD_MS = 28 * 24 * HOUR_MS

/** An invitation as its candidate sees it, with the starts that are free now. @throws not_found  nobody has that link */
export async function getOfferedInterview(ctx: Ctx, token: string): Promise<OfferedInterview> {
  const offer = await findOffer(ctx, ctx.db, token)
  const { invitation: row, title, organisationName, ownTimeZone } = offer
  const mayChange = findRefusal(offer, ctx.now()) === null
  const { starts } = mayChange ? await findStarts(ctx, ctx.db, row) : { starts: [] }
  return {
    organisationName,
    title,
    kind: row.kind,
    lengthMinutes: row.lengthMinutes,
    place: row.place,
    link: row.link,
    timeZone: row.timeZone,
    ownTimeZone: row.candidateTimeZone ?? ownTimeZone,
    state: stateOf(row),
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    mayChange,
    changeUntil: changeUntil(row)?.toISOString() ?? null,
    starts: starts.map(({ at }) => new Date(at).toISOString()),
  }
}

/**
 * Takes a time, or another one instead. Two who pick the same one at once get one clear result: the database holds each person's time once.
 * Calendars that were not looked at for some minutes are read again first. The same pick twice is one.
 *
 * @throws not_found  nobody has that link
 * @throws conflict `interview.time-taken`  somebody was faster, or a calendar says so now
 * @throws conflict `interview.called-off`, `interview.application-ended`, `interview.too-late`
 */
export async function pickTime(ctx: Ctx, { token, startsAt, timeZone }: PickTime): Promise<OfferedInterview> {
  const { invitation } = await findOffer(ctx, ctx.db, token)
  const panel = await listPanel(ctx.db, invitation.id)
  await freshenFeeds(ctx, panel)
  const candidate = asCandidate(ctx)
  await withEvents(candidate, async (tx, emit) => {
    await tx
      .select({ id: interviewInvitations.id })
      .from(interviewInvitations)
      .where(eq(interviewInvitations.id, invitation.id))
      .for('update')
    const offer = await findOffer(ctx, tx, token)
    const row = offer.invitation
    const at = new Date(startsAt)
    if (row.calledOffAt === null && row.startsAt?.getTime() === at.getTime()) return
    refuse(offer, ctx.now())
    await holdTimesOf(tx, panel)
    const { starts } = await findStarts(candidate, tx, row)
    const start = starts.find((free) => free.at === at.getTime())
    if (!start) throw timeTaken()
    const seated = row.mode === 'all' ? start.personIds : [await findLeastBusy(tx, row, start.personIds, at)]
    const before = await tx
      .delete(interviewSeats)
      .where(eq(interviewSeats.invitationId, row.id))
      .returning({ personId: interviewSeats.personId })
    const endsAt = new Date(at.getTime() + row.lengthMinutes * MINUTE_MS)
    const heldUntil = new Date(endsAt.getTime() + row.bufferMinutes * MINUTE_MS)
    const seats = await tx
      .insert(interviewSeats)
      .values(seated.map((personId) => ({ invitationId: row.id, personId, startsAt: at, heldUntil })))
      // The constraint over each person's time decides, whatever was read before.
      .onConflictDoNothing()
      .returning({ personId: interviewSeats.personId })
    if (seats.length < seated.length) throw timeTaken()
    const isUnchecked = !(await areFeedsFresh(ctx, tx, seated))
    const now = ctx.now()
    await tx
      .update(interviewInvitations)
      .set({ startsAt: at, endsAt, candidateTimeZone: timeZone, isUnchecked, updatedAt: now, version: row.version + 1 })
      .where(eq(interviewInvitations.id, row.id))
    const what = row.startsAt === null ? 'agreed' : 'moved'
    const told = [...new Set([...seated, ...before.map(({ personId }) => personId)])].sort()
    await tellInterview(candidate, tx, emit, { invitationId: row.id, what, by: 'candidate', seated: told })
  })
  return getOfferedInterview(ctx, token)
}

/**
 * Declines an invitation, or calls off what was agreed. Twice is the same as once.
 * @throws not_found  nobody has that link
 * @throws conflict `interview.too-late`
 */
export async function declineOffer(ctx: Ctx, token: string): Promise<OfferedInterview> {
  const candidate = asCandidate(ctx)
  await withEvents(candidate, async (tx, emit) => {
    const offer = await findOffer(ctx, tx, token)
    const { invitation } = offer
    if (invitation.calledOffAt !== null) return
    if (invitation.startsAt !== null) refuse(offer, ctx.now())
    const seated = await endInvitation(candidate, tx, invitation.id, 'candidate')
    if (seated) await tellInterview(candidate, tx, emit, { invitationId: invitation.id, what: 'called-off', by: 'candidate', seated })
  })
  return getOfferedInterview(ctx, token)
}

/** Invitations to the person who asks, for one of their applications, the newest first. @throws not_found  it was not sent by them */
export async function listMyInvitations(ctx: PersonCtx, applicationId: string): Promise<MyInvitation[]> {
  const rows = await ctx.db
    .select()
    .from(interviewInvitations)
    .where(and(eq(interviewInvitations.applicationId, applicationId), eq(interviewInvitations.personId, ctx.actor.personId)))
    .orderBy(desc(interviewInvitations.createdAt), desc(interviewInvitations.id))
  const shown = await Promise.all(rows.map(async (row) => ({ row, path: await pathOf(ctx, row) })))
  return shown.flatMap(({ row, path }) =>
    path === null
      ? []
      : [{ kind: row.kind, state: stateOf(row), startsAt: row.startsAt?.toISOString() ?? null, timeZone: row.timeZone, path }],
  )
}

/** Of those who are free, whoever has the fewest interviews of the organisation around that day; among equals the first by id. */
async function findLeastBusy(tx: Db, { organisationId, id }: InvitationRow, personIds: readonly string[], at: Date): Promise<string> {
  const rows = await tx
    .select({ personId: interviewSeats.personId, count: sql<number>`count(*)::int` })
    .from(interviewSeats)
    .innerJoin(interviewInvitations, eq(interviewInvitations.id, interviewSeats.invitationId))
    .where(
      and(
        inArray(interviewSeats.personId, [...personIds]),
        eq(interviewInvitations.organisationId, organisationId),
        sql`${interviewSeats.invitationId} <> ${id}`,
        gte(interviewSeats.startsAt, new Date(at.getTime() - LOAD_MS)),
        lte(interviewSeats.startsAt, new Date(at.getTime() + LOAD_MS)),
      ),
    )
    .groupBy(interviewSeats.personId)
  const loadOf = new Map(rows.map(({ personId, count }) => [personId, count]))
  const [least] = [...personIds].sort((a, b) => (loadOf.get(a) ?? 0) - (loadOf.get(b) ?? 0) || (a < b ? -1 : 1))
  if (least === undefined) throw notFound('interviewer', 'nobody')
  return least
}

/** What keeps the candidate from picking now; `null`: nothing. */
function findRefusal({ invitation: row, isOpen }: HeldOffer, now: Date): { reason: string; message: string } | null {
  if (row.calledOffAt !== null)
    return { reason: 'interview.called-off', message: 'This interview was called off. Ask the employer for a new invitation.' }
  if (!isOpen) return { reason: 'interview.application-ended', message: 'This application has ended.' }
  const until = changeUntil(row)
  if (until && now > until)
    return { reason: 'interview.too-late', message: 'It is too late to change this here. Write or call the employer.' }
  return null
}

function refuse(offer: HeldOffer, now: Date): void {
  const refusal = findRefusal(offer, now)
  if (refusal) throw conflict(refusal.reason, {}, refusal.message)
}

const changeUntil = ({ startsAt, changeHours }: InvitationRow) => (startsAt ? new Date(startsAt.getTime() - changeHours * HOUR_MS) : null)

const timeTaken = () => conflict('interview.time-taken', {}, 'This time was taken a moment ago. These are the next free ones.')

/** Whoever holds the link acts as the candidate, and never by a name that colleagues go by. */
const asCandidate = (ctx: Ctx): Ctx => ({ ...ctx, actor: { role: 'system', key: 'candidate', name: 'candidate' } })
