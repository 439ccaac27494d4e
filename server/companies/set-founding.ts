import { eq } from 'drizzle-orm'
import type { Company, SetFounding } from '../../contract/jobs'
import { companies } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { getCompany } from './get-company'

/**
 * Writes when a company was founded, and where that stands; both `null` forget it.
 * @throws not_found  no company has this slug
 */
export async function setFounding(ctx: Ctx, { slug, foundedOn, foundedSource }: SetFounding): Promise<Company> {
  await ctx.db.update(companies).set({ foundedOn, foundedSource }).where(eq(companies.slug, slug))
  return getCompany(ctx, slug)
}
