import { asc, eq } from 'drizzle-orm'
import { insightSnapshots } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, type PersonStore } from '../core/person-data'

const HELD = [{ table: insightSnapshots, personId: insightSnapshots.personId }]

/** How a person's applications stood day by day and week by week. */
export const insightsOfPerson: PersonStore = {
  store: 'insights',
  tables: ['insight_snapshots'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  // One row a day and one a week: a few hundred a year.
  const rows = await db
    .select({ period: insightSnapshots.period, date: insightSnapshots.date, data: insightSnapshots.data, madeAt: insightSnapshots.madeAt })
    .from(insightSnapshots)
    .where(eq(insightSnapshots.personId, personId))
    .orderBy(asc(insightSnapshots.period), asc(insightSnapshots.date))
  yield { file: 'insights/snapshots.json', about: 'How your applications stood at the end of each day and week.', rows }
}
