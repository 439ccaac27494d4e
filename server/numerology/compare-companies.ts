import { eq, isNotNull } from 'drizzle-orm'
import type { CompanyCompatibility } from '../../contract/numerology'
import { companies } from '../../db/schema'
import { readBirthData } from '../birth-data/birth-data'
import type { PersonCtx } from '../core/actor'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { compatibilityOf } from './core/compatibility'
import { readingOfCompany, readingOfPerson } from './core/reading'
import { readSettings } from './settings'

/**
 * How the person who asks stands to a company, with its arithmetic. `null` for who has not opted in.
 * @throws not_found  no company has this slug
 */
export async function findCompanyCompatibility(ctx: PersonCtx, { slug }: { slug: string }): Promise<CompanyCompatibility | null> {
  const { personId } = ctx.actor
  const { forJobs, method } = await readSettings(ctx, personId)
  if (!forJobs) return null
  const [company] = await ctx.db
    .select({ id: companies.id, name: companies.name, foundedOn: companies.foundedOn })
    .from(companies)
    .where(eq(companies.slug, slug))
  if (!company) throw notFound('company', slug)
  const mine = readingOfPerson(await readBirthData(ctx, personId), method)
  const found = compatibilityOf(mine, readingOfCompany(company.name, company.foundedOn, method))
  return { companyId: company.id, companyName: company.name, foundedOn: company.foundedOn, ...found }
}

/**
 * The numerology part of the person's own ordering of jobs: thousandths of a job's company, `null` where there is nothing to compare.
 * Reads once, so that a whole list is weighed without asking again.
 *
 * @returns `null` for who has not opted in: the part then does not exist, and neither does its weight
 */
export async function findNumerologyOfJobs(
  ctx: Ctx,
  personId: string,
): Promise<((card: { companyName: string | null; companySlug: string | null }) => number | null) | null> {
  const { forJobs, method } = await readSettings(ctx, personId)
  if (!forJobs) return null
  const [born, founded] = await Promise.all([
    readBirthData(ctx, personId),
    ctx.db.select({ slug: companies.slug, foundedOn: companies.foundedOn }).from(companies).where(isNotNull(companies.foundedOn)),
  ])
  const mine = readingOfPerson(born, method)
  const foundedOf = new Map(founded.map(({ slug, foundedOn }) => [slug, foundedOn]))
  return ({ companyName, companySlug }) => {
    if (companyName === null) return null
    const { score } = compatibilityOf(mine, readingOfCompany(companyName, foundedOf.get(companySlug ?? '') ?? null, method))
    return score === null ? null : Math.round(score * 1_000)
  }
}
