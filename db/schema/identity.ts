import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import type { InvitationState, OrganisationRole, Scope } from '../../contract/identity'

const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })

/**
 * Anybody with an account. better-auth calls this its user.
 * Birth date and birth name are not here: they lie in a schema of their own, sealed (DESIGN §9.1).
 */
export const people = pgTable(
  'people',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull().unique(),
    emailVerified: boolean().notNull().default(false),
    image: text(),
    /** IANA name, `Europe/Berlin`. Dates, quiet hours and digests go by it. */
    timeZone: text().notNull().default('UTC'),
    isOperator: boolean().notNull().default(false),
    twoFactorEnabled: boolean().notNull().default(false),
    /** What `/v1/people/:id` shows of this person, chosen by them. */
    isPublic: boolean().notNull().default(false),
    headline: text(),
    /** A visitor's own seeded world; everything of it is erased at this instant. */
    demoUntil: instant(),
    /** Erasure was asked for, and happens at this instant unless taken back. */
    eraseAfter: instant(),
    createdAt: instant().notNull().default(sql`now()`),
    updatedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [
    index('people_demo_until').on(t.demoUntil).where(sql`demo_until is not null`),
    index('people_erase_after').on(t.eraseAfter).where(sql`erase_after is not null`),
  ],
)

const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' })

/** A sign-in on one device: the family of its refresh tokens. Its own token never leaves the server. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    personId: personId(),
    token: text().notNull().unique(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    /** ISO country of the last refresh, as the edge saw it. */
    country: text(),
    lastSeenAt: instant().notNull().default(sql`now()`),
    createdAt: instant().notNull().default(sql`now()`),
    updatedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [index('sessions_person').on(t.personId)],
)

/** Refresh tokens, as hashes. One that was replaced stays, so that its second use is known for what it is. */
export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    tokenHash: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    /** When its successor was issued. */
    replacedAt: instant(),
    successorHash: text(),
  },
  (t) => [index('refresh_tokens_session').on(t.sessionId)],
)

/** Ways in: a password's hash, or an account at a provider. No token of a provider is kept. */
export const accounts = pgTable(
  'accounts',
  {
    id: text().primaryKey(),
    personId: personId(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: instant().notNull().default(sql`now()`),
    updatedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [unique('accounts_provider').on(t.providerId, t.accountId), index('accounts_person').on(t.personId)],
)

/** Codes and links that wait to be used. */
export const verifications = pgTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull().default(sql`now()`),
    updatedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [index('verifications_identifier').on(t.identifier), index('verifications_expires').on(t.expiresAt)],
)

export const twoFactors = pgTable(
  'two_factors',
  {
    id: text().primaryKey(),
    personId: personId(),
    secret: text().notNull(),
    backupCodes: text().notNull(),
    verified: boolean().notNull().default(true),
    failedVerificationCount: integer().notNull().default(0),
    lockedUntil: instant(),
  },
  (t) => [index('two_factors_person').on(t.personId)],
)

export const passkeys = pgTable(
  'passkeys',
  {
    id: text().primaryKey(),
    name: text(),
    publicKey: text().notNull(),
    personId: personId(),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text().notNull(),
    backedUp: boolean().notNull(),
    transports: text(),
    aaguid: text(),
    createdAt: instant().notNull().default(sql`now()`),
  },
  (t) => [index('passkeys_person').on(t.personId)],
)

/** A tenant with members. A company is a fact in the world; an organisation may speak for one. */
export const organisations = pgTable('organisations', {
  id: text().primaryKey(),
  name: text().notNull(),
  slug: text().notNull().unique(),
  version: integer().notNull().default(1),
  createdAt: instant().notNull(),
})

export const members = pgTable(
  'members',
  {
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    personId: personId(),
    role: text().$type<OrganisationRole>().notNull(),
    joinedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.personId] }), index('members_person').on(t.personId)],
)

export const invitations = pgTable(
  'invitations',
  {
    id: text().primaryKey(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: text().$type<OrganisationRole>().notNull(),
    state: text().$type<InvitationState>().notNull().default('open'),
    invitedBy: text().references(() => people.id, { onDelete: 'set null' }),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [
    // One open invitation for each address, so that inviting twice sends one.
    uniqueIndex('invitations_open').on(t.organisationId, t.email).where(sql`state = 'open'`),
    index('invitations_email').on(t.email),
  ],
)

/** Keys of programs. Only a hash is kept; the prefix lets their owner tell them apart. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    personId: personId(),
    name: text().notNull(),
    prefix: text().notNull(),
    secretHash: text().notNull().unique(),
    scopes: text().array().$type<Scope[]>().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    /** To the minute. */
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [index('api_keys_person').on(t.personId)],
)
