import { and, asc, eq, sql } from 'drizzle-orm'
import { FOLLOWS_MAX, type FollowedCompanies, type OfCompany } from '../../contract/searches'
import { companies, companyFollows } from '../../db/schema'
import type { PersonCtx } from '../core/actor'
import { conflict, notFound } from '../core/errors'

/** Companies that the person follows, by name. */
export async function listFollowed(ctx: PersonCtx): Promise<FollowedCompanies> {
  const rows = await ctx.db
    .select({
      id: companies.id,
      slug: companies.slug,
      name: companies.name,
      openJobs: sql<number>`(select count(*)::int from jobs where company_id = ${companies.id} and status = 'open' and is_cluster_face)`,
      followedAt: companyFollows.followedAt,
    })
    .from(companyFollows)
    .innerJoin(companies, eq(companies.id, companyFollows.companyId))
    .where(eq(companyFollows.personId, ctx.actor.personId))
    .orderBy(asc(companies.name), asc(companies.id))
  return { data: rows.map((row) => ({ ...row, followedAt: row.followedAt.toISOString() })) }
}

/**
 * Follows a company: its new jobs are told from now on. Twice is as good as once.
 * @throws not_found
 * @throws conflict  `following.too-many`
 */
export async function followCompany(ctx: PersonCtx, { slug }: OfCompany): Promise<OfCompany> {
  const { personId } = ctx.actor
  const companyId = await getCompanyId(ctx, slug)
  if ((await ctx.db.$count(companyFollows, eq(companyFollows.personId, personId))) >= FOLLOWS_MAX)
    throw conflict('following.too-many', { max: FOLLOWS_MAX }, `You follow ${FOLLOWS_MAX} companies. Leave one of them first.`)
  await ctx.db.insert(companyFollows).values({ personId, companyId, followedAt: ctx.now() }).onConflictDoNothing()
  return { slug }
}

/**
 * Ends it. What was told stays in the list of new jobs.
 * @throws not_found
 */
export async function unfollowCompany(ctx: PersonCtx, { slug }: OfCompany): Promise<OfCompany> {
  const companyId = await getCompanyId(ctx, slug)
  await ctx.db.delete(companyFollows).where(and(eq(companyFollows.personId, ctx.actor.personId), eq(companyFollows.companyId, companyId)))
  return { slug }
}

/** @throws not_found */
export async function getCompanyId(ctx: PersonCtx, slug: string): Promise<string> {
  const [company] = await ctx.db.select({ id: companies.id }).from(companies).where(eq(companies.slug, slug))
  if (!company) throw notFound('company', slug)
  return company.id
}
