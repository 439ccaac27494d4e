import { and, asc, eq } from 'drizzle-orm'
import type { CareerPlaces, SetCareerHost, SetFrameOrigins } from '../../contract/postings'
import type { Db } from '../../db/client'
import { careerPages, employerVerifications } from '../../db/schema'
import { recordAudit } from '../audit/record-audit'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { conflict, invalid } from '../core/errors'
import { getOrganisationFor } from '../identity/access'
import { findSettings } from './career-page'
import { readDomain } from './core/domains'
import { findCareerHost } from './find-career-host'

/** @throws not_found, forbidden  as `getOrganisationFor` */
export async function getCareerPlaces(ctx: PersonCtx, organisationId: string): Promise<CareerPlaces> {
  const { organisation } = await getOrganisationFor(ctx, organisationId, 'organisation.view')
  const [[row], domains] = await Promise.all([
    ctx.db.select().from(careerPages).where(eq(careerPages.organisationId, organisationId)),
    listProvedDomains(ctx.db, organisationId),
  ])
  return {
    slug: organisation.slug,
    frameOrigins: row?.frameOrigins ?? [],
    host: row?.host ?? null,
    isHostFailing: domains.some(({ domain, failedChecks }) => failedChecks > 0 && row?.host != null && isWithin(row.host, domain)),
    hostTarget: targetOf(ctx),
    domains: domains.map(({ domain }) => domain),
  }
}

/**
 * Says which sites may show the career page in a frame; none is nowhere. The same again changes nothing.
 * @throws not_found, forbidden  as `getOrganisationFor`
 */
export async function setFrameOrigins(ctx: PersonCtx, { organisationId, origins }: SetFrameOrigins): Promise<CareerPlaces> {
  const frameOrigins = [...new Set(origins)].sort()
  await change(ctx, organisationId, { frameOrigins }, { frames: frameOrigins.length })
  return getCareerPlaces(ctx, organisationId)
}

/**
 * Puts the career page under a host of the organisation's own, or gives that back with `null`. The host lies in a domain that is proved by a
 * record, and points here by its CNAME: both are looked for now. The same again changes nothing.
 *
 * @throws not_found, forbidden    as `getOrganisationFor`
 * @throws invalid   `career.bad-host`, `career.domain-not-proved`
 * @throws conflict  `career.cname-missing`, `career.host-taken`: another organisation that proved the domain has it
 * @throws upstream_failed  the resolver does not answer
 */
export async function setCareerHost(ctx: PersonCtx, { organisationId, host: asked }: SetCareerHost): Promise<CareerPlaces> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  if (asked === null) {
    await change(ctx, organisationId, { host: null }, { host: null })
    return getCareerPlaces(ctx, organisationId)
  }
  const host = readHost(asked)
  const target = targetOf(ctx)
  if (!host || host === target || host.endsWith(`.${target}`))
    throw invalid('career.bad-host', 'Give a name of your own, like jobs.example.com.', { host: 'Give a name of your own.' })
  const proved = (await listProvedDomains(ctx.db, organisationId)).find(({ domain }) => isWithin(host, domain))
  if (!proved)
    throw invalid('career.domain-not-proved', 'Prove the domain of this host by a DNS record first.', {
      host: 'This lies in no domain that you proved by a DNS record.',
    })
  if (!(await pointsHere(ctx, host)))
    throw conflict(
      'career.cname-missing',
      {},
      `Add a CNAME record for ${host} that says ${target}, then try again. A new one takes a while.`,
    )
  // Whose proof is gone holds nothing any more.
  const isHeld = (await findCareerHost(ctx.db, host)) !== null
  await ctx.transact(async (tx) => {
    const [other] = await tx.select({ id: careerPages.organisationId }).from(careerPages).where(eq(careerPages.host, host)).for('update')
    if (other && other.id !== organisationId) {
      if (isHeld) throw conflict('career.host-taken', {}, 'Another organisation that proved this domain shows its career page there.')
      await tx.update(careerPages).set({ host: null }).where(eq(careerPages.organisationId, other.id))
    }
    await write(ctx, tx, organisationId, { host }, { host })
  })
  return getCareerPlaces(ctx, organisationId)
}

async function pointsHere(ctx: Ctx, host: string): Promise<boolean> {
  return (await ctx.findAliases(host)).some((alias) => alias.toLowerCase().replace(/\.$/, '') === targetOf(ctx))
}

function listProvedDomains(db: Db, organisationId: string): Promise<{ domain: string; failedChecks: number }[]> {
  return db
    .select({ domain: employerVerifications.domain, failedChecks: employerVerifications.failedChecks })
    .from(employerVerifications)
    .where(
      and(
        eq(employerVerifications.organisationId, organisationId),
        eq(employerVerifications.state, 'verified'),
        eq(employerVerifications.method, 'dns'),
      ),
    )
    .orderBy(asc(employerVerifications.domain))
}

async function change(
  ctx: PersonCtx,
  organisationId: string,
  set: Partial<typeof careerPages.$inferInsert>,
  details: Record<string, string | number | null>,
): Promise<void> {
  await ctx.transact((tx) => write(ctx, tx, organisationId, set, details))
}

async function write(
  ctx: PersonCtx,
  tx: Db,
  organisationId: string,
  set: Partial<typeof careerPages.$inferInsert>,
  details: Record<string, string | number | null>,
): Promise<void> {
  const { organisation } = await getOrganisationFor(ctx, organisationId, 'organisation.manage', tx)
  const look = await findSettings({ db: tx }, organisation)
  const [before] = await tx.select().from(careerPages).where(eq(careerPages.organisationId, organisationId)).for('update')
  await tx
    .insert(careerPages)
    .values({ organisationId, ...look, ...set, updatedAt: ctx.now() })
    .onConflictDoUpdate({ target: careerPages.organisationId, set: { ...set, updatedAt: ctx.now() } })
  const isSame =
    (set.host === undefined || set.host === (before?.host ?? null)) &&
    (set.frameOrigins === undefined || set.frameOrigins.join(' ') === (before?.frameOrigins ?? []).join(' '))
  if (!isSame) await recordAudit(ctx, tx, { organisationId, act: 'organisation.career-places-changed', subjectId: organisationId, details })
}

/** A host is a domain that keeps its `www.`; `null` for what is none. */
function readHost(text: string): string | null {
  const host = text.trim().toLowerCase().replace(/\.$/, '')
  const domain = readDomain(host)
  return domain !== null && (domain === host || host === `www.${domain}`) ? host : null
}

const isWithin = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)
/** What CNAME records point to: the host of our own address. */
const targetOf = (ctx: Pick<Ctx, 'origin'>) => new URL(ctx.origin).hostname
