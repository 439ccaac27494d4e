import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import type { HookDeliveryState, HookEventType, HookType } from '../../contract/hooks'
import { organisations } from './identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const organisationId = () =>
  text()
    .notNull()
    .references(() => organisations.id, { onDelete: 'cascade' })

/** Where an organisation is told what happens. Secrets are sealed, and shown once. */
export const hookEndpoints = pgTable(
  'hook_endpoints',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    url: text().notNull(),
    description: text().notNull(),
    types: text().array().$type<HookType[]>().notNull(),
    state: text().$type<'on' | 'off'>().notNull().default('on'),
    offReason: text().$type<'by-hand' | 'failing' | 'gone'>(),
    failingSince: instant(),
    secret: text().notNull(),
    oldSecret: text(),
    oldSecretUntil: instant(),
    createdAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [index('hook_endpoints_organisation').on(t.organisationId, t.createdAt, t.id)],
)

/** What happened, as endpoints are told it. Only what an endpoint wants is written at all. */
export const hookEvents = pgTable(
  'hook_events',
  {
    id: text().primaryKey(),
    organisationId: organisationId(),
    type: text().$type<HookEventType>().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [index('hook_events_organisation').on(t.organisationId, t.createdAt, t.id), index('hook_events_at').on(t.createdAt)],
)

/** One event on its way to one endpoint. */
export const hookDeliveries = pgTable(
  'hook_deliveries',
  {
    id: text().primaryKey(),
    endpointId: text()
      .notNull()
      .references(() => hookEndpoints.id, { onDelete: 'cascade' }),
    eventId: text()
      .notNull()
      .references(() => hookEvents.id, { onDelete: 'cascade' }),
    state: text().$type<HookDeliveryState>().notNull().default('waiting'),
    /** Counts on with every replay, so that attempts of the round before it change nothing. */
    round: integer().notNull().default(1),
    attempts: integer().notNull().default(0),
    nextAt: instant(),
    /** An attempt is under way until then; afterwards another may be made. */
    claimedUntil: instant(),
    lastStatus: integer(),
    createdAt: instant().notNull(),
  },
  (t) => [
    unique('hook_deliveries_event').on(t.endpointId, t.eventId),
    index('hook_deliveries_endpoint').on(t.endpointId, t.createdAt, t.id),
    index('hook_deliveries_by_event').on(t.eventId),
    index('hook_deliveries_waiting').on(t.endpointId).where(sql`state = 'waiting'`),
  ],
)

/** What each attempt was answered: the beginning of it, and never a signature. */
export const hookAttempts = pgTable(
  'hook_attempts',
  {
    id: text().primaryKey(),
    deliveryId: text()
      .notNull()
      .references(() => hookDeliveries.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    status: integer(),
    fault: text(),
    ms: integer().notNull(),
    answer: text().notNull(),
  },
  (t) => [index('hook_attempts_delivery').on(t.deliveryId, t.at, t.id)],
)
