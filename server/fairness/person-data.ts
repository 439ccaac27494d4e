import { asc, eq } from 'drizzle-orm'
import { hiringApplications, postings, selfIdentifications } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { type ExportPart, PERSON_BATCH, type PersonStore } from '../core/person-data'
import { forgetSelfIdentifications, isOf, unsealAnswers } from './self-identification'

/** What applicants with an account said of themselves. It goes before the applications, by which it is found. */
export const fairnessOfPerson: PersonStore = {
  store: 'self-identification',
  tables: ['self_identifications'],
  countPerson: async (ctx, { personId }) => (await rowsOfPerson(ctx, personId)).length,
  exportPerson,
  erasePerson: async (ctx, { personId }) => {
    const held = (await rowsOfPerson(ctx, personId)).slice(0, PERSON_BATCH)
    return ctx.transact((tx) =>
      forgetSelfIdentifications(
        tx,
        held.map(({ applicationId }) => applicationId),
      ),
    )
  },
}

async function* exportPerson(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const rows = await rowsOfPerson(ctx, personId)
  yield {
    file: 'applications/self-identification.json',
    about: 'What you said of yourself so that fairness can be measured. No employer sees it; they see figures of at least ten people.',
    rows: await Promise.all(
      rows.map(async ({ title, updatedAt, ...row }) => ({
        applicationId: row.applicationId,
        title,
        updatedAt,
        ...(await unsealAnswers(ctx, row)),
      })),
    ),
  }
}

function rowsOfPerson(ctx: Ctx, personId: string) {
  return ctx.db
    .select({
      applicationId: selfIdentifications.applicationId,
      sealed: selfIdentifications.sealed,
      updatedAt: selfIdentifications.updatedAt,
      title: postings.title,
    })
    .from(selfIdentifications)
    .innerJoin(hiringApplications, eq(hiringApplications.id, selfIdentifications.applicationId))
    .innerJoin(postings, eq(postings.id, hiringApplications.postingId))
    .where(isOf(personId))
    .orderBy(asc(selfIdentifications.applicationId))
}
