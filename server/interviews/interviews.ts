import { and, asc, eq, gte, isNull, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { AddInterview, Interview, InterviewList, InterviewPage, InterviewVersion, UpdateInterview } from '../../contract/interviews'
import { personRoom } from '../../contract/live'
import type { Db } from '../../db/client'
import { applications, interviews, interviewVersions } from '../../db/schema'
import { lockApplicationsFor } from '../applications/access'
import { touchApplication } from '../applications/record-changes'
import { showInterview } from '../applications/show-parts'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, invalid, notFound } from '../core/errors'
import { readInstantCursor, toPage, writeCursor } from '../core/page'
import { type Emit, withEvents } from '../live/outbox'

type InterviewRow = typeof interviews.$inferSelect
const INTERVIEWS_MAX = 50

/**
 * Adds an interview to an application. With an id of the caller's own, the same sent twice is one.
 * @throws not_found  the application is not this person's
 * @throws invalid `interview.too-many`  50 are there already
 */
export async function addInterview(
  ctx: PersonCtx,
  { applicationId, interviewId, employerTimeZone, ...given }: AddInterview,
): Promise<Interview> {
  const id = interviewId ?? ctx.newId('interview')
  return withEvents(ctx, async (tx, emit) => {
    await lockApplicationsFor(ctx, tx, [applicationId])
    const held = await tx.select({ id: interviews.id }).from(interviews).where(eq(interviews.applicationId, applicationId))
    if (held.length >= INTERVIEWS_MAX && !held.some((other) => other.id === id))
      throw invalid('interview.too-many', `This application has ${INTERVIEWS_MAX} interviews. Use another one.`)
    const now = ctx.now()
    const [row] = await tx
      .insert(interviews)
      .values({
        id,
        applicationId,
        personId: ctx.actor.personId,
        ...given,
        startsAt: new Date(given.startsAt),
        endsAt: new Date(given.endsAt),
        employerTimeZone: employerTimeZone ?? given.timeZone,
        createdAt: now,
        updatedAt: now,
      })
      .onConflictDoNothing()
      .returning()
    return row ? tell(ctx, tx, emit, row) : getInterview(ctx, tx, id)
  })
}

/**
 * Writes an interview anew, as its next version; calendars take it over. What is the same already changes nothing.
 * @throws not_found  it is not this person's
 * @throws conflict `interview.changed-since`, `interview.called-off`, `interview.agreed`
 */
export async function updateInterview(
  ctx: PersonCtx,
  { interviewId, version, employerTimeZone, ...given }: UpdateInterview,
): Promise<Interview> {
  const wanted = {
    ...given,
    startsAt: new Date(given.startsAt),
    endsAt: new Date(given.endsAt),
    employerTimeZone: employerTimeZone ?? given.timeZone,
  }
  return changeInterview(ctx, interviewId, (row) => {
    if (isSame(row, wanted)) return null
    if (row.calledOffAt !== null) throw conflict('interview.called-off', {}, 'This interview was called off. Add a new one.')
    if (row.version !== version)
      throw conflict(
        'interview.changed-since',
        { version: row.version },
        'This interview was changed meanwhile. Look at it and decide again.',
      )
    return wanted
  })
}

/** Calls it off: it stays, and calendars show it as cancelled. Twice is the same as once. @throws not_found  it is not this person's */
export async function callOffInterview(ctx: PersonCtx, interviewId: string): Promise<Interview> {
  return changeInterview(ctx, interviewId, (row) => (row.calledOffAt === null ? { calledOffAt: ctx.now() } : null))
}

/** An interview as an employer who works here and the candidate agreed on it. */
export interface AgreedInterview
  extends Pick<InterviewRow, 'kind' | 'link' | 'place' | 'startsAt' | 'endsAt' | 'timeZone' | 'employerTimeZone'> {
  interviewId: string
  applicationId: string
  personId: string
  isCalledOff: boolean
}

/**
 * Keeps the candidate's own interview as it was agreed, in the caller's transaction: their tracker, their calendar and their reminders follow.
 * A candidate who erased their application is left alone. The same again changes nothing.
 */
export async function followAgreed(ctx: Ctx, tx: Db, emit: Emit, agreed: AgreedInterview): Promise<void> {
  const { interviewId, applicationId, personId, isCalledOff, ...facts } = agreed
  const owner = asOwner(ctx, personId)
  const now = ctx.now()
  const [application] = await tx
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.id, applicationId), eq(applications.personId, personId)))
  if (!application) return
  await lockApplicationsFor(owner, tx, [applicationId])
  const [held] = await tx.select().from(interviews).where(ownInterview(owner, interviewId)).for('update')
  const calledOffAt = isCalledOff ? (held?.calledOffAt ?? now) : null
  const wanted = { ...facts, calledOffAt }
  if (!held) {
    if (isCalledOff) return
    const row = { ...wanted, id: interviewId, applicationId, personId, isAgreed: true, createdAt: now, updatedAt: now }
    const [added] = await tx.insert(interviews).values(row).onConflictDoNothing().returning()
    if (added) await tell(owner, tx, emit, added)
    return
  }
  if (isSame(held, wanted)) return
  const [row] = await tx
    .update(interviews)
    .set({ ...wanted, updatedAt: now, version: held.version + 1 })
    .where(ownInterview(owner, interviewId))
    .returning()
  if (row) await tell(owner, tx, emit, row)
}

/** Acts on the rows of their owner, for what an employer and they agreed on. No door passes a caller's id here. */
function asOwner(ctx: Ctx, personId: string): PersonCtx {
  return {
    ...ctx,
    actor: { role: 'person', key: personId, name: '', personId, sessionId: null, scopes: null, isOperator: false, isDemo: false },
  }
}

/** By start, the earliest first. Those of removed applications are left out. */
export async function listInterviews(ctx: PersonCtx, list: InterviewList): Promise<z.infer<typeof InterviewPage>> {
  const after = list.cursor ? readInstantCursor(list.cursor) : null
  const rows = await ctx.db
    .select({ interview: interviews })
    .from(interviews)
    .innerJoin(applications, eq(applications.id, interviews.applicationId))
    .where(
      and(
        eq(interviews.personId, ctx.actor.personId),
        isNull(applications.removedAt),
        list.applicationId === undefined ? undefined : eq(interviews.applicationId, list.applicationId),
        list.from === undefined ? undefined : gte(interviews.startsAt, new Date(list.from)),
        list.before === undefined ? undefined : lt(interviews.startsAt, new Date(list.before)),
        after ? sql`(${interviews.startsAt}, ${interviews.id}) > (${after.at}::timestamptz, ${after.id})` : undefined,
      ),
    )
    .orderBy(asc(interviews.startsAt), asc(interviews.id))
    .limit(list.limit + 1)
  return toPage(
    rows,
    list.limit,
    ({ interview }) => showInterview(interview),
    ({ interview }) => writeCursor([interview.startsAt.toISOString(), interview.id]),
  )
}

/** Every version of an interview, the first one first. @throws not_found  it is not this person's */
export async function listInterviewVersions(ctx: PersonCtx, interviewId: string): Promise<InterviewVersion[]> {
  await getInterview(ctx, ctx.db, interviewId)
  const rows = await ctx.db
    .select({ data: interviewVersions.data })
    .from(interviewVersions)
    .where(eq(interviewVersions.interviewId, interviewId))
    .orderBy(asc(interviewVersions.version))
  return rows.map(({ data }) => data)
}

/** @throws not_found  it is not this person's */
export async function getInterview(ctx: PersonCtx, db: Db, interviewId: string): Promise<Interview> {
  const [row] = await db.select().from(interviews).where(ownInterview(ctx, interviewId))
  if (!row) throw notFound('interview', interviewId)
  return showInterview(row)
}

async function changeInterview(
  ctx: PersonCtx,
  interviewId: string,
  change: (row: InterviewRow) => Partial<typeof interviews.$inferInsert> | null,
): Promise<Interview> {
  return withEvents(ctx, async (tx, emit) => {
    const [held] = await tx.select().from(interviews).where(ownInterview(ctx, interviewId)).for('update')
    if (!held) throw notFound('interview', interviewId)
    if (held.isAgreed)
      throw conflict('interview.agreed', {}, 'This interview was agreed with the employer. Change it on the page of their invitation.')
    const changed = change(held)
    if (changed === null) return showInterview(held)
    const [row] = await tx
      .update(interviews)
      .set({ ...changed, updatedAt: ctx.now(), version: held.version + 1 })
      .where(ownInterview(ctx, interviewId))
      .returning()
    if (!row) throw notFound('interview', interviewId)
    return tell(ctx, tx, emit, row)
  })
}

/** Keeps the version, and tells of the interview and of the card that shows it. */
async function tell(ctx: PersonCtx, tx: Db, emit: Emit, row: InterviewRow): Promise<Interview> {
  const interview = showInterview(row)
  const { id: _, applicationId, createdAt: __, ...data } = interview
  await tx.insert(interviewVersions).values({ interviewId: row.id, version: row.version, data })
  emit(personRoom(ctx.actor.personId), { type: 'interview.changed', version: row.version, data: { interview } })
  await touchApplication(ctx, tx, emit, applicationId)
  return interview
}

function isSame(row: InterviewRow, wanted: Partial<InterviewRow>): boolean {
  const held: Record<string, unknown> = row
  return Object.entries(wanted).every(([name, value]) => JSON.stringify(held[name]) === JSON.stringify(value))
}

const ownInterview = (ctx: PersonCtx, interviewId: string) =>
  and(eq(interviews.id, interviewId), eq(interviews.personId, ctx.actor.personId))
