import { and, asc, eq, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { EmployerVerification, EmployerVerifications, StartVerification } from '../../contract/postings'
import type { Db } from '../../db/client'
import { careerPages, employerVerifications, organisations, postings } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { AppError, conflict, invalid, notFound } from '../core/errors'
import { toHex } from '../core/hex'
import { getOrganisationFor } from '../identity/access'
import { listOwners } from '../identity/list-owners'
import { markVerified } from '../jobs/mark-verified'
import { type Emit, withEvents } from '../live/outbox'
import { queueMail } from '../notifications/queue-mail'
import { isFreeMail, readDomain } from './core/domains'

const CODE_MINUTES = 30
const WRONG_CODES_MAX = 5
const DOMAINS_MAX = 5
const DAY_MS = 86_400_000
const CHECK_EVERY_MS = 7 * DAY_MS
/** What a host of a career page hangs on is looked at each day, at the same hour. */
const HOST_CHECK_EVERY_MS = DAY_MS - 1_800_000
/** A code was typed once; whether the address still exists nobody asks, so it is proved anew each year. */
const MAIL_HOLDS_MS = 365 * DAY_MS
/** Checks in a row that must fail: a resolver in trouble, or a zone that is moved, takes nobody's mark away. */
const FAILED_CHECKS_MAX = 3
const CHECKED_AT_ONCE = 50
const RECORD_PREFIX = 'numerojobs-verify='

type Row = typeof employerVerifications.$inferSelect
interface OfDomain {
  organisationId: string
  domain: string
}

/** Domains that an organisation proved to own, or began to. */
export async function listVerifications(ctx: PersonCtx, organisationId: string): Promise<EmployerVerifications> {
  await getOrganisationFor(ctx, organisationId, 'organisation.view')
  const rows = await ctx.db
    .select()
    .from(employerVerifications)
    .where(eq(employerVerifications.organisationId, organisationId))
    .orderBy(asc(employerVerifications.domain))
  return { data: rows.map(shown) }
}

/**
 * Begins to prove a domain: by a code that is mailed to an address there, or by a TXT record. Begun again, an older code counts no more.
 * @throws invalid   `employer.bad-domain`, `employer.free-mail`
 * @throws conflict  `employer.too-many-domains`
 */
export async function startVerification(ctx: PersonCtx, input: StartVerification): Promise<EmployerVerification> {
  const asked = input.method === 'mail' ? (input.email.split('@')[1] ?? '') : input.domain
  const field = input.method === 'mail' ? 'email' : 'domain'
  const domain = readDomain(asked)
  if (!domain)
    throw invalid('employer.bad-domain', 'Give a domain of your own, like example.com.', { [field]: 'Give a domain of your own.' })
  if (isFreeMail(domain))
    throw invalid('employer.free-mail', 'Anybody can have an address there. Use one of your own domain.', {
      [field]: 'Use your own domain.',
    })
  const code = String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
    .padStart(10, '0')
    .slice(-6)
  return ctx.transact(async (tx) => {
    const { organisation } = await getOrganisationFor(ctx, input.organisationId, 'organisation.manage', tx)
    const of = { organisationId: input.organisationId, domain }
    const held = await find(tx, of)
    const others = await tx.$count(employerVerifications, eq(employerVerifications.organisationId, of.organisationId))
    if (!held && others >= DOMAINS_MAX)
      throw conflict('employer.too-many-domains', {}, `${DOMAINS_MAX} domains are enough. Take one out first.`)
    const isMail = input.method === 'mail'
    const begun = {
      method: input.method,
      codeHash: isMail ? await ctx.hash(codeText(of, code)) : null,
      codeExpiresAt: isMail ? new Date(ctx.now().getTime() + CODE_MINUTES * 60_000) : null,
      wrongCodes: 0,
      startedBy: ctx.actor.personId,
      startedAt: ctx.now(),
    }
    const token = toHex(crypto.getRandomValues(new Uint8Array(16)))
    const [row] = await tx
      .insert(employerVerifications)
      .values({ ...of, ...begun, token })
      .onConflictDoUpdate({ target: [employerVerifications.organisationId, employerVerifications.domain], set: begun })
      .returning()
    if (!row) throw new Error('The verification was not stored.')
    if (isMail)
      await queueMail(ctx, tx, {
        template: 'employer-code',
        to: input.email,
        personId: null,
        data: { organisationName: organisation.name, inviterName: ctx.actor.name, code, minutes: CODE_MINUTES },
      })
    return shown(row)
  })
}

/**
 * Proves a domain by the code that came by mail.
 * @throws invalid  `employer.wrong-code`: after five of them, or half an hour, a new one is needed
 */
export async function confirmVerification(ctx: PersonCtx, { code, ...of }: OfDomain & { code: string }): Promise<EmployerVerification> {
  const answer = await withEvents(ctx, async (tx, emit) => {
    const row = await hold(ctx, tx, of)
    const isOver = row.codeExpiresAt === null || row.codeExpiresAt <= ctx.now() || row.wrongCodes >= WRONG_CODES_MAX
    if (isOver || row.codeHash !== (await ctx.hash(codeText(of, code)))) {
      await update(tx, of, { wrongCodes: row.wrongCodes + 1 })
      return null
    }
    return verify(ctx, tx, emit, of, { codeHash: null, codeExpiresAt: null })
  })
  // Thrown after the commit, so that the wrong try is counted.
  if (!answer)
    throw invalid('employer.wrong-code', 'This code is wrong or over. Ask for a new one.', { code: 'This code is wrong or over.' })
  return shown(answer)
}

/**
 * Proves a domain by its record, as the net has it now.
 * @throws conflict         `employer.record-missing`
 * @throws upstream_failed  the resolver does not answer
 */
export async function checkVerification(ctx: PersonCtx, of: OfDomain): Promise<EmployerVerification> {
  await getOrganisationFor(ctx, of.organisationId, 'organisation.manage')
  const held = await find(ctx.db, of)
  if (!held) throw notFound('domain', of.domain)
  const isFound = await hasRecord(ctx, held)
  if (!isFound)
    throw conflict(
      'employer.record-missing',
      {},
      'The record is not there yet. A new one takes a while, up to an hour with some providers.',
    )
  return shown(await withEvents(ctx, (tx, emit) => verify(ctx, tx, emit, of, { method: 'dns' })))
}

/** Takes a domain out; its mark goes from every job, and the career page from a host that lies in it. */
export async function removeVerification(ctx: PersonCtx, of: OfDomain): Promise<{ domain: string }> {
  return withEvents(ctx, async (tx, emit) => {
    await hold(ctx, tx, of)
    await tx.delete(employerVerifications).where(isOf(of))
    await tx
      .update(careerPages)
      .set({ host: null })
      .where(and(eq(careerPages.organisationId, of.organisationId), hostIn(of.domain)))
    await markJobs(ctx, tx, emit, of.organisationId)
    return { domain: of.domain }
  })
}

/** The domain that an organisation is known by: the one it proved first. */
export async function findVerifiedDomain(db: Db, organisationId: string): Promise<string | null> {
  const [row] = await db
    .select({ domain: employerVerifications.domain })
    .from(employerVerifications)
    .where(and(eq(employerVerifications.organisationId, organisationId), eq(employerVerifications.state, 'verified')))
    .orderBy(asc(employerVerifications.verifiedAt), asc(employerVerifications.domain))
    .limit(1)
  return row?.domain ?? null
}

/**
 * Cron: looks again at what was proved a week ago, and each day at what a career page's own host lies in. What is gone three times in a row counts
 * no more; a host that goes with it is told to the owners when its record is first missed, and when it ends.
 */
export async function recheckVerifications(ctx: Ctx): Promise<number> {
  const now = ctx.now().getTime()
  const due = await ctx.db
    .select()
    .from(employerVerifications)
    .where(
      and(
        eq(employerVerifications.state, 'verified'),
        isNotNull(employerVerifications.checkedAt),
        or(
          lt(employerVerifications.checkedAt, new Date(now - CHECK_EVERY_MS)),
          and(lt(employerVerifications.checkedAt, new Date(now - HOST_CHECK_EVERY_MS)), hasHost),
        ),
      ),
    )
    .orderBy(asc(employerVerifications.checkedAt))
    .limit(CHECKED_AT_ONCE)
  for (const row of due) {
    const holds =
      row.method === 'mail' ? now - (row.verifiedAt?.getTime() ?? 0) < MAIL_HOLDS_MS : await hasRecord(ctx, row).catch(() => null)
    // A resolver that does not answer says nothing about the record.
    if (holds === null) continue
    await withEvents(ctx, async (tx, emit) => {
      const failedChecks = holds ? 0 : row.failedChecks + 1
      const isGone = !holds && (row.method === 'mail' || failedChecks >= FAILED_CHECKS_MAX)
      await update(tx, row, { checkedAt: ctx.now(), failedChecks, ...(isGone ? { state: 'lapsed' } : {}) })
      if (isGone) await markJobs(ctx, tx, emit, row.organisationId)
      if (!holds && row.method === 'dns' && (isGone || row.failedChecks === 0)) await tellOfHost(ctx, tx, row, isGone)
    })
  }
  return due.length
}

/** A host of a career page lies in this domain. */
const hasHost = sql`exists (select 1 from ${careerPages} where ${careerPages.organisationId} = ${employerVerifications.organisationId}
  and (${careerPages.host} = ${employerVerifications.domain} or ${careerPages.host} like '%.' || ${employerVerifications.domain}))`

/** Tells the owners that the career page's own host is about to end with its domain, or did, and then gives it up. */
async function tellOfHost(ctx: Ctx, tx: Db, { organisationId, domain }: Row, isGone: boolean): Promise<void> {
  const [page] = await tx
    .select({ host: careerPages.host, name: organisations.name, slug: organisations.slug })
    .from(careerPages)
    .innerJoin(organisations, eq(organisations.id, careerPages.organisationId))
    .where(and(eq(careerPages.organisationId, organisationId), hostIn(domain)))
  if (!page?.host) return
  if (isGone) {
    await tx.update(careerPages).set({ host: null }).where(eq(careerPages.organisationId, organisationId))
    const details = { host: null, because: 'record missing' }
    await recordAudit(ctx, tx, { organisationId, act: 'organisation.career-places-changed', subjectId: organisationId, details })
  }
  const until = isGone ? null : new Date(ctx.now().getTime() + (FAILED_CHECKS_MAX - 1) * DAY_MS).toISOString()
  const link = `${ctx.origin}/organisations/${page.slug}/careers`
  const data = { organisationName: page.name, host: page.host, until, record: recordName(domain), link }
  for (const { personId, email, timeZone } of await listOwners(tx, organisationId))
    await queueMail(ctx, tx, { template: 'career-host-missing', to: email, personId, data: { ...data, timeZone } })
}

async function verify(ctx: Ctx, tx: Db, emit: Emit, of: OfDomain, set: Partial<Row>): Promise<Row> {
  const row = await update(tx, of, { ...set, state: 'verified', verifiedAt: ctx.now(), checkedAt: ctx.now(), failedChecks: 0 })
  await recordAudit(ctx, tx, {
    organisationId: of.organisationId,
    act: 'organisation.verified',
    subjectId: of.organisationId,
    details: { domain: of.domain },
  })
  await markJobs(ctx, tx, emit, of.organisationId)
  return row
}

/** Says on every job of an organisation whose it is proved to be. */
async function markJobs(_ctx: Ctx, tx: Db, emit: Emit, organisationId: string): Promise<void> {
  const rows = await tx
    .select({ jobId: postings.jobId })
    .from(postings)
    .where(and(eq(postings.organisationId, organisationId), isNotNull(postings.jobId)))
  await markVerified(
    tx,
    emit,
    rows.flatMap(({ jobId }) => jobId ?? []),
    await findVerifiedDomain(tx, organisationId),
  )
}

async function hasRecord(ctx: Ctx, { domain, token }: Row): Promise<boolean> {
  const records = await ctx.findTxtRecords(recordName(domain))
  return records.some((record) => record.trim() === RECORD_PREFIX + token)
}

async function hold(ctx: PersonCtx, tx: Db, of: OfDomain): Promise<Row> {
  await getOrganisationFor(ctx, of.organisationId, 'organisation.manage', tx)
  const [row] = await tx.select().from(employerVerifications).where(isOf(of)).for('update')
  if (!row) throw notFound('domain', of.domain)
  return row
}

async function find(db: Db, of: OfDomain): Promise<Row | null> {
  const [row] = await db.select().from(employerVerifications).where(isOf(of))
  return row ?? null
}

async function update(tx: Db, of: OfDomain, set: Partial<Row>): Promise<Row> {
  const [row] = await tx.update(employerVerifications).set(set).where(isOf(of)).returning()
  if (!row) throw new AppError('not_found', 'domain.not-found')
  return row
}

const isOf = ({ organisationId, domain }: OfDomain) =>
  and(eq(employerVerifications.organisationId, organisationId), eq(employerVerifications.domain, domain))
const codeText = ({ organisationId, domain }: OfDomain, code: string) => `employer-code ${organisationId} ${domain} ${code.trim()}`
const hostIn = (domain: string) => sql`(${careerPages.host} = ${domain} or ${careerPages.host} like ${`%.${domain}`})`
const recordName = (domain: string) => `_numerojobs.${domain}`

function shown(row: Row): EmployerVerification {
  return {
    domain: row.domain,
    method: row.method,
    state: row.state,
    recordName: recordName(row.domain),
    recordValue: RECORD_PREFIX + row.token,
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    checkedAt: row.checkedAt?.toISOString() ?? null,
  }
}
