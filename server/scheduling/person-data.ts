import { asc, eq, inArray, sql } from 'drizzle-orm'
import {
  availabilities,
  availabilityTimes,
  busyFeeds,
  interviewFeedback,
  interviewInvitations,
  interviewPanels,
  interviewSeats,
  organisations,
  postings,
} from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ErasedPerson, type ExportPart, eraseFirst, exportTable, PERSON_BATCH, type PersonStore } from '../core/person-data'

/** What is gone with whoever works for an employer. */
const OWN = [
  { table: interviewFeedback, personId: interviewFeedback.personId },
  { table: interviewSeats, personId: interviewSeats.personId },
  { table: interviewPanels, personId: interviewPanels.personId },
  { table: busyFeeds, personId: busyFeeds.personId },
  { table: availabilityTimes, personId: availabilityTimes.personId },
  { table: availabilities, personId: availabilities.personId },
]

/** Hours, calendars and scorecards of who interviews, and the links of who is interviewed. What was agreed stays with the employer as a bare time, called off. */
export const schedulingOfPerson: PersonStore = {
  store: 'scheduling',
  tables: [
    'availabilities',
    'availability_times',
    'busy_feeds',
    'interview_invitations',
    'interview_panels',
    'interview_seats',
    'interview_feedback',
  ],
  countPerson: (ctx, { personId }) =>
    countAll(ctx.db, personId, [...OWN, { table: interviewInvitations, personId: interviewInvitations.personId }]),
  exportPerson,
  erasePerson,
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield {
    file: 'scheduling/interview-invitations.json',
    about: 'Interviews that employers here invited you to. Who of them was asked, and what they noted, is theirs.',
    rows: await db
      .select({
        title: postings.title,
        organisation: organisations.name,
        kind: interviewInvitations.kind,
        startsAt: interviewInvitations.startsAt,
        endsAt: interviewInvitations.endsAt,
        place: interviewInvitations.place,
        link: interviewInvitations.link,
        calledOffAt: interviewInvitations.calledOffAt,
        createdAt: interviewInvitations.createdAt,
      })
      .from(interviewInvitations)
      .innerJoin(postings, eq(postings.id, interviewInvitations.postingId))
      .innerJoin(organisations, eq(organisations.id, interviewInvitations.organisationId))
      .where(eq(interviewInvitations.personId, personId))
      .orderBy(asc(interviewInvitations.createdAt), asc(interviewInvitations.id)),
  }
  yield {
    file: 'scheduling/hours.json',
    about: 'Your weekly hours, in minutes from midnight, Monday first.',
    rows: await db
      .select({ timeZone: availabilities.timeZone, weekly: availabilities.weekly, updatedAt: availabilities.updatedAt })
      .from(availabilities)
      .where(eq(availabilities.personId, personId)),
  }
  yield* exportTable(db, personId, {
    table: availabilityTimes,
    personId: availabilityTimes.personId,
    id: availabilityTimes.id,
    file: 'scheduling/times.json',
    about: 'Times beside your weekly hours: open and blocked ones.',
  })
  yield {
    file: 'scheduling/calendars.json',
    about: 'Calendars that say when you are busy. Their addresses are secrets and left out; of what is in them only times are kept.',
    rows: await db
      .select({ host: busyFeeds.host, addedAt: busyFeeds.addedAt, readAt: busyFeeds.readAt, fault: busyFeeds.fault })
      .from(busyFeeds)
      .where(eq(busyFeeds.personId, personId))
      .orderBy(asc(busyFeeds.addedAt), asc(busyFeeds.id)),
  }
}

async function erasePerson(ctx: Ctx, { personId }: ErasedPerson): Promise<number> {
  const own = await eraseFirst(ctx.db, personId, OWN)
  if (own > 0) return own
  return ctx.transact(async (tx) => {
    const held = await tx
      .select({ id: interviewInvitations.id })
      .from(interviewInvitations)
      .where(eq(interviewInvitations.personId, personId))
      .orderBy(asc(interviewInvitations.id))
      .limit(PERSON_BATCH)
      .for('update')
    if (held.length === 0) return 0
    const ids = held.map(({ id }) => id)
    const now = ctx.now()
    await tx.delete(interviewSeats).where(inArray(interviewSeats.invitationId, ids))
    await tx
      .update(interviewInvitations)
      .set({
        personId: null,
        tokenHash: null,
        sealedToken: null,
        candidateTimeZone: null,
        calledOffAt: sql`coalesce(${interviewInvitations.calledOffAt}, ${now.toISOString()}::timestamptz)`,
        calledOffBy: sql`coalesce(${interviewInvitations.calledOffBy}, 'candidate')`,
        updatedAt: now,
        version: sql`${interviewInvitations.version} + 1`,
      })
      .where(inArray(interviewInvitations.id, ids))
    return held.length
  })
}
