import { pgSchema, text, timestamp } from 'drizzle-orm/pg-core'
import { people } from './identity'

/** What only its owner may ever read. A role that ranks candidates has no right to look into this schema. */
export const privateSchema = pgSchema('private')

/** Birth date and full birth name, each sealed for its own field of this person (DESIGN §9.1). */
export const birthData = privateSchema.table('birth_data', {
  personId: text()
    .primaryKey()
    .references(() => people.id, { onDelete: 'cascade' }),
  /** Sealed for `birth_data.birth_date:<person>`. */
  birthDate: text(),
  /** Sealed for `birth_data.birth_name:<person>`. */
  birthName: text(),
  updatedAt: timestamp({ withTimezone: true, mode: 'date', precision: 3 }).notNull(),
})
