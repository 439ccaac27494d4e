import { eq } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { consents, messages, notificationPreferences, notificationSettings, notifications } from '../../db/schema'

/**
 * Erases what this area keeps about a person, in the caller's transaction: notifications, wishes, number, messages with what became of them,
 * and their lines of the ledger. Suppressed addresses stay: they are keyed hashes, and whoever said STOP must not be written to again.
 */
export async function erasePersonMessages(tx: Db, personId: string): Promise<void> {
  for (const table of [notifications, notificationPreferences, notificationSettings, messages, consents])
    await tx.delete(table).where(eq(table.personId, personId))
}
