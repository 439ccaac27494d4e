import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { TaskPayload } from '../../contract/tasks'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Background work. A row exists before its queue message, so a lost message loses nothing. */
export const tasks = pgTable(
  'tasks',
  {
    id: text().primaryKey(),
    kind: text().$type<TaskPayload['kind']>().notNull(),
    /** Says what the task is about: writing it again wakes the row instead of adding one. */
    key: text().notNull(),
    payload: jsonb().$type<TaskPayload>().notNull(),
    state: text().$type<'open' | 'done' | 'dead'>().notNull().default('open'),
    attempts: integer().notNull().default(0),
    createdAt: instant().notNull().defaultNow(),
    runAfter: instant().notNull().defaultNow(),
    /** A worker has it until then; afterwards another may take it. */
    leasedUntil: instant(),
    sentAt: instant(),
    doneAt: instant(),
    lastError: text(),
  },
  (t) => [
    unique('tasks_kind_key').on(t.kind, t.key),
    index('tasks_open').on(t.runAfter).where(sql`state = 'open'`),
    index('tasks_dead').on(t.createdAt, t.id).where(sql`state = 'dead'`),
    index('tasks_done').on(t.doneAt).where(sql`state = 'done'`),
  ],
)
