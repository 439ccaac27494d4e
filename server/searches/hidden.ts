import { and, desc, eq, sql } from 'drizzle-orm'
import { type CompanyStanding, HIDDEN_MAX, type Hidden, type HiddenMarks, type JobStanding, type OfCompany } from '../../contract/searches'
import { companies, companyFollows, hiddenCompanies, hiddenJobs, jobNews, jobs } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'
import { getCompanyId } from './follows'

/** Everything that the person hid, the newest first. */
export async function listHidden(ctx: PersonCtx): Promise<Hidden> {
  const { personId } = ctx.actor
  const [ofJobs, ofCompanies] = await Promise.all([
    ctx.db
      .select({ jobId: jobs.id, title: jobs.title, companyName: jobs.companyName, status: jobs.status, hiddenAt: hiddenJobs.hiddenAt })
      .from(hiddenJobs)
      .innerJoin(jobs, eq(jobs.id, hiddenJobs.jobId))
      .where(eq(hiddenJobs.personId, personId))
      .orderBy(desc(hiddenJobs.hiddenAt), desc(jobs.id)),
    ctx.db
      .select({ slug: companies.slug, name: companies.name, hiddenAt: hiddenCompanies.hiddenAt })
      .from(hiddenCompanies)
      .innerJoin(companies, eq(companies.id, hiddenCompanies.companyId))
      .where(eq(hiddenCompanies.personId, personId))
      .orderBy(desc(hiddenCompanies.hiddenAt), desc(companies.id)),
  ])
  return {
    jobs: ofJobs.map(({ status, hiddenAt, ...job }) => ({ ...job, isOpen: status === 'open', hiddenAt: hiddenAt.toISOString() })),
    companies: ofCompanies.map((company) => ({ ...company, hiddenAt: company.hiddenAt.toISOString() })),
  }
}

/** What cards are marked by, wherever a list shows them: lists themselves are the same for everybody, so that they can be kept for all. */
export async function listHiddenMarks(ctx: PersonCtx): Promise<HiddenMarks> {
  const { personId } = ctx.actor
  const [ofJobs, ofCompanies] = await Promise.all([
    ctx.db
      .select({ id: jobs.id })
      .from(hiddenJobs)
      .innerJoin(jobs, eq(jobs.clusterId, hiddenJobs.clusterId))
      .where(and(eq(hiddenJobs.personId, personId), eq(jobs.status, 'open'), eq(jobs.isClusterFace, true)))
      .orderBy(desc(hiddenJobs.hiddenAt), desc(jobs.id)),
    ctx.db
      .select({ slug: companies.slug })
      .from(hiddenCompanies)
      .innerJoin(companies, eq(companies.id, hiddenCompanies.companyId))
      .where(eq(hiddenCompanies.personId, personId))
      .orderBy(companies.slug),
  ])
  return { jobIds: ofJobs.map(({ id }) => id), companySlugs: ofCompanies.map(({ slug }) => slug) }
}

/**
 * Hides a vacancy, wherever it is posted: it leaves recommendations, news and digests at once. Twice is as good as once.
 * @throws not_found
 * @throws conflict  `hidden.too-many`
 */
export async function hideJob(ctx: PersonCtx, jobId: string): Promise<{ jobId: string }> {
  const { personId } = ctx.actor
  const clusterId = await getClusterId(ctx, jobId)
  await refuseTooMany(await ctx.db.$count(hiddenJobs, eq(hiddenJobs.personId, personId)))
  await ctx.db.insert(hiddenJobs).values({ personId, clusterId, jobId, hiddenAt: ctx.now() }).onConflictDoNothing()
  return { jobId }
}

/**
 * Shows a hidden vacancy again.
 * @throws not_found
 */
export async function showJobAgain(ctx: PersonCtx, jobId: string): Promise<{ jobId: string }> {
  const clusterId = await getClusterId(ctx, jobId)
  await ctx.db.delete(hiddenJobs).where(and(eq(hiddenJobs.personId, ctx.actor.personId), eq(hiddenJobs.clusterId, clusterId)))
  return { jobId }
}

/**
 * Hides everything of a company, and ends following it. Twice is as good as once.
 * @throws not_found
 * @throws conflict  `hidden.too-many`
 */
export async function hideCompany(ctx: PersonCtx, { slug }: OfCompany): Promise<OfCompany> {
  const { personId } = ctx.actor
  const companyId = await getCompanyId(ctx, slug)
  await refuseTooMany(await ctx.db.$count(hiddenCompanies, eq(hiddenCompanies.personId, personId)))
  await ctx.transact(async (tx) => {
    await tx.insert(hiddenCompanies).values({ personId, companyId, hiddenAt: ctx.now() }).onConflictDoNothing()
    await tx.delete(companyFollows).where(and(eq(companyFollows.personId, personId), eq(companyFollows.companyId, companyId)))
  })
  return { slug }
}

/**
 * Shows a company again. It is not followed again by that.
 * @throws not_found
 */
export async function showCompanyAgain(ctx: PersonCtx, { slug }: OfCompany): Promise<OfCompany> {
  const companyId = await getCompanyId(ctx, slug)
  await ctx.db
    .delete(hiddenCompanies)
    .where(and(eq(hiddenCompanies.personId, ctx.actor.personId), eq(hiddenCompanies.companyId, companyId)))
  return { slug }
}

/**
 * Where the person stands to a job and its company.
 * @throws not_found
 */
export async function getStanding(ctx: PersonCtx, jobId: string): Promise<JobStanding> {
  const { personId } = ctx.actor
  const [row] = await ctx.db
    .select({
      // Written out: a column of the only table read is named without its table, and would then be the inner one.
      isJobHidden: sql<boolean>`exists (select from ${hiddenJobs} where person_id = ${personId} and cluster_id = jobs.cluster_id)`,
      isCompanyHidden: sql<boolean>`exists (select from ${hiddenCompanies} where person_id = ${personId} and company_id = jobs.company_id)`,
      isFollowed: sql<boolean>`exists (select from ${companyFollows} where person_id = ${personId} and company_id = jobs.company_id)`,
    })
    .from(jobs)
    .where(eq(jobs.id, jobId))
  if (!row) throw notFound('job', jobId)
  return row
}

/**
 * Where the person stands to a company.
 * @throws not_found
 */
export async function getCompanyStanding(ctx: PersonCtx, { slug }: OfCompany): Promise<CompanyStanding> {
  const { personId } = ctx.actor
  const [row] = await ctx.db
    .select({
      isCompanyHidden: sql<boolean>`exists (select from ${hiddenCompanies} where person_id = ${personId} and company_id = companies.id)`,
      isFollowed: sql<boolean>`exists (select from ${companyFollows} where person_id = ${personId} and company_id = companies.id)`,
    })
    .from(companies)
    .where(eq(companies.slug, slug))
  if (!row) throw notFound('company', slug)
  return row
}

function refuseTooMany(count: number): void {
  if (count >= HIDDEN_MAX)
    throw conflict('hidden.too-many', { max: HIDDEN_MAX }, `You hide ${HIDDEN_MAX} already. Show some of them again first.`)
}

async function getClusterId(ctx: PersonCtx, jobId: string): Promise<string> {
  const [job] = await ctx.db.select({ clusterId: jobs.clusterId }).from(jobs).where(eq(jobs.id, jobId))
  if (!job) throw notFound('job', jobId)
  return job.clusterId
}

/** Of `job_news`: neither the vacancy nor its company is hidden by the person whose line it is. */
export const IS_NOT_HIDDEN = sql`
  not exists (select from ${hiddenJobs} hidden where hidden.person_id = ${jobNews.personId} and hidden.cluster_id = ${jobNews.clusterId})
  and not exists (select from ${hiddenCompanies} hidden where hidden.person_id = ${jobNews.personId} and hidden.company_id = ${jobs.companyId})`
