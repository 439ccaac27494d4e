import { and, asc, eq, gt, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '../../db/client'
import {
  accounts,
  apiKeys,
  invitations,
  members,
  organisations,
  passkeys,
  people,
  sessions,
  twoFactors,
  verifications,
} from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict } from '../core/errors'
import {
  countAll,
  type ErasedPerson,
  type ExportPart,
  eraseFirst,
  eraseRowsWhere,
  exportTable,
  type PersonStore,
} from '../core/person-data'
import { closeListeners } from './renew-session'

/** Deleting an account needs a session that is younger than this. */
export const FRESH_MS = 10 * 60_000
const DUE_MAX = 100

const WAYS_IN = [
  { table: sessions, personId: sessions.personId },
  { table: apiKeys, personId: apiKeys.personId },
  { table: accounts, personId: accounts.personId },
  { table: passkeys, personId: passkeys.personId },
  { table: twoFactors, personId: twoFactors.personId },
]

/** Sessions, keys, passkeys, passwords, linked providers, codes under way. It is emptied first, so that nobody adds what was emptied already. */
export const waysInOfPerson: PersonStore = {
  store: 'sign-in',
  tables: ['sessions', 'refresh_tokens', 'api_keys', 'accounts', 'passkeys', 'two_factors', 'verifications'],
  async countPerson(ctx, person) {
    const codes = await ctx.db.$count(verifications, await isCodeOf(person))
    return codes + (await countAll(ctx.db, person.personId, WAYS_IN))
  },
  exportPerson: exportWaysIn,
  async erasePerson(ctx, person) {
    const gone =
      (await eraseFirst(ctx.db, person.personId, WAYS_IN)) || (await eraseRowsWhere(ctx.db, verifications, await isCodeOf(person)))
    if (gone > 0) closeListeners(ctx, person.personId)
    return gone
  },
}

/** The account itself: name and address, memberships, invitations to the address. It goes last: whoever is gone here is gone. */
export const accountOfPerson: PersonStore = {
  store: 'account',
  tables: ['people', 'members', 'invitations'],
  async countPerson(ctx, { personId, email }) {
    const counts = await Promise.all([
      ctx.db.$count(people, eq(people.id, personId)),
      ctx.db.$count(members, eq(members.personId, personId)),
      email === null ? 0 : ctx.db.$count(invitations, eq(invitations.email, email)),
    ])
    return counts.reduce((sum, count) => sum + count, 0)
  },
  exportPerson: exportAccount,
  async erasePerson(ctx, { personId, email }) {
    const invited = email === null ? 0 : await eraseRowsWhere(ctx.db, invitations, eq(invitations.email, email))
    if (invited > 0) return invited
    return ctx.transact(async (tx) => {
      const left = await leaveOrganisations(tx, personId)
      const gone = await tx.delete(people).where(eq(people.id, personId)).returning({ id: people.id })
      return left + gone.length
    })
  },
}

/** Whom an erasure is about, read before it begins. `null` when they are gone already. */
export async function findErasedPerson(db: Db, personId: string): Promise<ErasedPerson | null> {
  const [row] = await db.select({ email: people.email }).from(people).where(eq(people.id, personId))
  if (!row) return null
  const keys = await db.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.personId, personId))
  return { personId, email: row.email, keyIds: keys.map(({ id }) => id) }
}

/** Whether the session that asks began less than ten minutes ago. */
export async function isFreshSession(ctx: PersonCtx): Promise<boolean> {
  const { sessionId, personId } = ctx.actor
  if (sessionId === null) return false
  const from = new Date(ctx.now().getTime() - FRESH_MS)
  return (await ctx.db.$count(sessions, and(eq(sessions.id, sessionId), eq(sessions.personId, personId), gt(sessions.createdAt, from)))) > 0
}

/** @throws conflict `session.not-fresh` */
export async function refuseStaleSession(ctx: PersonCtx): Promise<void> {
  if (await isFreshSession(ctx)) return
  throw conflict(
    'session.not-fresh',
    {},
    'Sign in again first: within ten minutes of it, so that nobody does this on a device you left open.',
  )
}

/** Notes when an account is to be erased; `null` takes it back. */
export async function setEraseAfter(tx: Db, personId: string, at: Date | null): Promise<void> {
  await tx.update(people).set({ eraseAfter: at }).where(eq(people.id, personId))
}

/** People whose grace period, or whose demo, is over: at most 100, the longest over first. */
export async function listDueErasures(ctx: Ctx): Promise<{ personId: string; isDemo: boolean }[]> {
  const now = ctx.now()
  const read = (where: SQL | undefined, column: PgColumn) =>
    ctx.db
      .select({ personId: people.id, demoUntil: people.demoUntil })
      .from(people)
      .where(where)
      .orderBy(asc(column), asc(people.id))
      .limit(DUE_MAX)
  const [asked, demos] = await Promise.all([
    read(and(isNotNull(people.eraseAfter), lte(people.eraseAfter, now)), people.eraseAfter),
    read(and(isNotNull(people.demoUntil), lte(people.demoUntil, now)), people.demoUntil),
  ])
  return [...asked, ...demos].map(({ personId, demoUntil }) => ({ personId, isDemo: demoUntil !== null }))
}

/** Names of organisations with other members that would be without an owner if the person left. */
export async function listLastOwned(ctx: Ctx, personId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ name: organisations.name })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.organisationId))
    .where(
      and(
        eq(members.personId, personId),
        eq(members.role, 'owner'),
        sql`not exists (select 1 from members o where o.organisation_id = ${members.organisationId} and o.person_id <> ${personId} and o.role = 'owner')`,
        sql`exists (select 1 from members o where o.organisation_id = ${members.organisationId} and o.person_id <> ${personId})`,
      ),
    )
    .orderBy(asc(organisations.name), asc(organisations.id))
  return rows.map(({ name }) => name)
}

/** What a provider's own request to delete leaves of an account. */
export interface UnlinkedPerson {
  personId: string
  email: string
  /** No password, no passkey and no other provider is left: only codes by mail. */
  hasNoOtherWayIn: boolean
}

/** Takes a provider's account, and what came from the provider with it, from whoever signed in by it. The account here stays. */
export async function eraseProviderAccount(
  tx: Db,
  provider: { providerId: string; accountId: string },
): Promise<{ rows: number; people: UnlinkedPerson[] }> {
  const gone = await tx
    .delete(accounts)
    .where(and(eq(accounts.providerId, provider.providerId), eq(accounts.accountId, provider.accountId)))
    .returning({ personId: accounts.personId })
  if (gone.length === 0) return { rows: 0, people: [] }
  const ids = gone.map(({ personId }) => personId)
  // A picture is only ever fetched from a provider.
  await tx.update(people).set({ image: null }).where(inArray(people.id, ids))
  const rows = await tx
    .select({
      personId: people.id,
      email: people.email,
      others: sql<number>`((select count(*) from accounts a where a.person_id = ${people.id}) + (select count(*) from passkeys k where k.person_id = ${people.id}))::int`,
    })
    .from(people)
    .where(inArray(people.id, ids))
  return { rows: gone.length, people: rows.map(({ others, ...person }) => ({ ...person, hasNoOtherWayIn: others === 0 })) }
}

/** How many accounts of a provider are linked under this id: 0 or 1. */
export async function countProviderAccounts(db: Db, provider: { providerId: string; accountId: string }): Promise<number> {
  return db.$count(accounts, and(eq(accounts.providerId, provider.providerId), eq(accounts.accountId, provider.accountId)))
}

/** Cron: forgets codes that are over and sessions that nobody came back to, a batch of each. Returns how many. */
export async function forgetExpired(ctx: Ctx): Promise<number> {
  const now = ctx.now()
  const codes = await eraseRowsWhere(ctx.db, verifications, lte(verifications.expiresAt, now))
  return codes + (await eraseRowsWhere(ctx.db, sessions, lte(sessions.expiresAt, now)))
}

/** An organisation whose only member leaves goes; one whose last owner leaves is given to who has been there longest, recruiters first. */
async function leaveOrganisations(tx: Db, personId: string): Promise<number> {
  const mine = await tx
    .delete(members)
    .where(eq(members.personId, personId))
    .returning({ organisationId: members.organisationId, role: members.role })
  for (const { organisationId, role } of mine) {
    const rest = await tx
      .select({ personId: members.personId, role: members.role })
      .from(members)
      .where(eq(members.organisationId, organisationId))
      .orderBy(
        sql`case ${members.role} when 'owner' then 0 when 'recruiter' then 1 when 'hiring_manager' then 2 else 3 end`,
        asc(members.joinedAt),
        asc(members.personId),
      )
      .limit(1)
    const [heir] = rest
    if (!heir) await tx.delete(organisations).where(eq(organisations.id, organisationId))
    else if (role === 'owner' && heir.role !== 'owner')
      await tx
        .update(members)
        .set({ role: 'owner' })
        .where(and(eq(members.organisationId, organisationId), eq(members.personId, heir.personId)))
  }
  return mine.length
}

/** Codes are kept under a hash of what they are for and the address, as better-auth names it; states of providers name the person. */
async function isCodeOf({ personId, email }: ErasedPerson): Promise<SQL | undefined> {
  const identifiers = email === null ? [] : ['sign-in', 'email-verification', 'forget-password'].map((type) => `${type}-otp-${email}`)
  return or(
    inArray(verifications.identifier, await Promise.all([...identifiers, claimIdentifier(personId)].map(hashIdentifier))),
    sql`strpos(${verifications.value}, ${personId}) > 0`,
    email === null ? undefined : sql`strpos(${verifications.value}, ${email}) > 0`,
  )
}

/** Under what the code lies by which a demo becomes an account. */
export const claimIdentifier = (personId: string) => `demo-claim-${personId}`

/** As better-auth keeps an identifier under `storeIdentifier: 'hashed'`. */
export async function hashIdentifier(identifier: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(identifier)))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

async function* exportWaysIn({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  yield* exportTable(db, personId, {
    table: sessions,
    personId: sessions.personId,
    id: sessions.id,
    file: 'account/sessions.json',
    about: 'Where you are signed in: device as it named itself, country, first and last use.',
    secrets: ['token'],
  })
  yield* exportTable(db, personId, {
    table: accounts,
    personId: accounts.personId,
    id: accounts.id,
    file: 'account/ways-in.json',
    about:
      'How you sign in: `credential` is a password (of which only a hash is kept, left out here), others are providers with the id they gave you.',
    secrets: ['password', 'accessToken', 'refreshToken', 'idToken'],
  })
  yield* exportTable(db, personId, {
    table: passkeys,
    personId: passkeys.personId,
    id: passkeys.id,
    file: 'account/passkeys.json',
    about: 'Your passkeys, without their keys.',
    secrets: ['publicKey', 'credentialID', 'counter'],
  })
  yield* exportTable(db, personId, {
    table: apiKeys,
    personId: apiKeys.personId,
    id: apiKeys.id,
    file: 'account/api-keys.json',
    about: 'Keys of your programs: name, rights, when they were made and last used. Of the key itself only a hash is kept, left out here.',
    secrets: ['secretHash'],
  })
}

async function* exportAccount({ db }: Ctx, personId: string): AsyncGenerator<ExportPart> {
  const rows = await db.select().from(people).where(eq(people.id, personId))
  yield { file: 'account/profile.json', about: 'Your account as you filled it in.', rows }
  const joined = await db
    .select({ organisation: organisations.name, organisationId: organisations.id, role: members.role, joinedAt: members.joinedAt })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.organisationId))
    .where(eq(members.personId, personId))
    .orderBy(asc(members.joinedAt), asc(organisations.id))
  yield { file: 'account/organisations.json', about: 'Organisations that you are a member of, with your role.', rows: joined }
  const email = rows[0]?.email ?? ''
  const invited = await db
    .select({
      organisation: organisations.name,
      role: invitations.role,
      state: invitations.state,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(organisations, eq(organisations.id, invitations.organisationId))
    .where(eq(invitations.email, email))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))
  yield { file: 'account/invitations.json', about: 'Invitations to your address.', rows: invited }
}
