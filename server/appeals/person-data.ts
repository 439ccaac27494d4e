import { and, eq, isNull, or } from 'drizzle-orm'
import { appeals } from '../../db/schema'
import { eraseRowsWhere, exportTable, type PersonStore } from '../core/person-data'

/** What a person objected to for themselves. What they objected to for an organisation is the organisation's. */
export const appealsOfPerson: PersonStore = {
  store: 'appeals',
  tables: ['appeals'],
  countPerson: (ctx, person) => ctx.db.$count(appeals, isOf(person)),
  exportPerson: (ctx, personId) =>
    exportTable(ctx.db, personId, {
      table: appeals,
      personId: appeals.personId,
      id: appeals.id,
      file: 'account/appeals.json',
      about: 'Decisions about jobs that you objected to, with the answers.',
      secrets: ['appellantHash', 'decidedBy', 'answeredBy', 'organisationId', 'email'],
    }),
  erasePerson: (ctx, person) => eraseRowsWhere(ctx.db, appeals, isOf(person)),
}

const isOf = ({ personId, email }: { personId: string; email: string | null }) =>
  or(eq(appeals.personId, personId), email === null ? undefined : and(isNull(appeals.personId), eq(appeals.email, email)))
