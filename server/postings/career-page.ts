import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { CareerPage, CareerSettings, SetCareerSettings } from '../../contract/postings'
import { careerPages, companies, jobs, organisations, postings } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { getOrganisationFor } from '../identity/access'
import { jobCardColumns, showCard } from '../jobs/show-job'
import { findHostOf } from './find-career-host'
import { findVerifiedDomain } from './verify-employer'

const OPENINGS_MAX = 200

/**
 * An organisation's own page: how it looks, and its open postings, the newest first. It is there once a first posting was published.
 * @throws not_found  no such organisation, or nothing of it was ever public: both alike
 */
export async function showCareerPage(ctx: Ctx, slug: string): Promise<CareerPage> {
  const [organisation] = await ctx.db
    .select({ id: organisations.id, name: organisations.name, slug: organisations.slug })
    .from(organisations)
    .where(eq(organisations.slug, slug))
  const published = organisation
    ? await ctx.db
        .select({ jobId: postings.jobId, state: postings.state })
        .from(postings)
        .where(and(eq(postings.organisationId, organisation.id), inArray(postings.state, ['published', 'paused', 'closed'])))
        .orderBy(desc(postings.publishedAt), desc(postings.id))
        .limit(OPENINGS_MAX)
    : []
  const wasPublic = published.some(({ jobId }) => jobId !== null)
  if (!organisation || !wasPublic) throw notFound('career-page', slug)
  const open = published.flatMap(({ jobId, state }) => (state === 'published' && jobId ? [jobId] : []))
  const [settings, verifiedDomain, cards] = await Promise.all([
    findSettings(ctx, organisation),
    findVerifiedDomain(ctx.db, organisation.id),
    open.length === 0
      ? []
      : ctx.db
          .select(jobCardColumns)
          .from(jobs)
          .leftJoin(companies, eq(companies.id, jobs.companyId))
          .where(and(inArray(jobs.id, open), eq(jobs.status, 'open')))
          .orderBy(desc(jobs.foundAt), asc(jobs.id)),
  ])
  const host = await findHostOf(ctx.db, organisation.id)
  return { slug: organisation.slug, name: organisation.name, ...settings, verifiedDomain, host, jobs: cards.map(showCard) }
}

/** How the page looks, for who may see the organisation. */
export async function getCareerSettings(ctx: PersonCtx, organisationId: string): Promise<CareerSettings> {
  const { organisation } = await getOrganisationFor(ctx, organisationId, 'organisation.view')
  return findSettings(ctx, organisation)
}

/** @throws not_found, forbidden  as `getOrganisationFor` */
export async function setCareerSettings(ctx: PersonCtx, { organisationId, ...settings }: SetCareerSettings): Promise<CareerSettings> {
  await getOrganisationFor(ctx, organisationId, 'organisation.manage')
  const row = { ...settings, updatedAt: ctx.now() }
  await ctx.db
    .insert(careerPages)
    .values({ organisationId, ...row })
    .onConflictDoUpdate({ target: careerPages.organisationId, set: row })
  return settings
}

export async function findSettings(ctx: Pick<Ctx, 'db'>, organisation: { id: string; name: string }): Promise<CareerSettings> {
  const [row] = await ctx.db
    .select({ accent: careerPages.accent, letters: careerPages.letters, intro: careerPages.intro })
    .from(careerPages)
    .where(eq(careerPages.organisationId, organisation.id))
  if (row) return row
  const initials = organisation.name.split(/\s+/).flatMap((word) => /^[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
  return { accent: 'green', letters: initials.slice(0, 2).join('').toUpperCase() || '·', intro: '' }
}
