import { and, desc, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { Job, JobCard } from '../../contract/jobs'
import { companies, jobs, linkChecks } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { notFound } from '../core/errors'
import { linkStateOf } from './link-state'
import { jobCardColumns, showCard } from './show-job'

const SIMILAR_MAX = 6
/** Of each kind of likeness so many are compared: of a million jobs, hundreds of thousands share a word. */
const LIKE_MAX = 300

/**
 * One job with everything a stranger may see. A closed job is answered too, with status `closed`: what to make of it is the door's affair.
 * @throws not_found  there is no such job
 */
export async function getJob(ctx: Ctx, jobId: string): Promise<Job> {
  const [row] = await ctx.db
    .select({ ...jobCardColumns, ...OWN_COLUMNS })
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .leftJoin(linkChecks, eq(linkChecks.jobId, jobs.id))
    .where(eq(jobs.id, jobId))
  if (!row) throw notFound('job', jobId)
  const isOver = row.status === 'closed' || (row.validThrough !== null && row.validThrough <= ctx.now())
  const [others, evidence] = await Promise.all([
    ctx.db
      .select({ jobId: jobs.id, source: jobs.source, sourceUrl: jobs.sourceUrl, foundAt: jobs.foundAt })
      .from(jobs)
      .where(and(eq(jobs.clusterId, row.clusterId), eq(jobs.status, 'open'), ne(jobs.id, row.id)))
      .orderBy(jobs.foundAt, jobs.id)
      .limit(20),
    isOver ? [] : (await import('./find-ghost-evidence')).findGhostEvidence(ctx, row),
  ])
  return {
    ...showCard(row),
    status: isOver ? 'closed' : 'open',
    companyId: row.companyId,
    clusterId: row.clusterId,
    description: row.description,
    excerpt: row.excerpt,
    sourceUrl: row.sourceUrl,
    // A posting's own way in is kept as a path: where the site answers is known by who asks.
    applyUrl: row.applyUrl?.startsWith('/') ? `${ctx.origin}${row.applyUrl}` : row.applyUrl,
    contact: row.contactIsPublic ? row.contact : null,
    language: row.language,
    validThrough: row.validThrough?.toISOString() ?? null,
    linkState: linkStateOf(row.finding),
    closedBecause: isOver ? (row.closedBecause ?? (row.status === 'open' ? 'deadline' : null)) : null,
    closedAt: row.closedAt?.toISOString() ?? null,
    ghostEvidence: evidence,
    alsoOn: others.map((other) => ({ ...other, foundAt: other.foundAt.toISOString() })),
  }
}

/**
 * Up to six open jobs that share most with this one: words of the title, then skills, then place. Where very many share a word, not all of
 * them are compared.
 * @throws not_found  there is no such job
 */
export async function listSimilarJobs(ctx: Ctx, jobId: string): Promise<JobCard[]> {
  const [job] = await ctx.db
    .select({ title: jobs.title, clusterId: jobs.clusterId, skills: jobs.skills, placeKeys: jobs.placeKeys })
    .from(jobs)
    .where(eq(jobs.id, jobId))
  if (!job) throw notFound('job', jobId)
  const words = sql`plainto_tsquery('english', ${job.title})`
  const anyWord = sql`replace(${words}::text, '&', '|')::tsquery`
  const shared = (column: typeof jobs.skills | typeof jobs.placeKeys, values: string[]) =>
    values.length === 0
      ? sql`0`
      : sql`cardinality(array(select unnest(${column}) intersect select unnest(array[${sql.join(
          values.map((value) => sql`${value}`),
          sql`, `,
        )}]::text[])))`
  const likeness = sql`(ts_rank(${jobs.searchText}, ${anyWord}) * 4 + ${shared(jobs.skills, job.skills)} * 0.3 + ${shared(jobs.placeKeys, job.placeKeys)} * 0.2)`
  const isOther = and(eq(jobs.status, 'open'), eq(jobs.isClusterFace, true), ne(jobs.clusterId, job.clusterId))
  const having = (query: SQL) => sql`(select id from ${jobs} where ${jobs.searchText} @@ ${query} and ${isOther} limit ${LIKE_MAX})`
  const nearest = await ctx.db
    .select(jobCardColumns)
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .where(
      sql`${jobs.id} in (${having(sql`words_within(${words}, 't')`)} union ${having(sql`words_within(${anyWord}, 't')`)} union ${having(anyWord)})`,
    )
    .orderBy(desc(likeness), desc(jobs.id))
    .limit(SIMILAR_MAX)
  return nearest.map(showCard)
}

const OWN_COLUMNS = {
  companyId: jobs.companyId,
  clusterId: jobs.clusterId,
  description: jobs.description,
  excerpt: jobs.excerpt,
  sourceUrl: jobs.sourceUrl,
  applyUrl: jobs.applyUrl,
  contact: jobs.contact,
  contactIsPublic: jobs.contactIsPublic,
  language: jobs.language,
  validThrough: jobs.validThrough,
  closedAt: jobs.closedAt,
  closedBecause: jobs.closedBecause,
  fingerprint: jobs.fingerprint,
  finding: linkChecks.finding,
  textSince: linkChecks.textSince,
  textLooks: linkChecks.textLooks,
}
