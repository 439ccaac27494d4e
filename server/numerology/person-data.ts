import { eq } from 'drizzle-orm'
import { numerologySettings, numerologyShares, numerologyUses, organisations } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { countAll, type ExportPart, eraseFirst, exportTable, type PersonStore } from '../core/person-data'

const HELD = [
  { table: numerologySettings, personId: numerologySettings.personId },
  { table: numerologyShares, personId: numerologyShares.personId },
  { table: numerologyUses, personId: numerologyUses.personId },
]

/** Choices and shares. Readings are kept nowhere; the log of an organisation keeps what was done there, without its candidates. */
export const numerologyOfPerson: PersonStore = {
  store: 'numerology',
  tables: ['numerology_settings', 'numerology_shares', 'numerology_uses'],
  countPerson: (ctx, { personId }) => countAll(ctx.db, personId, HELD),
  exportPerson,
  erasePerson: (ctx, { personId }) => eraseFirst(ctx.db, personId, HELD),
}

async function* exportPerson(ctx: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(ctx.db, personId, {
    table: numerologySettings,
    personId: numerologySettings.personId,
    id: numerologySettings.personId,
    file: 'numerology/settings.json',
    about: 'What you chose about numerology.',
  })
  const shares = await ctx.db
    .select({ organisation: organisations.name, textVersion: numerologyShares.textVersion, sharedAt: numerologyShares.sharedAt })
    .from(numerologyShares)
    .innerJoin(organisations, eq(organisations.id, numerologyShares.organisationId))
    .where(eq(numerologyShares.personId, personId))
  yield { file: 'numerology/shares.json', about: 'Organisations that you share compatibility with.', rows: shares }
  const uses = await ctx.db
    .select({
      organisation: organisations.name,
      firstAt: numerologyUses.firstAt,
      lastAt: numerologyUses.lastAt,
      times: numerologyUses.times,
    })
    .from(numerologyUses)
    .innerJoin(organisations, eq(organisations.id, numerologyUses.organisationId))
    .where(eq(numerologyUses.personId, personId))
  yield { file: 'numerology/uses.json', about: 'Organisations in which it had a part in what somebody saw, and when.', rows: uses }
}
