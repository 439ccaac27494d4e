import { eq, inArray } from 'drizzle-orm'
import type { JobCard } from '../../contract/jobs'
import type { JobFacts } from '../../contract/matching'
import { companies, jobs } from '../../db/schema'
import type { Ctx } from '../core/ctx'
import { jobCardColumns, showCard } from '../jobs/show-job'
import { readJobFacts } from './read-job-facts'

export interface JobToMatch {
  card: JobCard
  facts: JobFacts
}

/** Public facts of jobs by id and version, the same for everybody, so that they may live as long as the isolate. */
const known = new Map<string, JobFacts>()
const KNOWN_MAX = 3_000

/** Jobs with their facts, in the order of `ids`; those that are gone are left out. Text is read only for facts that are not known yet. */
export async function loadJobFacts(ctx: Ctx, ids: readonly string[]): Promise<JobToMatch[]> {
  if (ids.length === 0) return []
  const rows = await ctx.db
    .select(jobCardColumns)
    .from(jobs)
    .leftJoin(companies, eq(companies.id, jobs.companyId))
    .where(inArray(jobs.id, [...ids]))
  const cards = new Map(rows.map((row) => [row.id, showCard(row)]))
  const unread = rows.filter((row) => !known.has(`${row.id} ${row.version}`)).map(({ id }) => id)
  const texts =
    unread.length === 0
      ? []
      : await ctx.db
          .select({ id: jobs.id, version: jobs.version, description: jobs.description, excerpt: jobs.excerpt, language: jobs.language })
          .from(jobs)
          .where(inArray(jobs.id, unread))
  const read = new Map<string, JobFacts>()
  for (const { id, version, description, excerpt, language } of texts) {
    const card = cards.get(id)
    if (!card) continue
    const facts = readJobFacts({ ...card, text: description ?? excerpt, language })
    read.set(id, facts)
    if (known.size >= KNOWN_MAX) known.delete(known.keys().next().value ?? '')
    // A job that changed between the two reads is kept under what its text was read with.
    if (version === card.version) known.set(`${id} ${version}`, facts)
  }
  return ids.flatMap((id) => {
    const card = cards.get(id)
    const facts = card ? (read.get(id) ?? known.get(`${id} ${card.version}`)) : undefined
    return card && facts ? [{ card, facts }] : []
  })
}
