import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { calendarFeeds, interviews, interviewVersions } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, exportTable, PERSON_BATCH, type PersonStore, rowsInBatches } from '../core/person-data'

const HELD = [
  { table: interviews, personId: interviews.personId },
  { table: calendarFeeds, personId: calendarFeeds.personId },
]

/** Interviews with how they were before each change, and the secret addresses of calendars. */
export const interviewsOfPerson: PersonStore = {
  store: 'interviews',
  tables: ['interviews', 'interview_versions', 'calendar_feeds'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(db, personId, {
    table: interviews,
    personId: interviews.personId,
    id: interviews.id,
    file: 'interviews/interviews.json',
    about: 'Your interviews: `timeZone` is yours, `employerTimeZone` theirs; called off ones have `calledOffAt`.',
    secrets: ['toldVersion'],
  })
  const about = 'Each interview as it was before a change.'
  yield { file: 'interviews/earlier-versions.json', about, rows: [] }
  const ids = (after: string | null) =>
    db
      .select({ id: interviews.id })
      .from(interviews)
      .where(and(eq(interviews.personId, personId), after === null ? undefined : sql`${interviews.id} > ${after}`))
      .orderBy(asc(interviews.id))
      .limit(PERSON_BATCH)
  for await (const batch of rowsInBatches(ids, ({ id }) => id)) {
    const rows = await db
      .select()
      .from(interviewVersions)
      .where(
        inArray(
          interviewVersions.interviewId,
          batch.map(({ id }) => id),
        ),
      )
      .orderBy(asc(interviewVersions.interviewId), asc(interviewVersions.version))
    yield { file: 'interviews/earlier-versions.json', about, rows }
  }
  const feeds = await db
    .select({ createdAt: calendarFeeds.createdAt, lastReadAt: calendarFeeds.lastReadAt, revokedAt: calendarFeeds.revokedAt })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.personId, personId))
    .orderBy(asc(calendarFeeds.createdAt))
  yield {
    file: 'interviews/calendar-addresses.json',
    about: 'Secret calendar addresses that you made; of each only a hash is kept, left out here.',
    rows: feeds,
  }
}
