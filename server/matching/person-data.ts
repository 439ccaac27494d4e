import { and, asc, eq, sql } from 'drizzle-orm'
import {
  findabilityLines,
  findablePeople,
  invitationRefusals,
  jobInvitations,
  matchFacts,
  matchProfiles,
  matchReceipts,
  matchSettings,
} from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, exportTable, PERSON_BATCH, type PersonStore, rowsInBatches } from '../core/person-data'

/** Who may be found stands first: a candidate's facts leave the ranking with that row. */
const HELD = [
  { table: findablePeople, personId: findablePeople.personId },
  { table: findabilityLines, personId: findabilityLines.personId },
  { table: jobInvitations, personId: jobInvitations.personId },
  { table: invitationRefusals, personId: invitationRefusals.personId },
  { table: matchReceipts, personId: matchReceipts.personId },
  { table: matchFacts, personId: matchFacts.personId },
  { table: matchProfiles, personId: matchProfiles.personId },
  { table: matchSettings, personId: matchSettings.personId },
]
/** Sealed documents are opened one by one: few at once. */
const OPENED_AT_ONCE = 50

/** Wishes and weights, what was read for matching, every stored score with what it came from, who may find the person, and who asked them to apply. */
export const matchingOfPerson: PersonStore = {
  store: 'matching',
  tables: [
    'match_settings',
    'match_profiles',
    'match_facts',
    'match_receipts',
    'findability_lines',
    'findable_people',
    'job_invitations',
    'invitation_refusals',
  ],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const settings = await ctx.db.select().from(matchSettings).where(eq(matchSettings.personId, personId))
  const opened = await Promise.all(
    settings.map(async ({ personId: _owner, wishes, ...row }) => ({
      ...row,
      wishes: JSON.parse(await ctx.unseal(wishes, `match_settings.wishes:${personId}`)) as unknown,
    })),
  )
  yield { file: 'matching/settings.json', about: 'What you wish for, and how much each thing counts for you.', rows: opened }
  yield* exportSealed(ctx, personId, {
    file: 'matching/facts.json',
    about: 'What was read of your résumé and wishes to work scores out from; receipts name it by its hash.',
    table: matchFacts,
    column: 'facts',
  })
  yield* exportSealed(ctx, personId, {
    file: 'matching/receipts.json',
    about: 'Scores with all that they were worked out from and what supports them: your own, and those of organisations that found you.',
    table: matchReceipts,
    column: 'document',
  })
  yield* exportTable(ctx.db, personId, {
    table: findabilityLines,
    personId: findabilityLines.personId,
    id: findabilityLines.id,
    file: 'matching/findability.json',
    about: 'When you let organisations find you, and when you ended it.',
  })
  yield* exportTable(ctx.db, personId, {
    table: jobInvitations,
    personId: jobInvitations.personId,
    id: jobInvitations.id,
    file: 'matching/invitations.json',
    about: 'Who asked you to apply, for what and why, and what you declined.',
    secrets: ['invitedById'],
  })
  yield* exportTable(ctx.db, personId, {
    table: invitationRefusals,
    personId: invitationRefusals.personId,
    id: invitationRefusals.organisationId,
    file: 'matching/refused-organisations.json',
    about: 'Organisations that you want no invitation of.',
  })
}

async function* exportSealed(
  ctx: Ctx,
  personId: string,
  given:
    | { file: string; about: string; table: typeof matchFacts; column: 'facts' }
    | { file: string; about: string; table: typeof matchReceipts; column: 'document' },
): AsyncGenerator<ExportPart> {
  const { file, about, table, column } = given
  yield { file, about, rows: [] }
  const read = (after: string | null): Promise<Record<string, unknown>[]> =>
    ctx.db
      .select()
      .from(table)
      .where(and(eq(table.personId, personId), after === null ? undefined : sql`${table.id} > ${after}`))
      .orderBy(asc(table.id))
      .limit(PERSON_BATCH)
  for await (const rows of rowsInBatches(read, (row) => String(row.id))) {
    for (let at = 0; at < rows.length; at += OPENED_AT_ONCE) {
      const part = await Promise.all(
        rows.slice(at, at + OPENED_AT_ONCE).map(async ({ personId: _owner, [column]: sealed, ...row }) => {
          const place = `${column === 'facts' ? 'match_facts' : 'match_receipts'}.${column}:${String(row.id)}`
          return { ...row, [column]: JSON.parse(await ctx.unseal(String(sealed), place)) as unknown }
        }),
      )
      yield { file, about, rows: part }
    }
  }
}
