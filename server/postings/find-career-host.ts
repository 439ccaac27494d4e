import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { careerPages, employerVerifications, organisations } from '../../db/schema'

/** The host counts only while its organisation can prove a domain that it lies in. */
const isProved = and(
  eq(employerVerifications.organisationId, careerPages.organisationId),
  eq(employerVerifications.state, 'verified'),
  eq(employerVerifications.method, 'dns'),
  sql`(${careerPages.host} = ${employerVerifications.domain} or ${careerPages.host} like '%.' || ${employerVerifications.domain})`,
)

/** The career page that a host of an employer's own shows, by its slug; `null` for every other host. */
export async function findCareerHost(db: Db, host: string): Promise<string | null> {
  const [row] = await db
    .select({ slug: organisations.slug })
    .from(careerPages)
    .innerJoin(organisations, eq(organisations.id, careerPages.organisationId))
    .innerJoin(employerVerifications, isProved)
    .where(eq(careerPages.host, host))
    .limit(1)
  return row?.slug ?? null
}

/** The sites whose pages may show an organisation's career page in a frame. */
export async function listFrameOrigins(db: Db, slug: string): Promise<string[]> {
  const [row] = await db
    .select({ frameOrigins: careerPages.frameOrigins })
    .from(careerPages)
    .innerJoin(organisations, eq(organisations.id, careerPages.organisationId))
    .where(eq(organisations.slug, slug))
  return row?.frameOrigins ?? []
}

/** The host under which an organisation's career page stands; `null`: none, or none that it can prove. */
export async function findHostOf(db: Db, organisationId: string): Promise<string | null> {
  const [row] = await db
    .select({ host: careerPages.host })
    .from(careerPages)
    .innerJoin(employerVerifications, isProved)
    .where(eq(careerPages.organisationId, organisationId))
    .limit(1)
  return row?.host ?? null
}
