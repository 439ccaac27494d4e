import { boolean, index, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { people } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/** Every time an operator looked as a person. The person sees them. */
export const supportVisits = pgTable(
  'support_visits',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    /** Whose session it hangs on: it counts only beside it. */
    operatorKey: text().notNull(),
    operatorName: text().notNull(),
    reason: text().notNull(),
    tokenHash: text().notNull().unique(),
    startedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [index('support_visits_person').on(t.personId, t.startedAt, t.id)],
)

/** Switches of the whole system, by name. */
export const systemSwitches = pgTable('system_switches', {
  name: text().$type<'read-only'>().primaryKey(),
  isOn: boolean().notNull(),
  reason: text().notNull(),
  changedBy: text().notNull(),
  changedAt: instant().notNull(),
})
