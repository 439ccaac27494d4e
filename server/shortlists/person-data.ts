import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import { shortlistComments, shortlistEntries, shortlistScorecards, shortlists, shortlistVotes } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, PERSON_BATCH, type PersonStore, rowsInBatches } from '../core/person-data'

const HELD = [
  { table: shortlistComments, personId: shortlistComments.authorId },
  { table: shortlistVotes, personId: shortlistVotes.voter },
  { table: shortlistScorecards, personId: shortlistScorecards.personId },
]

/**
 * What a member said, voted and scored on shortlists. The order that they helped to make stays; the lines of its history lose who did it
 * with the account itself.
 */
export const shortlistsOfPerson: PersonStore = {
  store: 'shortlists',
  tables: ['shortlist_comments', 'shortlist_votes', 'shortlist_scorecards'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const file = 'organisations/comments-on-shortlists.json'
  const about = 'What you wrote about candidates on shortlists. Votes and scores are the organisation’s.'
  yield { file, about, rows: [] }
  const read = (after: string | null) =>
    db
      .select({
        id: shortlistComments.id,
        shortlist: shortlists.name,
        markdown: shortlistComments.markdown,
        createdAt: shortlistComments.createdAt,
        editedAt: shortlistComments.editedAt,
      })
      .from(shortlistComments)
      .innerJoin(shortlistEntries, eq(shortlistEntries.id, shortlistComments.entryId))
      .innerJoin(shortlists, eq(shortlists.id, shortlistEntries.shortlistId))
      .where(
        and(
          eq(shortlistComments.authorId, personId),
          isNull(shortlistComments.removedAt),
          after === null ? undefined : gt(shortlistComments.id, after),
        ),
      )
      .orderBy(asc(shortlistComments.id))
      .limit(PERSON_BATCH)
  for await (const rows of rowsInBatches(read, ({ id }) => id)) yield { file, about, rows }
}
