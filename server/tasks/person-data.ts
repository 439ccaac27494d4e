import { and, ne, sql } from 'drizzle-orm'
import { tasks } from '../../db/schema'
import { eraseRowsWhere, type PersonStore } from '../core/person-data'

/** Background work that names the person. The erasure itself does not: whom it is about is sealed. */
export const tasksOfPerson: PersonStore = {
  store: 'tasks',
  tables: ['tasks'],
  countPerson: (ctx, { personId }) => ctx.db.$count(tasks, isAbout(personId)),
  async *exportPerson() {},
  erasePerson: (ctx, { personId }) => eraseRowsWhere(ctx.db, tasks, isAbout(personId)),
}

const isAbout = (personId: string) =>
  and(
    ne(tasks.kind, 'privacy.erase-person'),
    sql`(strpos(${tasks.payload}::text, ${personId}) > 0 or strpos(${tasks.key}, ${personId}) > 0)`,
  )
