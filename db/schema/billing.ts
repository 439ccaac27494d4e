import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { Currency, PlanName, SubscriptionStatus } from '../../contract/billing'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/**
 * What an organisation pays for, as the payment provider last said. No foreign key: an organisation that is gone leaves its row here until its
 * subscription has been ended at the provider, so that nobody goes on paying for nothing.
 */
export const billingAccounts = pgTable(
  'billing_accounts',
  {
    organisationId: text().primaryKey(),
    /** At the provider; `null` until somebody has gone to pay for the first time. */
    customerId: text().unique(),
    plan: text().$type<PlanName>().notNull().default('free'),
    currency: text().$type<Currency>(),
    subscriptionId: text(),
    subscriptionStatus: text().$type<SubscriptionStatus>(),
    periodEnd: instant(),
    cancelsAtPeriodEnd: boolean().notNull().default(false),
    /** The checkout that was opened last and may still be paid: a newer one closes it, so that nobody pays twice. */
    openCheckoutId: text(),
    /** Readings of the provider's state are numbered as they are begun; an answer that comes late changes nothing. */
    readingsBegun: integer().notNull().default(0),
    readingApplied: integer().notNull().default(0),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [index('billing_accounts_period').on(t.periodEnd).where(sql`subscription_id is not null`)],
)

/** The ledger of posting credits: bought ones add, spent and refunded ones take. What is left is their sum; nothing is ever changed here. */
export const creditEntries = pgTable(
  'credit_entries',
  {
    id: text().primaryKey(),
    organisationId: text().notNull(),
    kind: text().$type<'bought' | 'spent' | 'refunded'>().notNull(),
    amount: integer().notNull(),
    /** What it is for: the checkout, the posting, the charge. The same one again adds nothing. */
    reference: text().notNull(),
    /** The provider's id of the payment, for what was bought: a refund names it. */
    paymentId: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('credit_entries_reference').on(t.kind, t.reference),
    index('credit_entries_organisation').on(t.organisationId),
    index('credit_entries_payment').on(t.paymentId),
  ],
)

/** Events of the payment provider that were taken in, each once. Of their contents nothing is kept. */
export const billingEvents = pgTable(
  'billing_events',
  { id: text().primaryKey(), type: text().notNull(), createdAt: instant().notNull(), receivedAt: instant().notNull() },
  (t) => [index('billing_events_received').on(t.receivedAt)],
)
